/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-xml-private.h"

/* A document that the grammar accepted, made a content. */

#define MAX_ID 128
/* Of one finding; far above what any expert records, and each is compared with the others. */
#define MAX_PARTS 1000

typedef struct {
  const char   *name;      /* of the file */
  HjContent    *content;
  GHashTable   *seen;      /* keys read so far, each with its table */
  GHashTable   *members;   /* ids of the panel */
  GCancellable *cancellable;
  GError       *error;
} Reader;

static gboolean
complain (Reader     *reader,
          xmlNode    *node,
          const char *sentence)
{
  if (reader->error == NULL)
    hj_canon_fail (reader->name, xmlGetLineNo (node), sentence, &reader->error);

  return FALSE;
}

/* Takes @raw (of libxml2) into *@field. */
static gboolean
take (Reader   *reader,
      xmlNode  *node,
      xmlChar  *raw,
      char    **field)
{
  const char *text = raw != NULL ? (const char *) raw : "";
  char *plain = hj_canon_unescape (text);
  gboolean fits;

  g_free (*field);
  *field = plain != NULL ? plain : g_strdup (text);
  if (raw != NULL)
    xmlFree (raw);
  /* A character has at most four bytes and at least one. */
  fits = strlen (*field) <= HJ_TEXT_MAX || g_utf8_strlen (*field, -1) <= HJ_TEXT_MAX;

  return fits || complain (reader, node, _("A text is longer than 65536 characters."));
}

static gboolean
take_attribute (Reader      *reader,
                xmlNode     *node,
                const char  *attribute,
                char       **field)
{
  return take (reader, node, xmlGetNoNsProp (node, (const xmlChar *) attribute), field);
}

static gboolean
take_levels (Reader      *reader,
             xmlNode     *node,
             const char  *attribute,
             char       **field)
{
  if (!take_attribute (reader, node, attribute, field))
    return FALSE;
  for (char *at = *field; *at != '\0'; at++)
    *at = *at == ',' ? ' ' : *at == ' ' ? ',' : *at;

  return TRUE;
}

static gboolean
is_element (const xmlNode *node,
            const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static xmlNode *
find_child (xmlNode    *node,
            const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, name))
      return child;

  return NULL;
}

static gboolean
take_child (Reader      *reader,
            xmlNode     *node,
            const char  *element,
            char       **field)
{
  xmlNode *child = find_child (node, element);

  return take (reader, node, child != NULL ? xmlNodeGetContent (child) : NULL, field);
}

static gboolean
take_number (Reader     *reader,
             xmlNode    *node,
             const char *attribute,
             gint64      min,
             gint64      max,
             gint64     *number)
{
  g_autofree char *text = NULL;

  if (!take_attribute (reader, node, attribute, &text))
    return FALSE;
  *number = 0;
  if (*text == '\0')
    return TRUE;

  return g_ascii_string_to_signed (text, 10, min, max, number, NULL) ||
         complain (reader, node, _("A number here is too large."));
}

static gboolean
take_int (Reader     *reader,
          xmlNode    *node,
          const char *attribute,
          int        *number)
{
  gint64 wide;

  if (!take_number (reader, node, attribute, G_MININT32, G_MAXINT32, &wide))
    return FALSE;
  *number = (int) wide;

  return TRUE;
}

static gboolean
take_time (Reader  *reader,
           xmlNode *node,
           gint64  *time)
{
  return take_number (reader, node, "changed", G_MININT64, G_MAXINT64, time);
}

static gboolean
take_day (Reader     *reader,
          xmlNode    *node,
          const char *attribute,
          HjDay      *day)
{
  g_autofree char *text = NULL;

  if (!take_attribute (reader, node, attribute, &text))
    return FALSE;
  *day = HJ_DAY_NONE;

  return *text == '\0' || hj_day_parse (text, day, NULL) || complain (reader, node, _("There is no such day."));
}

/* The grammar has settled that there are two places behind the point. */
static gboolean
take_points (Reader     *reader,
             xmlNode    *node,
             const char *attribute,
             gboolean   *present,
             HjPoints   *points)
{
  g_autofree char *text = NULL;
  char *point;

  if (!take_attribute (reader, node, attribute, &text))
    return FALSE;
  *points = 0;
  *present = *text != '\0';
  point = strchr (text, '.');
  if (point != NULL)
    memmove (point, point + 1, strlen (point));

  return !*present || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, points, NULL) ||
         complain (reader, node, _("A number here is too large."));
}

/* An id of the dossier: there, not too long, and only once in its table. */
static gboolean
check_key (Reader     *reader,
           xmlNode    *node,
           const char *table,
           const char *first,
           const char *second,
           const char *third)
{
  g_autofree char *key = g_strjoin ("\x1f", table, first, second, third, NULL);

  if (*first == '\0' || g_utf8_strlen (first, -1) > MAX_ID || g_utf8_strlen (second, -1) > MAX_ID ||
      g_utf8_strlen (third, -1) > MAX_ID)
    return complain (reader, node, _("An id here is missing or longer than 128 characters."));
  if (!g_hash_table_add (reader->seen, g_steal_pointer (&key)))
    {
      g_autofree char *sentence = g_strdup_printf (_("The id “%s” stands here a second time."), first);

      return complain (reader, node, sentence);
    }

  return TRUE;
}

static gboolean
check_expert (Reader     *reader,
              xmlNode    *node,
              const char *expert)
{
  return g_hash_table_contains (reader->members, expert) ||
         complain (reader, node, _("Who recorded this is not on the panel in this file."));
}

/* A row's values, unless one is too long. */
static gboolean
fill_record (Reader              *reader,
             xmlNode             *node,
             const HjRecordTable *table,
             HjRecord            *record)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      int index = hj_record_table_index (table, (const char *) attribute->name);
      g_autofree char *value = NULL;

      if (index < 0)
        continue;
      if (table->fields[index].kind == HJ_VALUE_LEVELS
            ? !take_levels (reader, node, table->fields[index].id, &value)
            : !take_attribute (reader, node, table->fields[index].id, &value))
        return FALSE;
      hj_record_set (record, table->fields[index].id, value);
    }
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && hj_record_table_index (table, (const char *) child->name) >= 0)
      {
        g_autofree char *value = NULL;

        if (!take (reader, child, xmlNodeGetContent (child), &value))
          return FALSE;
        hj_record_set (record, (const char *) child->name, value);
      }

  return TRUE;
}

/* (transfer full) (nullable) */
static HjRecord *
read_record (Reader              *reader,
             xmlNode             *node,
             const HjRecordTable *table)
{
  g_autofree char *id = NULL;
  g_autoptr (HjRecord) record = NULL;

  if (!take_attribute (reader, node, "id", &id) || !check_key (reader, node, table->id, id, "", ""))
    return NULL;
  if (table->single && strcmp (id, table->id) != 0)
    {
      complain (reader, node, _("The id of the applicant is always “applicant”."));
      return NULL;
    }
  record = hj_record_new (table->kind, id);
  if (!take_number (reader, node, "position", G_MININT64, G_MAXINT64, &record->position) ||
      !fill_record (reader, node, table, record))
    return NULL;

  return g_steal_pointer (&record);
}

static gboolean
read_records (Reader              *reader,
              xmlNode             *root,
              const HjRecordTable *table)
{
  xmlNode *node = find_child (root, table->id);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);

  for (xmlNode *row = node == NULL || table->single ? node : node->children; row != NULL; row = row->next)
    {
      HjRecord *record;

      if (!is_element (row, table->row))
        continue;
      record = read_record (reader, row, table);
      if (record == NULL || g_cancellable_set_error_if_cancelled (reader->cancellable, &reader->error))
        {
          g_clear_pointer (&record, hj_record_unref);
          return FALSE;
        }
      g_ptr_array_add (rows, record);
    }
  if (table->single && rows->len == 0)
    g_ptr_array_add (rows, hj_record_new (table->kind, table->id));
  hj_content_set_records (reader->content, hj_records_new (table->kind, g_steal_pointer (&rows)));

  return TRUE;
}

static gboolean
read_visit (Reader  *reader,
            xmlNode *node)
{
  HjVisit *visit = &reader->content->visit;

  return take_day (reader, node, "from", &visit->from) && take_day (reader, node, "to", &visit->to) &&
         take_attribute (reader, node, "place", &visit->place) && take_levels (reader, node, "methods", &visit->methods);
}

static gboolean
read_member (Reader  *reader,
             xmlNode *node)
{
  HjMember *member = hj_member_new ("");

  g_ptr_array_add (reader->content->members, member);
  member->lead = xmlHasProp (node, (const xmlChar *) "lead") != NULL;
  member->recused = xmlHasProp (node, (const xmlChar *) "recused") != NULL;
  if (!take_attribute (reader, node, "id", &member->id) || !check_key (reader, node, "member", member->id, "", "") ||
      !take_int (reader, node, "position", &member->position) ||
      !take_attribute (reader, node, "name", &member->name) || !take_attribute (reader, node, "unit", &member->unit) ||
      !take_attribute (reader, node, "title", &member->title) ||
      !take_attribute (reader, node, "recusal", &member->recusal) || !take_day (reader, node, "joined", &member->joined))
    return FALSE;
  g_hash_table_add (reader->members, member->id);

  return TRUE;
}

static gboolean
read_deduction (Reader    *reader,
                xmlNode   *node,
                HjFinding *finding)
{
  HjDeduction *deduction = hj_finding_add_deduction (finding, 0);
  g_autofree char *id = NULL;
  gboolean present;

  if (!take_attribute (reader, node, "id", &id))
    return FALSE;
  if (finding->deductions->len > MAX_PARTS || hj_finding_find_deduction (finding, id) != NULL || *id == '\0' || g_utf8_strlen (id, -1) > MAX_ID)
    return complain (reader, node, _("The ids of a finding's deductions differ, and none is longer than 128 characters."));
  hj_str_set (&deduction->id, id);

  return take_points (reader, node, "points", &present, &deduction->points) &&
         take_attribute (reader, node, "aspect", &deduction->aspect) &&
         take_attribute (reader, node, "method", &deduction->method) &&
         take_attribute (reader, node, "occupation", &deduction->occupation) &&
         take_child (reader, node, "reason", &deduction->reason);
}

static gboolean
read_mark (Reader    *reader,
           xmlNode   *node,
           HjFinding *finding)
{
  g_autofree char *aspect = NULL, *id = NULL, *remark = NULL;
  HjMark mark = HJ_MARK_NONE;

  if (!take_attribute (reader, node, "aspect", &aspect) || !take_attribute (reader, node, "mark", &id) ||
      !take_child (reader, node, "remark", &remark))
    return FALSE;
  if (finding->marks->len > MAX_PARTS || *aspect == '\0' || g_utf8_strlen (aspect, -1) > MAX_ID || hj_finding_find_mark (finding, aspect) != NULL ||
      (*id != '\0' && !hj_mark_from_id (id, &mark)))
    return complain (reader, node, _("Each aspect of a finding is marked once."));
  hj_finding_set_mark (finding, aspect, mark, remark);

  return TRUE;
}

static gboolean
read_finding (Reader  *reader,
              xmlNode *node)
{
  HjFinding *finding = hj_finding_new ("", "");
  g_autofree char *verdict = NULL;

  g_ptr_array_add (reader->content->findings, finding);
  if (!take_attribute (reader, node, "criterion", &finding->criterion) ||
      !take_attribute (reader, node, "expert", &finding->expert) ||
      !check_key (reader, node, "finding", finding->criterion, finding->expert, "") ||
      !check_expert (reader, node, finding->expert) || !take_attribute (reader, node, "verdict", &verdict) ||
      !take_attribute (reader, node, "method", &finding->method) ||
      !take_attribute (reader, node, "occupation", &finding->occupation) ||
      !take_attribute (reader, node, "tier", &finding->tier) || !take_int (reader, node, "quantity", &finding->quantity) ||
      !take_points (reader, node, "award", &finding->has_award, &finding->award) ||
      !take_time (reader, node, &finding->changed) || !take_child (reader, node, "reason", &finding->reason) ||
      !take_child (reader, node, "note", &finding->note) || !take_child (reader, node, "evidence", &finding->evidence))
    return FALSE;
  if (*verdict != '\0' && !hj_verdict_from_id (verdict, &finding->verdict))
    return complain (reader, node, _("The verdict is not known."));

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if ((is_element (child, "deduction") && !read_deduction (reader, child, finding)) ||
        (is_element (child, "mark") && !read_mark (reader, child, finding)))
      return FALSE;

  return TRUE;
}

static gboolean
read_note (Reader  *reader,
           xmlNode *node)
{
  HjNote *note = hj_note_new ("", "", "");

  g_ptr_array_add (reader->content->notes, note);

  return take_attribute (reader, node, "id", &note->id) && check_key (reader, node, "note", note->id, "", "") &&
         take_attribute (reader, node, "expert", &note->expert) &&
         (*note->expert == '\0' || check_expert (reader, node, note->expert)) &&
         take_attribute (reader, node, "about", &note->about) && take_time (reader, node, &note->changed) &&
         take_child (reader, node, "text", &note->text);
}

static gboolean
read_decision (Reader  *reader,
               xmlNode *node)
{
  HjDecision *decision = hj_decision_new ("", "", "");
  g_autofree char *kind = NULL;

  g_ptr_array_add (reader->content->decisions, decision);
  if (!take_attribute (reader, node, "check", &decision->check) ||
      !take_attribute (reader, node, "subject", &decision->subject) ||
      !take_attribute (reader, node, "expert", &decision->expert) ||
      !check_key (reader, node, "decision", decision->check, decision->subject, decision->expert) ||
      !check_expert (reader, node, decision->expert) || !take_attribute (reader, node, "kind", &kind) ||
      !take_attribute (reader, node, "criterion", &decision->criterion) ||
      !take_attribute (reader, node, "deduction", &decision->deduction) || !take_time (reader, node, &decision->changed))
    return FALSE;
  decision->kind = strcmp (kind, "accepted") == 0 ? HJ_DECISION_ACCEPTED : HJ_DECISION_DISMISSED;

  return take_child (reader, node, "reason", &decision->reason) && take_child (reader, node, "gap", &decision->gap);
}

static gboolean
read_relaxation (Reader  *reader,
                 xmlNode *node)
{
  HjRelaxation *relaxation = hj_relaxation_new ("", "", "");

  g_ptr_array_add (reader->content->relaxations, relaxation);

  return take_attribute (reader, node, "standard", &relaxation->standard) &&
         take_attribute (reader, node, "subject", &relaxation->subject) &&
         take_attribute (reader, node, "expert", &relaxation->expert) &&
         check_key (reader, node, "relaxation", relaxation->standard, relaxation->subject, "") &&
         (*relaxation->expert == '\0' || check_expert (reader, node, relaxation->expert)) &&
         take_attribute (reader, node, "bonus-case", &relaxation->bonus_case) &&
         take_time (reader, node, &relaxation->changed) && take_child (reader, node, "reason", &relaxation->reason);
}

static gboolean
read_conclusion (Reader  *reader,
                 xmlNode *node)
{
  HjConclusion *conclusion = &reader->content->conclusion;
  g_autofree char *result = NULL;

  if (!take_attribute (reader, node, "result", &result) || !take_attribute (reader, node, "expert", &conclusion->expert) ||
      !take_day (reader, node, "day", &conclusion->day) || !take_child (reader, node, "reasons", &conclusion->reasons) ||
      (*conclusion->expert != '\0' && !check_expert (reader, node, conclusion->expert)))
    return FALSE;

  return *result == '\0' || hj_result_from_id (result, &conclusion->result) ||
         complain (reader, node, _("The result is not known."));
}

static gboolean
read_list (Reader     *reader,
           xmlNode    *root,
           const char *element,
           gboolean  (*read) (Reader *, xmlNode *))
{
  xmlNode *list = find_child (root, element);

  for (xmlNode *row = list != NULL ? list->children : NULL; row != NULL; row = row->next)
    if (row->type == XML_ELEMENT_NODE &&
        (!read (reader, row) || g_cancellable_set_error_if_cancelled (reader->cancellable, &reader->error)))
      return FALSE;

  return TRUE;
}

/* The scheme that a dossier is scored by is what its ids mean something in. */
static gboolean
check_scheme (Reader   *reader,
              xmlNode  *root,
              HjScheme *scheme)
{
  xmlNode *node = find_child (root, "scheme");
  g_autofree char *id = NULL, *edition = NULL, *digest = NULL;

  if (!take_attribute (reader, node, "id", &id) || !take_attribute (reader, node, "edition", &edition) ||
      !take_attribute (reader, node, "digest", &digest))
    return FALSE;
  if (strcmp (id, scheme->id) == 0 && strcmp (edition, scheme->edition) == 0 && strcmp (digest, scheme->digest) == 0)
    return TRUE;

  if (strcmp (id, scheme->id) == 0 && strcmp (edition, scheme->edition) == 0)
    g_set_error (&reader->error, HJ_ERROR, HJ_ERROR_INVALID,
                 _("“%s” belongs to another wording of the scheme %s, edition %s, than this dossier. Nothing was changed; "
                   "import it into a dossier made with the same scheme file."), reader->name, id, edition);
  else
    g_set_error (&reader->error, HJ_ERROR, HJ_ERROR_INVALID,
                 _("“%s” belongs to the scheme %s, edition %s; this dossier follows %s, edition %s. Nothing was changed; "
                   "import it into a dossier of its own scheme."),
                 reader->name, id, edition, scheme->id, scheme->edition);

  return FALSE;
}

static gboolean
read_dossier (Reader  *reader,
              xmlNode *root)
{
  xmlNode *visit = find_child (root, "visit");
  xmlNode *conclusion = find_child (root, "conclusion");

  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    if (!read_records (reader, root, hj_record_table ((HjRecordKind) i)))
      return FALSE;

  return (visit == NULL || read_visit (reader, visit)) && read_list (reader, root, "panel", read_member) &&
         read_list (reader, root, "findings", read_finding) && read_list (reader, root, "notes", read_note) &&
         read_list (reader, root, "decisions", read_decision) &&
         read_list (reader, root, "relaxations", read_relaxation) &&
         (conclusion == NULL || read_conclusion (reader, conclusion));
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const HjMember *one = *(const HjMember * const *) a;
  const HjMember *other = *(const HjMember * const *) b;

  return one->position != other->position ? (one->position < other->position ? -1 : 1)
                                          : strcmp (one->id, other->id);
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
  const HjFinding *one = *(const HjFinding * const *) a;
  const HjFinding *other = *(const HjFinding * const *) b;
  guint first = place_of (data, one->criterion), second = place_of (data, other->criterion);
  guint expert = place_of (data, one->expert), other_expert = place_of (data, other->expert);

  if (first != second)
    return first < second ? -1 : 1;
  if (strcmp (one->criterion, other->criterion) != 0)
    return strcmp (one->criterion, other->criterion);

  return expert < other_expert ? -1 : expert > other_expert;
}

static void
sort_findings (HjContent *content)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  guint place = 0;

  for (guint i = 0; i < content->scheme->sections->len; i++)
    {
      const HjSection *section = content->scheme->sections->pdata[i];

      for (guint j = 0; j < section->items->len; j++)
        {
          const HjItem *item = section->items->pdata[j];

          for (guint k = 0; k < item->criteria->len; k++)
            g_hash_table_insert (places, ((HjCriterion *) item->criteria->pdata[k])->id, GUINT_TO_POINTER (++place));
        }
    }
  for (guint i = 0; i < content->members->len; i++)
    {
      HjMember *member = content->members->pdata[i];

      if (!g_hash_table_contains (places, member->id))
        g_hash_table_insert (places, member->id, GUINT_TO_POINTER (i + 1));
    }
  g_ptr_array_sort_with_data (content->findings, compare_findings, places);
}

static void
sort_content (HjContent *content)
{
  g_ptr_array_sort (content->members, compare_members);
  sort_findings (content);
}

/**
 * hj_xml_read:
 * @name: of the file, for errors
 * @scheme: what the content is read by; the file must name it by id, edition and digest
 *
 * Returns: (transfer full): the content, or %NULL with CORRUPT, TOO_LARGE, TOO_NEW or INVALID set
 */
HjContent *
hj_xml_read (GBytes        *bytes,
             const char    *name,
             HjScheme      *scheme,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (xmlDoc) doc = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) members = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .name = name, .seen = seen, .members = members, .cancellable = cancellable };

  g_return_val_if_fail (bytes != NULL && name != NULL && scheme != NULL, NULL);

  doc = hj_canon_parse (bytes, name, error);
  if (doc == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) || !hj_canon_check (doc, name, error))
    return NULL;

  reader.content = content = hj_content_new (scheme);
  if (!check_scheme (&reader, xmlDocGetRootElement (doc), scheme) ||
      !read_dossier (&reader, xmlDocGetRootElement (doc)))
    {
      g_assert (reader.error != NULL);
      g_propagate_error (error, reader.error);
      return NULL;
    }
  sort_content (content);

  return g_steal_pointer (&content);
}
