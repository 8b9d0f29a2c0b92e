/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <string.h>

#include "hj-standards-private.h"

/* What people write for schooling, titles, posts and names of documents, looked up in the
 * scheme's vocabularies. The longest word wins wherever two begin at one place, so that
 * 高级工程师 is not 高级工; nothing is guessed: what holds no word is not understood, nor is
 * what takes its word back (无大专学历, 大专在读). */

/* Between two things told in one cell. */
#define SEPARATORS "、,;/|()兼及和与+&\n"

/* In a word of a vocabulary: whatever stands between. 高级…工 is 高级电工 and 高级焊工. */
#define GAP "…"

typedef struct {
  char *word;     /* up to the gap */
  char *ending;   /* after it, NULL for a word without one */
  gsize length;   /* of the word up to the gap */
  glong n_chars;  /* of all of it */
  int   rank;
} Entry;

/* What a text was understood as: ranks surely in it, and ranks that may be. */
typedef struct {
  GArray  *sure;
  GArray  *maybe;
  gboolean doubtful;  /* it takes back what it says */
  gboolean whole;     /* it is one word of the vocabulary and nothing else */
} Meaning;

struct _HjWordIndex {
  GHashTable *by_first;  /* first character → GArray of Entry, longest first */
  GHashTable *meanings;  /* text → Meaning */
};

static void
free_meaning (gpointer data)
{
  Meaning *meaning = data;

  g_array_unref (meaning->sure);
  g_array_unref (meaning->maybe);
  g_free (meaning);
}

static void
free_entries (gpointer data)
{
  GArray *entries = data;

  for (guint i = 0; i < entries->len; i++)
    {
      g_free (g_array_index (entries, Entry, i).word);
      g_free (g_array_index (entries, Entry, i).ending);
    }
  g_array_unref (entries);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const Entry *first = a, *second = b;

  return first->length > second->length ? -1 : first->length < second->length;
}

/**
 * hj_words_normalise:
 *
 * Full-width forms made plain, spaces and marks around a name of a document taken out.
 *
 * Returns: (transfer full)
 */
char *
hj_words_normalise (const char *text)
{
  g_autofree char *plain = NULL;
  GString *result = g_string_new (NULL);

  /* ID numbers and codes, of which there are the most, have nothing to compose. */
  if (g_str_is_ascii (text))
    {
      for (; *text; text++)
        if ((!g_ascii_isspace (*text) || *text == '\n') && *text != '"' && *text != '\'')
          g_string_append_c (result, g_ascii_tolower (*text));
      return g_string_free (result, FALSE);
    }
  plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  for (const char *at = plain != NULL ? plain : ""; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) && c != '\n')
        continue;
      if (strchr ("\"'", (int) MIN (c, 127)) != NULL || (c >= 0x3008 && c <= 0x300f) || (c >= 0x2018 && c <= 0x201d))
        continue;
      g_string_append_unichar (result, g_unichar_tolower (c));
    }
  return g_string_free (result, FALSE);
}

HjWordIndex *
hj_word_index_new (const HjVocabulary *vocabulary)
{
  HjWordIndex *index = g_new0 (HjWordIndex, 1);
  GHashTableIter iter;
  gpointer entries;

  index->by_first = g_hash_table_new_full (NULL, NULL, NULL, free_entries);
  index->meanings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_meaning);
  for (guint i = 0; i < vocabulary->words->len; i++)
    {
      const HjWord *word = g_ptr_array_index (vocabulary->words, i);
      g_auto (GStrv) halves = g_strsplit (word->word, GAP, 2);
      Entry entry = { hj_words_normalise (halves[0]), NULL, 0, 0, word->rank };
      gpointer first = GUINT_TO_POINTER (g_utf8_get_char (entry.word));
      GArray *list = g_hash_table_lookup (index->by_first, first);

      if (halves[1] != NULL)
        entry.ending = hj_words_normalise (halves[1]);
      entry.length = strlen (entry.word);
      entry.n_chars = g_utf8_strlen (entry.word, -1) + (entry.ending != NULL ? g_utf8_strlen (entry.ending, -1) : 0);
      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (Entry));
          g_hash_table_insert (index->by_first, first, list);
        }
      g_array_append_val (list, entry);
    }
  g_hash_table_iter_init (&iter, index->by_first);
  while (g_hash_table_iter_next (&iter, NULL, &entries))
    g_array_sort (entries, compare_lengths);
  return index;
}

void
hj_word_index_free (HjWordIndex *index)
{
  g_hash_table_unref (index->by_first);
  g_hash_table_unref (index->meanings);
  g_free (index);
}

/* A word with a gap reaches to the end of what is told, and something stands in the gap. */
static gboolean
spans (const Entry *entry,
       const char  *at)
{
  return entry->ending != NULL && strlen (at) > entry->length + strlen (entry->ending) &&
         g_str_has_suffix (at, entry->ending);
}

/* The longest word that begins at @at; one without a gap comes first where it says more than the
 * beginning of the other (高级工程师电工 is no 高级…工). */
static const Entry *
find_word_at (HjWordIndex *index,
              const char  *at,
              gsize       *length)
{
  GArray *entries = g_hash_table_lookup (index->by_first, GUINT_TO_POINTER (g_utf8_get_char (at)));
  const Entry *plain = NULL, *gapped = NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->length == 0 || strncmp (at, entry->word, entry->length) != 0)
        continue;
      if (entry->ending == NULL && plain == NULL)
        plain = entry;
      else if (spans (entry, at) && (gapped == NULL || entry->n_chars > gapped->n_chars))
        gapped = entry;
    }
  if (gapped != NULL && (plain == NULL || plain->length <= gapped->length))
    {
      *length = strlen (at);
      return gapped;
    }
  *length = plain != NULL ? plain->length : 0;
  return plain;
}

static gboolean
has_rank (GArray *ranks,
          int     rank)
{
  for (guint i = 0; i < ranks->len; i++)
    if (g_array_index (ranks, int, i) == rank)
      return TRUE;
  return FALSE;
}

static void
add_rank (GArray *ranks,
          int     rank)
{
  if (!has_rank (ranks, rank))
    g_array_append_val (ranks, rank);
}

static gboolean
is_one_of (const char         *text,
           const char * const *words)
{
  return g_strv_contains (words, text);
}

static gboolean
has_one_of (const char         *text,
            const char * const *words)
{
  for (; *words; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

/* The length of a 无, 未取得, 非 that @part begins with and that takes back the word after it; 无损检测工
 * and 无人机驾驶员 begin with no such thing. */
static gsize
denial_of (HjWordIndex *index,
           const char  *part)
{
  static const char * const denials[] = {
    "没有取得", "尚未取得", "未取得", "未获得", "未持有", "不具备", "不具有", "没有", "暂无", "尚无", "不是", "未评", "未获", "无", "非", "没",
  };
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (denials); i++)
    if (g_str_has_prefix (part, denials[i]) && find_word_at (index, part + strlen (denials[i]), &length) != NULL)
      return strlen (denials[i]);
  return 0;
}

/* One of the things told in a cell. A word that is all of it is sure; of a longer text a single
 * meaning is sure where the word has three characters (车间主任 is not surely 主任) and nothing
 * beside it speaks of another thing (计算机专业老师 is not surely one who runs computers). */
static void
understand_part (HjWordIndex *index,
                 const char  *part,
                 Meaning     *meaning)
{
  static const char * const open[] = { "空缺", "暂缺", "缺", "待定", "待聘", "拟聘", "待制定", "制定中", "未制定", "未建立", "待建立", "起草中",
                                       "拟定中", "待完善", "修订中", NULL };
  static const char * const others[] = { "老师", "教师", "教学", "专业", "课程", "学科", "带头人", "教研", "助理", "协助", "顾问", "退休",
                                         "原", "前任", NULL };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GString) rest = g_string_new (NULL);
  gsize denial = denial_of (index, part);
  gboolean exact = FALSE, sure;
  glong longest = 0;

  if (is_one_of (part, open))
    meaning->doubtful = TRUE;
  for (const char *at = part + denial; *at;)
    {
      gsize length;
      const Entry *entry = find_word_at (index, at, &length);

      if (entry == NULL)
        {
          g_string_append_unichar (rest, g_utf8_get_char (at));
          at = g_utf8_next_char (at);
          continue;
        }
      exact = length == strlen (part);
      longest = MAX (longest, entry->n_chars);
      add_rank (found, entry->rank);
      at += length;
    }
  if (denial > 0)
    {
      /* Without the lowest there is nothing; without a higher one there may be a lower. */
      if (found->len == 1 && g_array_index (found, int, 0) <= 1)
        add_rank (meaning->sure, 0);
      else
        meaning->doubtful = TRUE;
      return;
    }
  sure = exact || (found->len == 1 && longest >= 3 && !has_one_of (rest->str, others));
  for (guint i = 0; i < found->len; i++)
    add_rank (sure ? meaning->sure : meaning->maybe, g_array_index (found, int, i));
}

static const Meaning *
understand (HjWordIndex *index,
            const char  *text)
{
  Meaning *meaning = g_hash_table_lookup (index->meanings, text);
  g_autofree char *plain = NULL;
  GString *part;

  if (meaning != NULL)
    return meaning;
  meaning = g_new0 (Meaning, 1);
  meaning->sure = g_array_new (FALSE, FALSE, sizeof (int));
  meaning->maybe = g_array_new (FALSE, FALSE, sizeof (int));
  g_hash_table_insert (index->meanings, g_strdup (text), meaning);
  plain = hj_words_normalise (text);

  /* The whole first: a word of the vocabulary may hold a separator itself. */
  {
    gsize length = 0;
    const Entry *whole = *plain ? find_word_at (index, plain, &length) : NULL;

    if (whole != NULL && whole->ending == NULL && length == strlen (plain))
      {
        add_rank (meaning->sure, whole->rank);
        meaning->whole = TRUE;
        return meaning;
      }
  }
  part = g_string_new (NULL);
  for (const char *at = plain;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != 0 && g_utf8_strchr (SEPARATORS, -1, c) == NULL)
        {
          g_string_append_unichar (part, c);
          continue;
        }
      if (part->len > 0)
        understand_part (index, part->str, meaning);
      g_string_truncate (part, 0);
      if (c == 0)
        break;
    }
  g_string_free (part, TRUE);
  return meaning;
}

/* What a rank is not reached by yet, or not surely: 本科在读, 大专肄业, 工程师（评审中）, 大专以下. */
static gboolean
is_put_off (const char *plain)
{
  static const char * const words[] = {
    "在读", "在学", "就读", "肄业", "结业", "未毕业", "同等学", "相当", "以下", "不足", "申报中", "评审中", "评定中", "公示中", "办理中",
    "待取证", "待发证", "待考", "待评", "拟评", "拟申报", "正在申", "正在评", "预备技师", NULL
  };

  return has_one_of (plain, words);
}

/**
 * hj_words_say_none:
 *
 * 无, 无职称, 暂无: told, and nothing. 无损检测员 is not among them.
 */
gboolean
hj_words_say_none (const char *text)
{
  static const char * const none[] = { "无", "没有", "暂无", "未取得", "尚无", "未评", "未取得证书", "未设", "未设立", "未设置", "未建立", "没有设立",
                                       "不设", "暂未设立", "尚未设立", "未成立", NULL };
  static const char * const beginnings[] = { "无职", "无学", "无证", "无资格", "无评", "无等" };
  g_autofree char *plain = hj_words_normalise (text);

  if (is_one_of (plain, none))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (plain, beginnings[i]))
      return TRUE;
  return FALSE;
}

/**
 * hj_words_named:
 *
 * Whether a text names something: 技能评价部 does, 无 does not; a stroke or 待定 says neither.
 */
HjAnswer
hj_words_named (const char *text)
{
  static const char * const open[] = { "待定", "待设", "待设立", "拟设", "拟设立", "筹建中", "筹备中", "未填", "同上", "详见附件", "见附件", NULL };
  g_autofree char *plain = hj_words_normalise (text);
  gboolean letter = FALSE;

  for (const char *at = plain; *at && !letter; at = g_utf8_next_char (at))
    letter = g_unichar_isalnum (g_utf8_get_char (at));
  if (!letter || is_one_of (plain, open))
    return HJ_ANSWER_UNSURE;
  return hj_words_say_none (plain) ? HJ_ANSWER_NO : HJ_ANSWER_YES;
}

/**
 * hj_word_index_rank:
 * @rank: (out): the highest rank of the words in the text; 0 where it says 无
 *
 * Returns: %FALSE where no word is found, or one that is taken back or not reached yet: not understood
 */
gboolean
hj_word_index_rank (HjWordIndex *index,
                    const char  *text,
                    int         *rank)
{
  const Meaning *meaning = understand (index, text);
  g_autofree char *plain = NULL;

  *rank = 0;
  if (meaning->doubtful)
    return FALSE;
  for (guint i = 0; i < meaning->sure->len; i++)
    *rank = MAX (*rank, g_array_index (meaning->sure, int, i));
  for (guint i = 0; i < meaning->maybe->len; i++)
    *rank = MAX (*rank, g_array_index (meaning->maybe, int, i));
  if (meaning->sure->len + meaning->maybe->len == 0)
    return hj_words_say_none (text);
  plain = hj_words_normalise (text);
  return meaning->whole || !is_put_off (plain);
}

/* Whether one of the things told in @text means the same as @word. */
HjAnswer
hj_word_index_is (HjWordIndex *index,
                  const char  *text,
                  const char  *word)
{
  const Meaning *meaning = understand (index, text);
  const Meaning *wanted = understand (index, word);
  int rank;

  if (wanted->sure->len == 0)
    return HJ_ANSWER_UNSURE;
  rank = g_array_index (wanted->sure, int, 0);
  if (has_rank (meaning->sure, rank))
    return meaning->doubtful ? HJ_ANSWER_UNSURE : HJ_ANSWER_YES;
  if (has_rank (meaning->maybe, rank))
    return HJ_ANSWER_UNSURE;
  if (meaning->sure->len + meaning->maybe->len > 0 || hj_words_say_none (text))
    return HJ_ANSWER_NO;
  return HJ_ANSWER_UNSURE;
}

/* What every document of the kind is called besides its subject. */
static char *
strip_name (const char *name)
{
  static const char * const endings[] = {
    "(试行)", "(暂行)", "(修订)", "(草案)", "管理制度", "管理办法", "管理规定", "制度", "办法", "规定", "规范", "规程", "细则", "守则",
    "预案", "方案", "汇编", "手册", "及", "和", "与", "的", "有关", "相关", "各种", "各项",
  };
  g_autofree char *plain = hj_words_normalise (name);
  GString *core = g_string_new (plain);
  gboolean again = TRUE;

  g_string_replace (core, "职业技能等级认定", "", 0);
  g_string_replace (core, "职业技能等级", "", 0);
  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
        if (core->len > strlen (endings[i]) && g_str_has_suffix (core->str, endings[i]))
          {
            g_string_truncate (core, core->len - strlen (endings[i]));
            again = TRUE;
          }
    }
  return g_string_free (core, FALSE);
}

/**
 * hj_words_same_name:
 * @index: (nullable): synonyms: words of one rank name one document
 *
 * Whether a document of a list is the one that is asked for.
 */
HjAnswer
hj_words_same_name (HjWordIndex *index,
                    const char  *text,
                    const char  *name)
{
  g_autofree char *given = strip_name (text);
  g_autofree char *wanted = strip_name (name);

  if (*given == '\0')
    return HJ_ANSWER_UNSURE;
  if (strcmp (given, wanted) == 0)
    return HJ_ANSWER_YES;
  if (index != NULL)
    {
      const Meaning *asked = understand (index, name);
      const Meaning *told = understand (index, text);

      if (asked->sure->len > 0)
        {
          int rank = g_array_index (asked->sure, int, 0);

          if (!has_rank (told->sure, rank) && !has_rank (told->maybe, rank))
            return HJ_ANSWER_NO;
          return told->doubtful ? HJ_ANSWER_UNSURE : HJ_ANSWER_YES;
        }
    }
  return g_utf8_strlen (wanted, -1) >= 4 && strstr (given, wanted) != NULL ? HJ_ANSWER_YES : HJ_ANSWER_NO;
}

/* One occupation named in a cell, against the one in question. */
static HjAnswer
compare_occupation (const char *part,
                    const char *occupation,
                    const char *trade,
                    const char *code)
{
  g_autofree char *name = hj_words_normalise (occupation);
  g_autofree char *kind = hj_words_normalise (trade);

  if (strcmp (part, name) == 0 || (*kind && strcmp (part, kind) == 0) || (*code && strcmp (part, code) == 0))
    return HJ_ANSWER_YES;
  /* 电工（四级）, 维修电工 for 电工: it may be meant, and only a person can tell. */
  if (*name && (strstr (part, name) != NULL || strstr (name, part) != NULL))
    return HJ_ANSWER_UNSURE;
  if (*kind && (strstr (part, kind) != NULL || strstr (kind, part) != NULL))
    return HJ_ANSWER_UNSURE;
  return HJ_ANSWER_NO;
}

/**
 * hj_words_for:
 * @text: names of occupations; "" is for all
 */
HjAnswer
hj_words_for (const char *text,
              const char *occupation,
              const char *trade,
              const char *code)
{
  g_autofree char *plain = hj_words_normalise (text);
  g_autofree char *name = hj_words_normalise (occupation);
  g_auto (GStrv) parts = NULL;
  HjAnswer answer = HJ_ANSWER_NO;

  if (*plain == '\0' || strcmp (plain, name) == 0)
    return HJ_ANSWER_YES;
  /* An occupation whose own name is not told yet may be any. */
  if (*name == '\0')
    answer = HJ_ANSWER_UNSURE;
  parts = g_regex_split_simple ("[、,;/|()\n]", plain, 0, 0);
  for (char **part = parts; *part; part++)
    {
      HjAnswer one = **part ? compare_occupation (*part, occupation, trade, code) : HJ_ANSWER_NO;

      if (one == HJ_ANSWER_YES)
        return HJ_ANSWER_YES;
      if (one == HJ_ANSWER_UNSURE)
        answer = HJ_ANSWER_UNSURE;
    }
  return answer;
}
