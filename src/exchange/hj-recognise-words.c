/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-recognise-private.h"

/* A heading is longer than this only by mistake; what is longer is a text. */
#define MAX_HEADING 240

static gboolean
is_space (gunichar character)
{
  return g_unichar_isspace (character) || character == 0x3000 || character == 0xfeff || character == 0x200b ||
         g_unichar_iscntrl (character);
}

/* Full-width forms to ASCII, all brackets to ( and ). */
static gunichar
narrow (gunichar character)
{
  if (character >= 0xff01 && character <= 0xff5e)
    character -= 0xff01 - 0x21;
  if (character == '[' || character == 0x3010 || character == 0x3014)
    return '(';
  if (character == ']' || character == 0x3011 || character == 0x3015)
    return ')';

  return character < 0x80 ? (gunichar) g_ascii_tolower ((char) character) : character;
}

/* Units and requests in brackets at the end of a heading that are no part of its name. Those of money are: 元 is
 * not 万元. */
static const char * const asides[] = {
  "(人)", "(名)", "(个)", "(台)", "(套)", "(台/套)", "(台套)", "(件)", "(只)", "(张)", "(家)", "(岁)", "(周岁)", "(年)", "(天)",
  "(份)", "(人次)", "(㎡)", "(m2)", "(m²)", "(平方米)", "(平米)", "(盖章)", "(公章)", "(加盖单位公章)", "(单位公章)", "(签字)", "(签章)", "(必填)", "(选填)", "(如有)",
};

static gboolean
drop_end (GString *text)
{
  static const char * const marks[] = { ":", "*", "※", ".", "_", "。" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (text->len > strlen (marks[i]) && g_str_has_suffix (text->str, marks[i]))
      {
        g_string_truncate (text, text->len - strlen (marks[i]));
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (asides); i++)
    if (text->len > strlen (asides[i]) && g_str_has_suffix (text->str, asides[i]))
      {
        g_string_truncate (text, text->len - strlen (asides[i]));
        return TRUE;
      }

  return FALSE;
}

/**
 * hj_normalise_heading:
 *
 * Returns: (transfer full): the text without spaces, line ends, stars, final colon and unit,
 *   full-width characters as ASCII, one kind of brackets; "" for what is too long to be a heading
 */
char *
hj_normalise_heading (const char *text)
{
  g_autoptr (GString) normal = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = narrow (g_utf8_get_char (at));

      if (!is_space (character) && !(normal->len == 0 && (character == '*' || character == 0x203b)))
        g_string_append_unichar (normal, character);
      if (normal->len > MAX_HEADING)
        return g_strdup ("");
    }
  while (drop_end (normal))
    ;

  return g_strdup (normal->str);
}

static gboolean
is_numeral (gunichar character)
{
  static const char numerals[] = "0123456789一二三四五六七八九十";

  return character != 0 && g_utf8_strchr (numerals, -1, character) != NULL;
}

/* 一、 （二） 3. 3、 4） ⑤ 附件3 at the head of a title, or of a line in a list. */
char *
hj_strip_number (const char *text)
{
  const char *at = text;
  gboolean bracket, number = FALSE;
  gunichar mark = g_utf8_get_char (at);

  /* ① to ⑳ */
  if (mark >= 0x2460 && mark <= 0x2473)
    return g_strdup (g_utf8_next_char (at));
  if (g_str_has_prefix (at, "附件") || g_str_has_prefix (at, "附表"))
    at += strlen ("附件");
  bracket = narrow (g_utf8_get_char (at)) == '(';
  if (bracket)
    at = g_utf8_next_char (at);
  for (; is_numeral (narrow (g_utf8_get_char (at))); at = g_utf8_next_char (at))
    number = TRUE;
  if (!number)
    return g_strdup (text);
  mark = narrow (g_utf8_get_char (at));
  if (mark == ')' || (!bracket && (mark == '.' || mark == 0x3001)))
    return g_strdup (g_utf8_next_char (at));

  return g_strdup (g_str_has_prefix (text, "附") ? at : text);
}

/* Sections are counted 一、 to 二十、 */
guint
hj_section_number (const char *text)
{
  static const char numerals[] = "一二三四五六七八九";
  guint number = 0;
  const char *at = text;

  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  for (;; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      const char *found = character != 0 ? g_utf8_strchr (numerals, -1, character) : NULL;

      if (found != NULL)
        number += (guint) g_utf8_pointer_to_offset (numerals, found) + 1;
      else if (character == 0x5341) /* 十 */
        number = MAX (number, 1) * 10;
      else
        return character == 0x3001 ? number : 0;
      if (number > 99)
        return 0;
    }
}

/* 工作人员 of 工作人员情况一览表. */
static char *
stem_of (const char *normal)
{
  static const char * const ends[] = { "一览表", "汇总表", "登记表", "明细表", "情况表", "名单", "清单", "目录", "明细", "情况", "表" };
  g_autofree char *stem = hj_strip_number (normal);
  gboolean cut = TRUE;

  while (cut)
    {
      cut = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (ends) && !cut; i++)
        if (g_str_has_suffix (stem, ends[i]) && strlen (stem) > strlen (ends[i]) + 3)
          {
            stem[strlen (stem) - strlen (ends[i])] = '\0';
            cut = TRUE;
          }
    }

  return g_steal_pointer (&stem);
}

gboolean
hj_is_number_heading (const char *normal)
{
  static const char * const names[] = { "序号", "序", "行号", "no", "no.", "编次" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], normal) == 0)
      return TRUE;

  return FALSE;
}

gboolean
hj_is_total (const char *normal)
{
  static const char * const names[] = { "合计", "总计", "小计", "共计", "累计" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], normal) == 0)
      return TRUE;

  return FALSE;
}

/* 注：本表需按… 备注：is a field, 注 is not. */
gboolean
hj_is_remark (const char *text)
{
  /* 申报表内容 and 核查补充 stand above the columns of our own workbook. */
  static const char * const heads[] = {
    "注:", "注1", "注意:", "填表说明", "填报说明", "说明:", "填写说明", "申报表内容", "核查补充(",
    "制表人:", "制表:", "填表人:", "填报人:", "审核人:", "审核:", "经办人:", "复核人:",
  };
  g_autofree char *head = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 12));
  g_autofree char *normal = hj_normalise_heading (head);
  g_autoptr (GString) full = g_string_new (NULL);

  /* The colon at the end of a short remark counts here. */
  for (const char *at = head; *at != '\0'; at = g_utf8_next_char (at))
    if (!is_space (g_utf8_get_char (at)))
      g_string_append_unichar (full, narrow (g_utf8_get_char (at)));
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (full->str, heads[i]) || g_str_has_prefix (normal, heads[i]))
      return TRUE;

  return FALSE;
}

gboolean
hj_is_occupation_label (const char *normal)
{
  static const char * const names[] = {
    "职业(工种)", "职业(工种)名称", "申报职业(工种)", "申报职业", "职业名称", "申报职业(工种)名称", "所属职业(工种)", "职业工种",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], normal) == 0)
      return TRUE;

  return FALSE;
}

/* The first two letters of what a heading is, folded into a number; @alone: as if it had but one. */
static guint
fold_start (const char *text,
            gboolean    alone)
{
  gunichar letters[2] = { 0, 0 };
  guint n = 0;

  for (const char *at = text; *at != '\0' && n < (alone ? 1 : 2); at = g_utf8_next_char (at))
    {
      gunichar character = narrow (g_utf8_get_char (at));

      if (!is_space (character) && !(n == 0 && (character == '*' || character == 0x203b)))
        letters[n++] = character;
    }

  return (letters[0] * 151 + letters[1]) % HJ_WORDS_STARTS;
}

static gboolean
has_start (const HjWords *words,
           guint          start)
{
  return (words->starts[start / 8] & (1 << start % 8)) != 0;
}

gboolean
hj_words_may_be_label (const HjWords *words,
                       const char    *text)
{
  return has_start (words, fold_start (text, FALSE)) || has_start (words, fold_start (text, TRUE));
}

static void
add_start (HjWords    *words,
           const char *normal)
{
  guint start = fold_start (normal, FALSE);

  words->starts[start / 8] |= (guint8) (1 << start % 8);
}

static void
add_name (HjWords             *words,
          const char          *text,
          const HjRecordTable *table,
          const HjRecordField *field,
          const HjField       *own,
          const HjForm        *form,
          guint                weight)
{
  g_autofree char *normal = hj_normalise_heading (text);
  GPtrArray *list;
  HjLabel *label;

  if (*normal == '\0')
    return;
  add_start (words, normal);
  list = g_hash_table_lookup (words->labels, normal);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (words->labels, g_steal_pointer (&normal), list);
    }
  label = g_new0 (HjLabel, 1);
  *label = (HjLabel) { .table = table, .field = field, .words = own, .form = form, .weight = weight };
  g_ptr_array_add (list, label);
}

/* With its unit and without: 固定资产 is 固定资产（万元）, but 固定资产（元） is not known. */
static void
add_label (HjWords             *words,
           const char          *text,
           const HjRecordTable *table,
           const HjRecordField *field,
           const HjField       *own,
           const HjForm        *form,
           guint                weight)
{
  g_autofree char *normal = hj_normalise_heading (text);
  g_autofree char *unit = field != NULL && *field->unit != '\0' ? g_strdup_printf ("(%s)", field->unit) : NULL;
  g_autofree char *other = NULL;

  add_name (words, text, table, field, own, form, weight);
  if (unit == NULL)
    return;
  other = g_str_has_suffix (normal, unit) ? g_strndup (normal, strlen (normal) - strlen (unit))
                                          : g_strconcat (normal, unit, NULL);
  add_name (words, other, table, field, own, form, weight);
}

static void
add_title (HjWords             *words,
           const char          *text,
           const HjRecordTable *table,
           const HjForm        *form,
           const char          *with)
{
  g_autofree char *normal = hj_normalise_heading (text);
  g_autofree char *bare = hj_strip_number (normal);
  g_autofree char *stem = stem_of (bare);
  HjTitle *title;

  if (*bare == '\0' || g_hash_table_contains (words->titles, bare))
    return;
  title = g_new0 (HjTitle, 1);
  *title = (HjTitle) { table, form, with };
  g_ptr_array_add (words->owned, title);
  g_hash_table_insert (words->titles, g_steal_pointer (&bare), title);
  if (!g_hash_table_contains (words->stems, stem))
    g_hash_table_insert (words->stems, g_steal_pointer (&stem), title);
}

static void
add_form (HjWords      *words,
          const HjForm *form)
{
  const HjRecordTable *table = hj_record_table (form->record);

  add_title (words, form->title, table, form, form->with);
  if (form->fields->len == 1 && form->record == HJ_RECORD_APPLICANT)
    {
      const HjField *own = form->fields->pdata[0];
      const HjRecordField *field = hj_record_table_field (table, own->id);
      g_autofree char *normal = hj_normalise_heading (form->title);
      g_autofree char *bare = hj_strip_number (normal);

      if (field != NULL && field->kind == HJ_VALUE_PROSE)
        add_label (words, bare, table, field, own, form, 3);
    }
  for (guint i = 0; i < form->fields->len; i++)
    {
      const HjField *own = form->fields->pdata[i];
      const HjRecordField *field = hj_record_table_field (table, own->id);

      if (field == NULL)
        continue;
      add_label (words, own->label, table, field, own, form, 3);
      if (*own->group != '\0')
        {
          g_autofree char *grouped = g_strconcat (own->group, own->label, NULL);

          add_label (words, grouped, table, field, own, form, 3);
        }
    }
}

/* The form that asks for this field, for the notice's choices even where the head is in our words. */
static const HjField *
find_words (const HjScheme      *scheme,
            const HjRecordTable *table,
            const HjRecordField *field)
{
  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = scheme->forms->pdata[i];

      for (guint j = 0; j < form->fields->len && form->record == table->kind; j++)
        {
          const HjField *own = form->fields->pdata[j];

          if (strcmp (own->id, field->id) == 0)
            return own;
        }
    }

  return NULL;
}

static void
add_field (HjWords             *words,
           const HjRecordTable *table,
           const HjRecordField *field)
{
  g_auto (GStrv) synonyms = g_strsplit (field->synonyms, "|", -1);
  const HjField *own = find_words (words->scheme, table, field);

  add_label (words, field->label, table, field, own, NULL, 2);
  for (guint i = 0; synonyms[i] != NULL; i++)
    add_label (words, synonyms[i], table, field, own, NULL, 1);
}

/* 考核设备 is a table of devices, and says which. */
static void
add_choice_titles (HjWords             *words,
                   const HjRecordTable *table)
{
  for (guint i = 0; i < table->n_fields; i++)
    for (const HjRecordChoice *choice = table->fields[i].choices;
         table->kind == HJ_RECORD_EQUIPMENT && choice != NULL && choice->id != NULL; choice++)
      {
        char *with = g_strdup_printf ("%s=%s", table->fields[i].id, choice->id);

        g_ptr_array_add (words->owned, with);
        if (strcmp (table->fields[i].id, "purpose") == 0)
          add_title (words, choice->label, table, NULL, with);
      }
}

static void
add_table (HjWords             *words,
           const HjRecordTable *table)
{
  g_auto (GStrv) synonyms = g_strsplit (table->synonyms, "|", -1);

  for (guint i = 0; i < table->n_fields; i++)
    add_field (words, table, &table->fields[i]);
  add_choice_titles (words, table);
  add_title (words, table->label, table, NULL, "");
  for (guint i = 0; synonyms[i] != NULL; i++)
    add_title (words, synonyms[i], table, NULL, "");
}

/* 五级 | 四级 | 三级, with a tick in each that is meant */
static void
add_levels (HjWords             *words,
            const HjRecordTable *table)
{
  const HjRecordField *field = hj_record_table_field (table, "levels");

  for (guint i = 0; field != NULL && i < words->scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = words->scheme->occupations.levels->pdata[i];
      g_auto (GStrv) parts = g_strsplit (level->label, "/", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          g_autofree char *normal = hj_normalise_heading (parts[j]);
          GPtrArray *list;

          add_name (words, normal, table, field, NULL, NULL, 1);
          list = g_hash_table_lookup (words->labels, normal);
          if (list != NULL)
            ((HjLabel *) list->pdata[list->len - 1])->level = level->id;
        }
    }
}

/* 租赁期限: both days of a lease in one column. */
static void
add_ranges (HjWords *words)
{
  static const char * const names[] = { "租赁期限", "租期", "租赁时间", "租赁期", "租赁起止时间", "租赁起止日期", "租赁合同期限" };
  const HjRecordTable *table = hj_record_table (HJ_RECORD_SITE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GPtrArray *list;

      add_name (words, names[i], table, hj_record_table_field (table, "lease-from"), NULL, NULL, 1);
      list = g_hash_table_lookup (words->labels, names[i]);
      ((HjLabel *) list->pdata[list->len - 1])->range = TRUE;
    }
}

HjWords *
hj_words_new (const HjScheme *scheme)
{
  static const char * const material[] = { "申报材料", "材料名称", "材料", "申报材料名称" };
  HjWords *words = g_new0 (HjWords, 1);

  words->scheme = scheme;
  words->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  words->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  words->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  words->owned = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < scheme->forms->len; i++)
    add_form (words, scheme->forms->pdata[i]);
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      add_table (words, hj_record_table ((HjRecordKind) i));
      add_levels (words, hj_record_table ((HjRecordKind) i));
    }
  add_ranges (words);
  for (guint i = 0; i < G_N_ELEMENTS (material); i++)
    add_label (words, material[i], hj_record_table (HJ_RECORD_MATERIAL), NULL, NULL, NULL, 2);

  return words;
}

void
hj_words_free (HjWords *words)
{
  g_hash_table_unref (words->labels);
  g_hash_table_unref (words->titles);
  g_hash_table_unref (words->stems);
  g_ptr_array_unref (words->owned);
  g_free (words);
}

const HjLabel *
hj_words_find_label (const HjWords       *words,
                     const char          *normal,
                     const HjRecordTable *table)
{
  const GPtrArray *list = g_hash_table_lookup (words->labels, normal);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const HjLabel *label = list->pdata[i];

      if (table == NULL || label->table == table)
        return label;
    }

  return NULL;
}

gboolean
hj_words_is_label (const HjWords *words,
                   const char    *normal)
{
  return g_hash_table_contains (words->labels, normal);
}

/* A title with something behind it: the page of one occupation. */
static const HjTitle *
find_title_before (const HjWords  *words,
                   const char     *bare,
                   char          **rest)
{
  GHashTableIter iter;
  gpointer name, title;
  const char *best = "";
  const HjTitle *found = NULL;

  g_hash_table_iter_init (&iter, words->titles);
  while (g_hash_table_iter_next (&iter, &name, &title))
    if (strlen (name) > strlen (best) && strlen (name) >= strlen ("四字以上") && g_str_has_prefix (bare, name) &&
        strchr ("(:-", bare[strlen (name)]) != NULL && bare[strlen (name)] != '\0')
      {
        best = name;
        found = title;
      }
  if (found != NULL)
    {
      *rest = g_strdup (bare + strlen (best) + 1);
      if (g_str_has_suffix (*rest, ")") && bare[strlen (best)] == '(')
        (*rest)[strlen (*rest) - 1] = '\0';
    }

  return found;
}

/* 某某学校工作人员一览表 ends in one. */
static const HjTitle *
find_title_at_end (const HjWords *words,
                   const char    *stem)
{
  GHashTableIter iter;
  gpointer name, title;
  const char *best = "";
  const HjTitle *found = NULL;

  g_hash_table_iter_init (&iter, words->stems);
  while (g_hash_table_iter_next (&iter, &name, &title))
    if (strlen (name) > strlen (best) && strlen (name) >= strlen ("三字者") && g_str_has_suffix (stem, name))
      {
        best = name;
        found = title;
      }

  return g_utf8_strlen (stem, -1) <= 40 ? found : NULL;
}

const HjTitle *
hj_words_find_title (const HjWords  *words,
                     const char     *text,
                     char          **rest)
{
  g_autofree char *normal = hj_normalise_heading (text);
  g_autofree char *bare = hj_strip_number (normal);
  g_autofree char *stem = stem_of (bare);
  g_autofree char *behind = NULL;
  const HjTitle *title = g_hash_table_lookup (words->titles, bare);

  if (*bare == '\0')
    return NULL;
  if (title == NULL)
    title = g_hash_table_lookup (words->stems, stem);
  if (title == NULL)
    title = find_title_before (words, bare, &behind);
  if (title == NULL && !hj_words_is_label (words, bare))
    title = find_title_at_end (words, stem);
  if (rest != NULL)
    *rest = g_steal_pointer (&behind);

  return title;
}
