/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-search"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-forms.h"
#include "hj-search.h"
#include "hj-value.h"

/* Characters shown before the first match. */
#define CONTEXT 12

typedef struct {
  GPtrArray  *hits;
  GPtrArray  *words;    /* char*: folded */
  const char *title;
  HjPlace    *place;
} Search;

static void
hit_free (HjSearchHit *hit)
{
  hj_place_free (hit->place);
  g_free (hit->title);
  g_free (hit->kind);
  g_free (hit->who);
  g_free (hit->markup);
  g_free (hit);
}

/* One character as it is compared: compatibility form (full width to half), lower case.
 * Character by character, so that a match can be found again in the original. */
static char *
fold_char (gunichar c)
{
  char utf8[7] = { 0, };
  g_autofree char *normal = NULL;

  g_unichar_to_utf8 (c, utf8);
  normal = g_utf8_normalize (utf8, -1, G_NORMALIZE_NFKC);

  return g_utf8_casefold (normal != NULL ? normal : utf8, -1);
}

/* @starts: for each byte of the folded text the offset in @text of the character it comes from. */
static char *
fold (const char *text,
      GArray     *starts)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *one = fold_char (g_utf8_get_char (p));
      guint offset = (guint) (p - text);

      g_string_append (folded, one);
      for (gsize i = 0; starts != NULL && i < strlen (one); i++)
        g_array_append_val (starts, offset);
    }
  if (starts != NULL)
    {
      guint end = (guint) strlen (text);

      g_array_append_val (starts, end);
    }

  return g_string_free (folded, FALSE);
}

static char *
mark_matches (const char *text,
              const char *folded,
              GArray     *starts,
              GPtrArray  *words)
{
  gsize length = strlen (text);
  g_autofree gboolean *marked = g_new0 (gboolean, length + 1);
  GString *markup = g_string_new (NULL);
  const char *from = text;
  gsize first = length;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      for (const char *p = strstr (folded, word); p != NULL; p = strstr (p + 1, word))
        {
          guint start = g_array_index (starts, guint, p - folded);
          guint end = g_array_index (starts, guint, p - folded + (gssize) strlen (word));

          for (gsize j = start; j < MAX (end, start + 1); j++)
            marked[j] = TRUE;
          first = MIN (first, start);
        }
    }

  if (g_utf8_strlen (text, (gssize) first) > CONTEXT && first < length)
    {
      from = g_utf8_offset_to_pointer (text + first, -CONTEXT);
      g_string_append (markup, "…");
    }
  for (const char *p = from; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *one = g_markup_escape_text (p, g_utf8_next_char (p) - p);
      gboolean begins = marked[p - text] && (p == from || !marked[g_utf8_prev_char (p) - text]);
      gboolean ends = marked[p - text] && !marked[g_utf8_next_char (p) - text];

      g_string_append_printf (markup, "%s%s%s", begins ? "<b>" : "", one, ends ? "</b>" : "");
    }

  return g_string_free (markup, FALSE);
}

static void
look (Search     *search,
      const char *kind,
      const char *who,
      const char *text)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = NULL;
  HjSearchHit *hit;

  if (text[0] == '\0' || search->hits->len >= HJ_SEARCH_MAX_HITS)
    return;

  folded = fold (text, starts);
  for (guint i = 0; i < search->words->len; i++)
    if (strstr (folded, g_ptr_array_index (search->words, i)) == NULL)
      return;

  hit = g_new0 (HjSearchHit, 1);
  hit->place = hj_place_copy (search->place);
  hit->title = g_strdup (search->title);
  hit->kind = g_strdup (kind);
  hit->who = g_strdup (who);
  hit->markup = mark_matches (text, folded, starts, search->words);
  g_ptr_array_add (search->hits, hit);
}

static const char *
member_name (const HjContent *content,
             const char      *id)
{
  const HjMember *member = hj_content_find_member (content, id);

  return member != NULL ? member->name : "";
}

static void
look_in_finding (Search          *search,
                 const HjContent *content,
                 const HjFinding *finding)
{
  const char *who = member_name (content, finding->expert);

  look (search, _("Reason"), who, finding->reason);
  look (search, _("Remark"), who, finding->note);
  look (search, _("Evidence"), who, finding->evidence);

  for (guint i = 0; i < finding->deductions->len; i++)
    look (search, _("Reason"), who, ((HjDeduction *) g_ptr_array_index (finding->deductions, i))->reason);
  for (guint i = 0; i < finding->marks->len; i++)
    look (search, _("Remark"), who, ((HjAspectMark *) g_ptr_array_index (finding->marks, i))->remark);
}

static void
look_in_criterion (Search            *search,
                   const HjContent   *content,
                   const HjItem      *item,
                   const HjCriterion *criterion)
{
  g_autofree char *title = g_strdup_printf ("%s %s", criterion->id, criterion->text);
  g_autoptr (HjPlace) place = hj_place_new_item (item->id, criterion->id, NULL);

  search->title = title;
  search->place = place;
  look (search, _("Criterion"), "", criterion->text);

  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);
      g_autoptr (HjPlace) at_aspect = hj_place_new_item (item->id, criterion->id, aspect->id);

      search->place = at_aspect;
      look (search, _("Aspect"), "", aspect->title);
      look (search, _("Guidance"), "", aspect->guidance);
      search->place = place;
    }

  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (g_str_equal (finding->criterion, criterion->id))
        look_in_finding (search, content, finding);
    }
}

static void
look_in_item (Search          *search,
              const HjContent *content,
              const HjItem    *item)
{
  g_autofree char *title = g_strdup_printf ("%s %s", item->id, item->title);
  g_autoptr (HjPlace) place = hj_place_new_item (item->id, NULL, NULL);

  search->title = title;
  search->place = place;
  look (search, _("Item"), "", item->title);
  look (search, _("Method and rule"), "", item->basis);

  for (guint i = 0; i < item->criteria->len; i++)
    look_in_criterion (search, content, item, g_ptr_array_index (item->criteria, i));
}

/* What most values are is compared as it stands; what may be written in full width, or holds capitals, folded. */
static gboolean
may_hold (const char *value,
          const char *word)
{
  if (strstr (value, word) != NULL)
    return TRUE;
  for (const char *p = value; *p != '\0'; p++)
    if (g_ascii_isupper (*p) || (guchar) *p == 0xef)
      {
        g_autofree char *folded = fold (value, NULL);

        return strstr (folded, word) != NULL;
      }

  return FALSE;
}

/* An ID number is found whole or by its end, and shown masked; a day as it is read or as it is stored. */
static void
add_record_hit (Search              *search,
                const HjContent     *content,
                const HjRecord      *record,
                const HjRecordField *field,
                const char          *value)
{
  const HjForm *form;
  g_autoptr (HjPlace) place = hj_place_new_cell ((HjContent *) content, record->kind, record->id, field->id);
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  guint before = search->hits->len;

  form = place != NULL && place->kind == HJ_PLACE_APPLICATION ? hj_forms_find (content->scheme, place->item) : NULL;
  if (form == NULL)
    return;
  shown = hj_value_format (content->scheme, field, value, TRUE);
  title = g_strdup_printf ("%s · %s", form->title, hj_forms_name_of (record));
  search->title = title;
  search->place = place;
  look (search, field->label, "", shown);
  if (search->hits->len == before && before < HJ_SEARCH_MAX_HITS &&
      (field->kind == HJ_VALUE_ID_NUMBER || field->kind == HJ_VALUE_DAY))
    {
      HjSearchHit *hit = g_new0 (HjSearchHit, 1);

      hit->place = g_steal_pointer (&place);
      hit->title = g_strdup (title);
      hit->kind = g_strdup (field->label);
      hit->who = g_strdup ("");
      hit->markup = g_markup_escape_text (shown, -1);
      g_ptr_array_add (search->hits, hit);
    }
}

/* What is a choice or a flag is no text anybody would look for. */
static gboolean
is_text (const HjRecordField *field)
{
  return field->kind != HJ_VALUE_FLAG && field->kind != HJ_VALUE_CHOICE && field->kind != HJ_VALUE_LEVELS;
}

/* A day may be sought as it is read: 2020年5月14日. */
static gboolean
holds_words (const Search        *search,
             const HjContent     *content,
             const HjRecordField *field,
             const char          *value)
{
  g_autofree char *shown = field->kind == HJ_VALUE_DAY ? hj_value_format (content->scheme, field, value, FALSE) : NULL;

  for (guint i = 0; i < search->words->len; i++)
    {
      const char *word = g_ptr_array_index (search->words, i);

      if (!may_hold (value, word) && (shown == NULL || strstr (shown, word) == NULL))
        return FALSE;
    }

  return TRUE;
}

static void
look_in_record (Search          *search,
                const HjContent *content,
                const HjRecord  *record)
{
  const HjRecordTable *table = hj_record_table (record->kind);

  for (guint i = 0; i < table->n_fields; i++)
    if (record->values[i][0] != '\0' && is_text (&table->fields[i]) &&
        holds_words (search, content, &table->fields[i], record->values[i]))
      add_record_hit (search, content, record, &table->fields[i], record->values[i]);
}

static void
look_in_records (Search          *search,
                 const HjContent *content)
{
  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    for (guint i = 0; i < content->records[kind]->rows->len && search->hits->len < HJ_SEARCH_MAX_HITS; i++)
      if (kind != HJ_RECORD_MATERIAL)
        look_in_record (search, content, g_ptr_array_index (content->records[kind]->rows, i));
}

static void
look_in_materials (Search          *search,
                   const HjContent *content)
{
  g_autoptr (HjPlace) place = hj_place_new (HJ_PLACE_MATERIALS);

  search->place = place;
  for (guint i = 0; i < content->scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (content->scheme->materials, i);
      const HjMaterialReceipt *receipt = hj_content_find_material (content, material->id);

      search->title = material->text;
      look (search, _("Material"), "", material->text);
      if (receipt != NULL)
        look (search, _("Remark"), "", receipt->remark);
    }
}

static void
look_in_notes (Search          *search,
               const HjContent *content)
{
  g_autoptr (HjPlace) place = hj_place_new (HJ_PLACE_NOTES);

  search->place = place;
  search->title = _("Notes");
  for (guint i = 0; i < content->notes->len; i++)
    {
      const HjNote *note = g_ptr_array_index (content->notes, i);

      look (search, _("Note"), member_name (content, note->expert), note->text);
    }
}

GPtrArray *
hj_search (const HjContent *content,
           const char      *query)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;
  Search search = { NULL, };

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);

  search.hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  search.words = words;

  /* Folding turns the full-width blank into a plain one. */
  folded = fold (query, NULL);
  parts = g_strsplit (folded, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  if (words->len == 0)
    return search.hits;

  look_in_materials (&search, content);
  for (guint i = 0; i < content->scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (content->scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        look_in_item (&search, content, g_ptr_array_index (section->items, j));
    }
  look_in_notes (&search, content);
  look_in_records (&search, content);

  return search.hits;
}
