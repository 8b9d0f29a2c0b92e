/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-digest.h"
#include "hj-store-private.h"

/* One pass over the content, one statement a table: the rows that fill the
 * model are the rows that the content digest is taken over. */

typedef struct {
  HjContent  *content;    /* NULL where only the digest is wanted */
  GHashTable *materials;  /* id to the HjMaterialReceipt in the content */
  GHashTable *findings;   /* key to the HjFinding in the content */
  GHashTable *criteria;   /* id to its place in the scheme, from 1 */
  GHashTable *members;    /* id to its place on the panel, from 1 */
} Loader;

typedef gboolean (*ReadRow) (Loader  *loader,
                             HjQuery *query);

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
read_dossier (Loader  *loader,
              HjQuery *query)
{
  return TAKE_TEXTS (query, 0, &loader->content->dossier_id);
}

static gboolean
read_applicant (Loader  *loader,
                HjQuery *query)
{
  HjApplicant *applicant = &loader->content->applicant;

  return TAKE_TEXTS (query, 0, &applicant->name, &applicant->credit_code, &applicant->department, &applicant->type,
                     &applicant->address, &applicant->postcode, &applicant->contact, &applicant->phone);
}

static gboolean
read_visit (Loader  *loader,
            HjQuery *query)
{
  HjVisit *visit = &loader->content->visit;

  return take_day (query, 0, &visit->from) && take_day (query, 1, &visit->to) &&
         TAKE_TEXTS (query, 2, &visit->place, &visit->methods);
}

static gboolean
read_occupation (Loader  *loader,
                 HjQuery *query)
{
  HjOccupation *occupation = hj_occupation_new ();

  g_ptr_array_add (loader->content->occupations, occupation);

  return TAKE_TEXTS (query, 0, &occupation->id) &&
         TAKE_TEXTS (query, 2, &occupation->code, &occupation->edition, &occupation->name, &occupation->trade,
                     &occupation->levels);
}

static gboolean
read_member (Loader  *loader,
             HjQuery *query)
{
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

/* A receipt for a material that the scheme doesn't ask for is kept in the file, and not shown. */
static gboolean
read_material (Loader  *loader,
               HjQuery *query)
{
  g_autofree char *id = hj_query_dup_text (query, 0);
  HjMaterialReceipt *receipt;

  if (id == NULL)
    return FALSE;
  receipt = g_hash_table_lookup (loader->materials, id);
  if (receipt == NULL)
    return TRUE;
  receipt->answered = sqlite3_column_int (query, 1) != 0;
  receipt->received = sqlite3_column_int (query, 2) != 0;
  receipt->copies = sqlite3_column_int (query, 3);

  return TAKE_TEXTS (query, 4, &receipt->remark);
}

static char *
make_key (const char *criterion,
          const char *expert)
{
  return g_strconcat (criterion, "\n", expert, NULL);
}

static gboolean
read_finding (Loader  *loader,
              HjQuery *query)
{
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
read_deduction (Loader  *loader,
                HjQuery *query)
{
  HjFinding *finding = find_finding (loader, query);

  return finding != NULL && hj_deduction_from_row (query, finding);
}

static gboolean
read_mark (Loader  *loader,
           HjQuery *query)
{
  HjFinding *finding = find_finding (loader, query);

  return finding != NULL && hj_mark_from_row (query, finding);
}

static gboolean
read_note (Loader  *loader,
           HjQuery *query)
{
  HjNote *note = hj_note_new ("", "", "");

  g_ptr_array_add (loader->content->notes, note);
  note->changed = sqlite3_column_int64 (query, 4);

  return TAKE_TEXTS (query, 0, &note->expert, &note->id, &note->about, &note->text);
}

static gboolean
read_draft (Loader  *loader,
            HjQuery *query)
{
  HjDraft *draft = hj_draft_new ("", "", "");

  g_ptr_array_add (loader->content->drafts, draft);
  draft->changed = sqlite3_column_int64 (query, 3);

  return TAKE_TEXTS (query, 0, &draft->expert, &draft->field, &draft->text);
}

/* The content, in the order of the digest. Members come before findings, which
 * come before what belongs to them. */
static const struct {
  const char *name;
  HjSql       sql;
  ReadRow     read;
} tables[] = {
  { "dossier", HJ_SQL_ALL_DOSSIER, read_dossier },
  { "applicant", HJ_SQL_ALL_APPLICANT, read_applicant },
  { "visit", HJ_SQL_ALL_VISIT, read_visit },
  { "occupation", HJ_SQL_ALL_OCCUPATIONS, read_occupation },
  { "member", HJ_SQL_ALL_MEMBERS, read_member },
  { "material", HJ_SQL_ALL_MATERIALS, read_material },
  { "finding", HJ_SQL_ALL_FINDINGS, read_finding },
  { "deduction", HJ_SQL_ALL_DEDUCTIONS, read_deduction },
  { "mark", HJ_SQL_ALL_MARKS, read_mark },
  { "note", HJ_SQL_ALL_NOTES, read_note },
};

/* Each value with its type and length, so that no two different rows look alike. */
static void
digest_row (GChecksum *checksum,
            HjQuery   *query)
{
  int n_columns = sqlite3_column_count (query);
  char head[40];

  for (int i = 0; i < n_columns; i++)
    {
      int type = sqlite3_column_type (query, i);

      if (type == SQLITE_INTEGER)
        g_snprintf (head, sizeof head, "i%" G_GINT64_FORMAT ";", (gint64) sqlite3_column_int64 (query, i));
      else if (type == SQLITE_NULL)
        g_strlcpy (head, "n;", sizeof head);
      else
        g_snprintf (head, sizeof head, "t%d:", sqlite3_column_bytes (query, i));
      g_checksum_update (checksum, (const guchar *) head, -1);
      if (type != SQLITE_INTEGER && type != SQLITE_NULL && sqlite3_column_bytes (query, i) > 0)
        g_checksum_update (checksum, sqlite3_column_blob (query, i), sqlite3_column_bytes (query, i));
    }
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

static gboolean
read_table (HjStore    *store,
            HjSql       sql,
            ReadRow     read,
            Loader     *loader,
            GChecksum  *checksum,
            GError    **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  for (;;)
    {
      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (checksum != NULL)
        digest_row (checksum, query);
      if (loader != NULL && !read (loader, query))
        return hj_store_fail (store, SQLITE_CORRUPT, error);
    }
}

static char *
read_content (HjStore  *store,
              Loader   *loader,
              GError  **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) "hengjian content 1\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_checksum_update (checksum, (const guchar *) tables[i].name, -1);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
      if (!read_table (store, tables[i].sql, tables[i].read, loader, checksum, error))
        return NULL;
    }

  return g_strdup (g_checksum_get_string (checksum));
}

char *
hj_store_digest_content (HjStore  *store,
                         GError  **error)
{
  return read_content (store, NULL, error);
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

  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);
      HjMaterialReceipt *receipt = hj_material_receipt_new (material->id);

      g_ptr_array_add (loader->content->materials, receipt);
      g_hash_table_insert (loader->materials, receipt->material, receipt);
    }
}

static void
loader_clear (Loader *loader)
{
  g_clear_pointer (&loader->content, hj_content_unref);
  g_clear_pointer (&loader->materials, g_hash_table_unref);
  g_clear_pointer (&loader->findings, g_hash_table_unref);
  g_clear_pointer (&loader->criteria, g_hash_table_unref);
  g_clear_pointer (&loader->members, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

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
 * @scheme: the one that hj_store_dup_scheme() is the text of
 *
 * The whole content as one consistent snapshot, with a dozen statements
 * whatever its size.
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
  loader.materials = g_hash_table_new (g_str_hash, g_str_equal);
  loader.findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  loader.criteria = g_hash_table_new (g_str_hash, g_str_equal);
  loader.members = g_hash_table_new (g_str_hash, g_str_equal);
  index_scheme (&loader, scheme);

  if (!hj_store_simple (store, HJ_SQL_BEGIN_READ, error))
    return NULL;
  digest = read_content (store, &loader, error);
  ok = digest != NULL &&
       read_table (store, HJ_SQL_ALL_DRAFTS, read_draft, &loader, NULL, error) &&
       load_serial (store, loader.content, error);
  hj_store_rollback (store);
  if (!ok)
    return NULL;

  hj_str_set (&loader.content->digest, digest);
  g_ptr_array_sort_with_data (loader.content->findings, compare_findings, &loader);

  return g_steal_pointer (&loader.content);
}

GBytes *
hj_store_dup_scheme (HjStore  *store,
                     GError  **error)
{
  g_autoptr (HjQuery) query = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *recorded = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL, NULL);

  query = hj_store_query (store, HJ_SQL_GET_SCHEME, error);
  if (query == NULL || !hj_store_step (store, query, &row, error))
    return NULL;
  if (row)
    {
      bytes = g_bytes_new (sqlite3_column_blob (query, 0), (gsize) sqlite3_column_bytes (query, 0));
      digest = hj_digest_bytes (bytes);
      recorded = hj_query_dup_text (query, 1);
    }
  if (digest == NULL || g_strcmp0 (digest, recorded) != 0)
    {
      hj_store_fail (store, SQLITE_CORRUPT, error);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}
