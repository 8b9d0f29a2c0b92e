/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <string.h>

#include "hj-store-private.h"

/* One pass over the content, one statement a table: the rows that fill the
 * model are the rows that the content digest is taken over. The application's
 * tables come from their caches. */

typedef struct {
  HjContent  *content;    /* NULL where only the digest is wanted */
  GHashTable *findings;   /* key to the HjFinding in the content */
  GHashTable *criteria;   /* id to its place in the scheme, from 1 */
  GHashTable *members;    /* id to its place on the panel, from 1 */
} Loader;

/* Of a value that the schema says is text; a damaged one ends the load. */
static gboolean
take_texts (HjQuery  *query,
            int       first,
            char    **fields[],
            guint     n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      char *text = hj_query_dup_text (query, first + (int) i);

      if (text == NULL)
        return FALSE;
      g_free (*fields[i]);
      *fields[i] = text;
    }

  return TRUE;
}

#define TAKE_TEXTS(query, first, ...)                                              \
  take_texts ((query), (first), (char **[]) { __VA_ARGS__ },                       \
              G_N_ELEMENTS (((char **[]) { __VA_ARGS__ })))

static gboolean
take_day (HjQuery *query,
          int      column,
          HjDay   *day)
{
  gint64 value = sqlite3_column_int64 (query, column);

  if (value < G_MININT32 || value > G_MAXINT32)
    return FALSE;
  *day = sqlite3_column_type (query, column) == SQLITE_NULL ? HJ_DAY_NONE : (HjDay) value;

  return TRUE;
}

static gboolean
read_dossier (gpointer  data,
              HjQuery  *query)
{
  Loader *loader = data;

  return TAKE_TEXTS (query, 0, &loader->content->dossier_id);
}

static gboolean
read_visit (gpointer  data,
            HjQuery  *query)
{
  Loader *loader = data;
  HjVisit *visit = &loader->content->visit;

  return take_day (query, 0, &visit->from) && take_day (query, 1, &visit->to) &&
         TAKE_TEXTS (query, 2, &visit->place, &visit->methods);
}

static gboolean
read_member (gpointer  data,
             HjQuery  *query)
{
  Loader *loader = data;
  HjMember *member = hj_member_new ("");

  g_ptr_array_add (loader->content->members, member);
  member->position = sqlite3_column_int (query, 1);
  member->lead = sqlite3_column_int (query, 5) != 0;
  member->recused = sqlite3_column_int (query, 6) != 0;
  if (!TAKE_TEXTS (query, 0, &member->id) || !TAKE_TEXTS (query, 2, &member->name, &member->unit, &member->title) ||
      !TAKE_TEXTS (query, 7, &member->recusal) || !take_day (query, 8, &member->joined))
    return FALSE;
  g_hash_table_insert (loader->members, member->id, GUINT_TO_POINTER (loader->content->members->len));

  return TRUE;
}

static char *
make_key (const char *criterion,
          const char *expert)
{
  return g_strconcat (criterion, "\n", expert, NULL);
}

static gboolean
read_finding (gpointer  data,
              HjQuery  *query)
{
  Loader *loader = data;
  HjFinding *finding = NULL;

  if (!hj_finding_from_row (query, &finding))
    return FALSE;
  g_ptr_array_add (loader->content->findings, finding);
  g_hash_table_insert (loader->findings, make_key (finding->criterion, finding->expert), finding);

  return TRUE;
}

static HjFinding *
find_finding (Loader  *loader,
              HjQuery *query)
{
  g_autofree char *criterion = hj_query_dup_text (query, 0);
  g_autofree char *expert = hj_query_dup_text (query, 1);
  g_autofree char *key = NULL;

  if (criterion == NULL || expert == NULL)
    return NULL;
  key = make_key (criterion, expert);

  return g_hash_table_lookup (loader->findings, key);
}

static gboolean
read_deduction (gpointer  data,
                HjQuery  *query)
{
  HjFinding *finding = find_finding (data, query);

  return finding != NULL && hj_deduction_from_row (query, finding);
}

static gboolean
read_mark (gpointer  data,
           HjQuery  *query)
{
  HjFinding *finding = find_finding (data, query);

  return finding != NULL && hj_mark_from_row (query, finding);
}

static gboolean
read_note (gpointer  data,
           HjQuery  *query)
{
  Loader *loader = data;
  HjNote *note = hj_note_new ("", "", "");

  g_ptr_array_add (loader->content->notes, note);
  note->changed = sqlite3_column_int64 (query, 4);

  return TAKE_TEXTS (query, 0, &note->expert, &note->id, &note->about, &note->text);
}

static gboolean
read_draft (gpointer  data,
            HjQuery  *query)
{
  Loader *loader = data;
  HjDraft *draft = hj_draft_new ("", "", "");

  g_ptr_array_add (loader->content->drafts, draft);
  draft->changed = sqlite3_column_int64 (query, 3);

  return TAKE_TEXTS (query, 0, &draft->expert, &draft->field, &draft->text);
}

static gboolean
read_decision (gpointer  data,
               HjQuery  *query)
{
  Loader *loader = data;
  HjDecision *decision = hj_decision_from_row (query);

  if (decision == NULL)
    return FALSE;
  g_ptr_array_add (loader->content->decisions, decision);

  return TRUE;
}

static gboolean
read_relaxation (gpointer  data,
                 HjQuery  *query)
{
  Loader *loader = data;
  HjRelaxation *relaxation = hj_relaxation_from_row (query);

  if (relaxation == NULL)
    return FALSE;
  g_ptr_array_add (loader->content->relaxations, relaxation);

  return TRUE;
}

static gboolean
read_conclusion (gpointer  data,
                 HjQuery  *query)
{
  Loader *loader = data;

  return hj_conclusion_from_row (query, &loader->content->conclusion);
}

/* The content but for the application, in the order of the digest. Members come
 * before findings, which come before what belongs to them. */
static const struct {
  const char *name;
  HjSql       sql;
  HjReadRow   read;
  guint       n_times;
} tables[] = {
  { "visit", HJ_SQL_ALL_VISIT, read_visit, 0 },
  { "member", HJ_SQL_ALL_MEMBERS, read_member, 0 },
  { "finding", HJ_SQL_ALL_FINDINGS, read_finding, 1 },
  { "deduction", HJ_SQL_ALL_DEDUCTIONS, read_deduction, 0 },
  { "mark", HJ_SQL_ALL_MARKS, read_mark, 0 },
  { "note", HJ_SQL_ALL_NOTES, read_note, 1 },
  { "decision", HJ_SQL_ALL_DECISIONS, read_decision, 1 },
  { "relaxation", HJ_SQL_ALL_RELAXATIONS, read_relaxation, 1 },
  { "conclusion", HJ_SQL_ALL_CONCLUSION, read_conclusion, 0 },
};

static void
name_table (GChecksum  *checksum,
            const char *name)
{
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

/* The digest of the content (README), which is what the application and the
 * panel say: not which dossier or copy it is, nor when something was said. */
char *
hj_store_read_content (HjStore   *store,
                       gpointer   loader,
                       GError   **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *scheme = hj_store_read_scheme_digest (store, error);

  if (scheme == NULL)
    return NULL;
  name_table (checksum, "hengjian content 2");
  name_table (checksum, scheme);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      name_table (checksum, tables[i].name);
      if (!hj_store_read_table (store, tables[i].sql, loader != NULL ? tables[i].read : NULL, loader, checksum,
                                tables[i].n_times, error))
        return NULL;
    }
  if (!hj_store_read_records (store, error))
    return NULL;
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      name_table (checksum, hj_record_table ((HjRecordKind) i)->id);
      hj_row_set_digest (store->caches[i].set, checksum);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static guint
place_of (GHashTable *places,
          const char *id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, id));

  return place != 0 ? place : G_MAXUINT;
}

/* By criterion in the scheme's order, then by member; what the scheme doesn't know comes last. */
static int
compare_findings (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  const HjFinding *one = *(HjFinding * const *) a;
  const HjFinding *other = *(HjFinding * const *) b;
  Loader *loader = data;
  guint x = place_of (loader->criteria, one->criterion);
  guint y = place_of (loader->criteria, other->criterion);

  if (x != y)
    return x < y ? -1 : 1;
  if (x == G_MAXUINT && !g_str_equal (one->criterion, other->criterion))
    return strcmp (one->criterion, other->criterion);
  x = place_of (loader->members, one->expert);
  y = place_of (loader->members, other->expert);

  return x < y ? -1 : x > y;
}

static void
index_scheme (Loader   *loader,
              HjScheme *scheme)
{
  guint place = 0;

  for (guint s = 0; s < scheme->sections->len; s++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, s);

      for (guint i = 0; i < section->items->len; i++)
        {
          const HjItem *item = g_ptr_array_index (section->items, i);

          for (guint c = 0; c < item->criteria->len; c++)
            {
              const HjCriterion *criterion = g_ptr_array_index (item->criteria, c);

              g_hash_table_insert (loader->criteria, criterion->id, GUINT_TO_POINTER (++place));
            }
        }
    }
}

static void
loader_clear (Loader *loader)
{
  g_clear_pointer (&loader->content, hj_content_unref);
  g_clear_pointer (&loader->findings, g_hash_table_unref);
  g_clear_pointer (&loader->criteria, g_hash_table_unref);
  g_clear_pointer (&loader->members, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

/* By time, then id: the digest takes them in an order that says nothing of time. */
static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  const HjNote *one = *(HjNote * const *) a;
  const HjNote *other = *(HjNote * const *) b;

  if (one->changed != other->changed)
    return one->changed < other->changed ? -1 : 1;

  return strcmp (one->id, other->id);
}

static gboolean
load_serial (HjStore    *store,
             HjContent  *content,
             GError    **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_GET_PUBLICATION, error);
  gboolean row;

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return FALSE;
  content->serial = row ? sqlite3_column_int64 (query, 0) : 0;

  return TRUE;
}

/**
 * hj_store_load:
 * @scheme: the one that hj_store_dup_scheme() is the text of; after a move or
 *   its undo it is another one, which hj_store_get_scheme_digest() tells
 *
 * The whole content as one consistent snapshot, with a dozen statements
 * whatever its size. Tables of records that didn't change since the last load
 * are the very same as then.
 *
 * Returns: (transfer full): a value that may go to another thread
 */
HjContent *
hj_store_load (HjStore   *store,
               HjScheme  *scheme,
               GError   **error)
{
  g_auto (Loader) loader = { 0 };
  g_autofree char *digest = NULL;
  gboolean ok;

  g_return_val_if_fail (store != NULL && scheme != NULL, NULL);

  loader.content = hj_content_new (scheme);
  loader.findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  loader.criteria = g_hash_table_new (g_str_hash, g_str_equal);
  loader.members = g_hash_table_new (g_str_hash, g_str_equal);
  index_scheme (&loader, scheme);

  if (!hj_store_simple (store, HJ_SQL_BEGIN_READ, error))
    return NULL;
  digest = hj_store_read_content (store, &loader, error);
  ok = digest != NULL &&
       hj_store_read_table (store, HJ_SQL_GET_DOSSIER, read_dossier, &loader, NULL, 0, error) &&
       hj_store_read_table (store, HJ_SQL_ALL_DRAFTS, read_draft, &loader, NULL, 0, error) &&
       hj_store_read_former (store, loader.content->former, error) &&
       load_serial (store, loader.content, error);
  hj_store_rollback (store);
  if (!ok)
    return NULL;

  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    hj_content_set_records (loader.content, hj_records_ref (store->caches[i].records));
  hj_str_set (&store->title, scheme->title);
  hj_str_set (&loader.content->digest, digest);
  g_ptr_array_sort (loader.content->notes, compare_notes);
  g_ptr_array_sort_with_data (loader.content->findings, compare_findings, &loader);

  return g_steal_pointer (&loader.content);
}
