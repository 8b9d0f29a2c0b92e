/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "hj-xml-private.h"

/* The canonical form: what data/dossier.xsd describes. The order of everything is settled here and
 * by nothing else, so that equal contents give equal bytes. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextWriter, xmlFreeTextWriter)

/* Writing to memory fails only where there is none left, which ends a GLib program anyway. */
static void
settle (int result)
{
  if (result < 0)
    g_error ("The canonical form could not be written to memory");
}

static void
begin (xmlTextWriter *writer,
       const char    *element)
{
  settle (xmlTextWriterStartElement (writer, (const xmlChar *) element));
}

static void
end (xmlTextWriter *writer)
{
  settle (xmlTextWriterEndElement (writer));
}

/* What is unknown is left out. */
static void
put (xmlTextWriter *writer,
     const char    *attribute,
     const char    *value)
{
  g_autofree char *escaped = NULL;

  if (*value == '\0')
    return;
  escaped = hj_canon_escape (value);
  settle (xmlTextWriterWriteAttribute (writer, (const xmlChar *) attribute,
                                       (const xmlChar *) (escaped != NULL ? escaped : value)));
}

static void
put_number (xmlTextWriter *writer,
            const char    *attribute,
            gint64         number)
{
  char text[24];

  if (number == 0)
    return;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  put (writer, attribute, text);
}

static void
put_flag (xmlTextWriter *writer,
          const char    *attribute,
          gboolean       flag)
{
  put (writer, attribute, flag ? "yes" : "");
}

static void
put_day (xmlTextWriter *writer,
         const char    *attribute,
         HjDay          day)
{
  g_autofree char *text = hj_day_format_iso (day);

  put (writer, attribute, text);
}

static void
put_points (xmlTextWriter *writer,
            const char    *attribute,
            HjPoints       points)
{
  g_autofree char *text = hj_points_format (points);

  put (writer, attribute, text);
}

/* Levels are a list there, as XML Schema knows lists: the two marks change places, which can be undone. */
static void
put_levels (xmlTextWriter *writer,
            const char    *attribute,
            const char    *levels)
{
  g_autofree char *text = g_strdup (levels);

  for (char *at = text; *at != '\0'; at++)
    *at = *at == ',' ? ' ' : *at == ' ' ? ',' : *at;
  put (writer, attribute, text);
}

static void
put_prose (xmlTextWriter *writer,
           const char    *element,
           const char    *text)
{
  g_autofree char *escaped = NULL;

  if (*text == '\0')
    return;
  escaped = hj_canon_escape (text);
  settle (xmlTextWriterWriteElement (writer, (const xmlChar *) element,
                                     (const xmlChar *) (escaped != NULL ? escaped : text)));
}

static void
write_record (xmlTextWriter       *writer,
              const HjRecordTable *table,
              const HjRecord      *record)
{
  begin (writer, table->row);
  put (writer, "id", record->id);
  put_number (writer, "position", record->position);
  for (guint i = 0; i < table->n_fields; i++)
    {
      if (table->fields[i].kind == HJ_VALUE_LEVELS)
        put_levels (writer, table->fields[i].id, record->values[i]);
      else if (table->fields[i].kind != HJ_VALUE_PROSE)
        put (writer, table->fields[i].id, record->values[i]);
    }
  for (guint i = 0; i < table->n_fields; i++)
    if (table->fields[i].kind == HJ_VALUE_PROSE)
      put_prose (writer, table->fields[i].id, record->values[i]);
  end (writer);
}

static void
write_records (xmlTextWriter   *writer,
               const HjRecords *records)
{
  const HjRecordTable *table = hj_record_table (records->kind);

  if (table->single)
    {
      if (records->rows->len > 0 && !hj_record_is_empty (records->rows->pdata[0]))
        write_record (writer, table, records->rows->pdata[0]);
      return;
    }
  if (records->rows->len == 0)
    return;

  begin (writer, table->id);
  for (guint i = 0; i < records->rows->len; i++)
    write_record (writer, table, records->rows->pdata[i]);
  end (writer);
}

static void
write_visit (xmlTextWriter *writer,
             const HjVisit *visit)
{
  if (visit->from == HJ_DAY_NONE && visit->to == HJ_DAY_NONE && *visit->place == '\0' && *visit->methods == '\0')
    return;

  begin (writer, "visit");
  put_day (writer, "from", visit->from);
  put_day (writer, "to", visit->to);
  put (writer, "place", visit->place);
  put_levels (writer, "methods", visit->methods);
  end (writer);
}

static void
write_member (xmlTextWriter *writer,
              const void    *data)
{
  const HjMember *member = data;

  begin (writer, "member");
  put (writer, "id", member->id);
  put_number (writer, "position", member->position);
  put (writer, "name", member->name);
  put (writer, "unit", member->unit);
  put (writer, "title", member->title);
  put_flag (writer, "lead", member->lead);
  put_flag (writer, "recused", member->recused);
  put (writer, "recusal", member->recusal);
  put_day (writer, "joined", member->joined);
  end (writer);
}

static void
write_deduction (xmlTextWriter     *writer,
                 const HjDeduction *deduction)
{
  begin (writer, "deduction");
  put (writer, "id", deduction->id);
  put_points (writer, "points", deduction->points);
  put (writer, "aspect", deduction->aspect);
  put (writer, "method", deduction->method);
  put (writer, "occupation", deduction->occupation);
  put_prose (writer, "reason", deduction->reason);
  end (writer);
}

static int
compare_marks (gconstpointer a,
               gconstpointer b)
{
  const HjAspectMark *one = *(const HjAspectMark * const *) a;
  const HjAspectMark *other = *(const HjAspectMark * const *) b;

  return strcmp (one->aspect, other->aspect);
}

/* A copy of the list, which alone is sorted. */
static GPtrArray *
sort (const GPtrArray *list,
      GCompareFunc     compare)
{
  GPtrArray *sorted = g_ptr_array_sized_new (list->len);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (sorted, list->pdata[i]);
  g_ptr_array_sort (sorted, compare);

  return sorted;
}

/* The order of marks means nothing, and one that says nothing is none. */
static void
write_marks (xmlTextWriter   *writer,
             const HjFinding *finding)
{
  g_autoptr (GPtrArray) marks = sort (finding->marks, compare_marks);

  for (guint i = 0; i < marks->len; i++)
    {
      const HjAspectMark *mark = marks->pdata[i];

      if (mark->mark == HJ_MARK_NONE && *mark->remark == '\0')
        continue;
      begin (writer, "mark");
      put (writer, "aspect", mark->aspect);
      if (mark->mark != HJ_MARK_NONE)
        put (writer, "mark", hj_mark_to_id (mark->mark));
      put_prose (writer, "remark", mark->remark);
      end (writer);
    }
}

static void
write_finding (xmlTextWriter *writer,
               const void    *data)
{
  const HjFinding *finding = data;

  if (hj_finding_is_empty (finding))
    return;

  begin (writer, "finding");
  put (writer, "criterion", finding->criterion);
  put (writer, "expert", finding->expert);
  if (finding->verdict != HJ_VERDICT_NONE)
    put (writer, "verdict", hj_verdict_to_id (finding->verdict));
  put (writer, "method", finding->method);
  put (writer, "occupation", finding->occupation);
  put (writer, "tier", finding->tier);
  put_number (writer, "quantity", finding->quantity);
  if (finding->has_award)
    put_points (writer, "award", finding->award);
  put_number (writer, "changed", finding->changed);
  put_prose (writer, "reason", finding->reason);
  put_prose (writer, "note", finding->note);
  put_prose (writer, "evidence", finding->evidence);
  for (guint i = 0; i < finding->deductions->len; i++)
    write_deduction (writer, finding->deductions->pdata[i]);
  write_marks (writer, finding);
  end (writer);
}

static void
write_note (xmlTextWriter *writer,
            const void    *data)
{
  const HjNote *note = data;

  begin (writer, "note");
  put (writer, "id", note->id);
  put (writer, "expert", note->expert);
  put (writer, "about", note->about);
  put_number (writer, "changed", note->changed);
  put_prose (writer, "text", note->text);
  end (writer);
}

static void
write_decision (xmlTextWriter *writer,
                const void    *data)
{
  const HjDecision *decision = data;

  begin (writer, "decision");
  put (writer, "check", decision->check);
  put (writer, "subject", decision->subject);
  put (writer, "expert", decision->expert);
  put (writer, "kind", decision->kind == HJ_DECISION_ACCEPTED ? "accepted" : "dismissed");
  put (writer, "criterion", decision->criterion);
  put (writer, "deduction", decision->deduction);
  put_number (writer, "changed", decision->changed);
  put_prose (writer, "reason", decision->reason);
  put_prose (writer, "gap", decision->gap);
  end (writer);
}

static void
write_relaxation (xmlTextWriter *writer,
                  const void    *data)
{
  const HjRelaxation *relaxation = data;

  begin (writer, "relaxation");
  put (writer, "standard", relaxation->standard);
  put (writer, "subject", relaxation->subject);
  put (writer, "expert", relaxation->expert);
  put (writer, "bonus-case", relaxation->bonus_case);
  put_number (writer, "changed", relaxation->changed);
  put_prose (writer, "reason", relaxation->reason);
  end (writer);
}

static void
write_conclusion (xmlTextWriter      *writer,
                  const HjConclusion *conclusion)
{
  if (conclusion->result == HJ_RESULT_NONE && conclusion->day == HJ_DAY_NONE &&
      *conclusion->reasons == '\0' && *conclusion->expert == '\0')
    return;

  begin (writer, "conclusion");
  if (conclusion->result != HJ_RESULT_NONE)
    put (writer, "result", hj_result_to_id (conclusion->result));
  put (writer, "expert", conclusion->expert);
  put_day (writer, "day", conclusion->day);
  put_prose (writer, "reasons", conclusion->reasons);
  end (writer);
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

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const HjFinding *one = *(const HjFinding * const *) a;
  const HjFinding *other = *(const HjFinding * const *) b;
  int order = strcmp (one->criterion, other->criterion);

  return order != 0 ? order : strcmp (one->expert, other->expert);
}

static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  const HjNote *one = *(const HjNote * const *) a;
  const HjNote *other = *(const HjNote * const *) b;
  int order = strcmp (one->id, other->id);

  if (one->changed != other->changed)
    return one->changed < other->changed ? -1 : 1;

  return order != 0 ? order : strcmp (one->expert, other->expert);
}

static int
compare_decisions (gconstpointer a,
                   gconstpointer b)
{
  const HjDecision *one = *(const HjDecision * const *) a;
  const HjDecision *other = *(const HjDecision * const *) b;
  int order = strcmp (one->check, other->check);

  if (order == 0)
    order = strcmp (one->subject, other->subject);

  return order != 0 ? order : strcmp (one->expert, other->expert);
}

static int
compare_relaxations (gconstpointer a,
                     gconstpointer b)
{
  const HjRelaxation *one = *(const HjRelaxation * const *) a;
  const HjRelaxation *other = *(const HjRelaxation * const *) b;
  int order = strcmp (one->standard, other->standard);

  if (order == 0)
    order = strcmp (one->subject, other->subject);

  return order != 0 ? order : strcmp (one->expert, other->expert);
}

static void
write_list (xmlTextWriter   *writer,
            const char      *element,
            const GPtrArray *list,
            GCompareFunc     compare,
            void           (*write) (xmlTextWriter *, const void *))
{
  g_autoptr (GPtrArray) sorted = sort (list, compare);

  if (sorted->len == 0)
    return;
  begin (writer, element);
  for (guint i = 0; i < sorted->len; i++)
    write (writer, sorted->pdata[i]);
  end (writer);
}

/* A finding that says nothing is none. */
static GPtrArray *
list_findings (const HjContent *content)
{
  GPtrArray *findings = g_ptr_array_new ();

  for (guint i = 0; i < content->findings->len; i++)
    if (!hj_finding_is_empty (content->findings->pdata[i]))
      g_ptr_array_add (findings, content->findings->pdata[i]);

  return findings;
}

static void
write_dossier (xmlTextWriter   *writer,
               const HjContent *content)
{
  g_autoptr (GPtrArray) findings = list_findings (content);

  begin (writer, "dossier");
  put (writer, "xmlns", HJ_EXCHANGE_NAMESPACE);
  begin (writer, "scheme");
  put (writer, "id", content->scheme->id);
  put (writer, "edition", content->scheme->edition);
  put (writer, "digest", content->scheme->digest);
  end (writer);
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    write_records (writer, content->records[i]);
  write_visit (writer, &content->visit);
  write_list (writer, "panel", content->members, compare_members, write_member);
  write_list (writer, "findings", findings, compare_findings, write_finding);
  write_list (writer, "notes", content->notes, compare_notes, write_note);
  write_list (writer, "decisions", content->decisions, compare_decisions, write_decision);
  write_list (writer, "relaxations", content->relaxations, compare_relaxations, write_relaxation);
  write_conclusion (writer, &content->conclusion);
  end (writer);
}

/**
 * hj_xml_write:
 *
 * The canonical form of a content (data/README.md tells what is in it and why). Equal contents
 * give equal bytes, whichever dossier they stand in; so the dossier's own id isn't among them.
 *
 * Returns: (transfer full): UTF-8, one row a line
 */
GBytes *
hj_xml_write (const HjContent *content)
{
  g_autoptr (xmlTextWriter) writer = NULL;
  xmlBuffer *buffer;
  gsize size;

  g_return_val_if_fail (content != NULL, NULL);

  buffer = xmlBufferCreate ();
  xmlBufferSetAllocationScheme (buffer, XML_BUFFER_ALLOC_DOUBLEIT);
  writer = xmlNewTextWriterMemory (buffer, 0);
  if (writer == NULL)
    g_error ("The canonical form could not be written to memory");
  settle (xmlTextWriterSetIndent (writer, 1));
  settle (xmlTextWriterSetIndentString (writer, (const xmlChar *) " "));
  settle (xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL));
  write_dossier (writer, content);
  settle (xmlTextWriterEndDocument (writer));
  g_clear_pointer (&writer, xmlFreeTextWriter);

  size = (gsize) xmlBufferLength (buffer);
  GBytes *bytes = g_bytes_new (xmlBufferContent (buffer), size);
  xmlBufferFree (buffer);

  return bytes;
}
