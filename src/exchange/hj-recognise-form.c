/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-recognise-private.h"

/* What a form asks once: about the applicant, and on the page of each occupation. */

/* --- persons --- */

typedef enum { POST, TITLE, PHONE, MAIL } Detail;

/* The same words stand once for the person in charge and once for the contact. */
static const struct {
  const char *label;
  Detail      detail;
} details[] = {
  { "职务", POST }, { "职称(职业资格)", TITLE }, { "职称", TITLE }, { "职业资格", TITLE }, { "职称或职业资格", TITLE },
  { "联系电话", PHONE }, { "电话", PHONE }, { "手机", PHONE }, { "手机号码", PHONE }, { "移动电话", PHONE }, { "联系方式", PHONE },
  { "手机号", PHONE },
  { "电子邮箱", MAIL }, { "邮箱", MAIL }, { "电子邮件", MAIL }, { "e-mail", MAIL }, { "email", MAIL },
};

static const char * const detail_fields[][4] = {
  [HJ_PERSON_NONE] = { NULL, NULL, "phone", "contact-mail" },
  [HJ_PERSON_HEAD] = { "head-post", "head-title", "head-phone", "head-mail" },
  [HJ_PERSON_CONTACT] = { "contact-post", "contact-title", "phone", "contact-mail" },
  [HJ_PERSON_OTHER] = { NULL, NULL, NULL, NULL },
};

/* @known: whether the word is one of a person's details, even where it belongs to nobody we record. */
static const char *
find_detail (HjPerson    person,
             const char *normal,
             gboolean   *known)
{
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    if (strcmp (details[i].label, normal) == 0)
      {
        *known = TRUE;
        return detail_fields[person][details[i].detail];
      }
  *known = FALSE;

  return NULL;
}

static void
meet_person (HjWork        *work,
             const HjLabel *label)
{
  if (strcmp (label->field->id, "head") == 0)
    work->person = HJ_PERSON_HEAD;
  else if (strcmp (label->field->id, "contact") == 0)
    work->person = HJ_PERSON_CONTACT;
  else if (strcmp (label->field->id, "legal-representative") == 0)
    work->person = HJ_PERSON_OTHER;
}

/* --- labels --- */

typedef struct {
  HjLabel  label;       /* field NULL: the occupation of a page */
  gboolean occupation;
  gboolean known;       /* a label, though perhaps of nothing we record */
} Found;

static gboolean
find_label (const HjWork *work,
            const char   *text,
            Found        *found)
{
  const HjRecordTable *applicant = hj_record_table (HJ_RECORD_APPLICANT);
  g_autofree char *normal = hj_normalise_heading (text);
  g_autofree char *bare = hj_strip_number (normal);
  const char *detail;
  const HjLabel *label;
  gboolean known;

  *found = (Found) { 0 };
  if (*bare == '\0')
    return FALSE;
  detail = find_detail (work->person, bare, &known);
  if (known)
    {
      const HjLabel *own = hj_words_find_label (work->words, bare, applicant);

      if (detail != NULL)
        found->label = (HjLabel) { .table = applicant, .field = hj_record_table_field (applicant, detail) };
      if (detail != NULL && own != NULL && own->field == found->label.field)
        found->label.words = own->words;
      found->known = TRUE;
      return TRUE;
    }
  label = hj_words_find_label (work->words, bare, applicant);
  if (label == NULL && work->page != NULL)
    label = hj_words_find_label (work->words, bare, hj_record_table (HJ_RECORD_OCCUPATION));
  found->occupation = hj_is_occupation_label (bare) && (label == NULL || label->table != applicant);
  if (label != NULL && !found->occupation)
    found->label = *label;
  found->known = label != NULL || found->occupation;

  return found->known;
}

/* --- values --- */

void
hj_form_set (HjWork        *work,
             const HjLabel *label,
             const char    *text,
             HjCellSort     sort,
             const char    *place)
{
  const HjWhere where = { .place = place };

  if (label->field == NULL)
    return;
  if (label->table->kind == HJ_RECORD_APPLICANT)
    {
      meet_person (work, label);
      hj_recognise_value (work->scheme, work->applicant, label->field, label->words, text, sort, &where, work->troubles);
      if (work->place == NULL)
        work->place = g_strdup (place);
    }
  else if (label->table->kind == HJ_RECORD_OCCUPATION)
    {
      HjPage *page = work->page;

      /* The same question again is the next page. */
      if (page == NULL || *hj_record_get (page->record, label->field->id) != '\0')
        page = hj_page_begin (work, "", place);
      hj_recognise_value (work->scheme, page->record, label->field, label->words, text, sort, &where, page->troubles);
    }
}

/* 联系电话 behind 法定代表人: there is no place for it, and that is told. */
static void
tell_unplaced (HjWork      *work,
               const Found *found,
               const char  *text,
               const char  *place)
{
  g_autofree char *note = NULL;

  if (found->label.field != NULL || found->occupation || *text == '\0' || work->reading != HJ_READ_CELLS)
    return;
  note = g_strdup_printf (_("%s: “%s” belongs to a person of whom only the name is kept; it was left out."), place, text);
  hj_import_plan_note (work->plan, note);
}

static void
set_found (HjWork      *work,
           const Found *found,
           const char  *text,
           HjCellSort   sort,
           const char  *place)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  gboolean of_page = found->occupation || (found->label.table != NULL && found->label.table->kind == HJ_RECORD_OCCUPATION);

  if ((work->reading == HJ_READ_LINES && of_page) || (work->reading == HJ_READ_LEAD && !of_page))
    return;
  if (found->occupation && *trimmed != '\0')
    hj_page_begin (work, trimmed, place);
  else if (found->label.field == NULL)
    tell_unplaced (work, found, trimmed, place);
  else if (!found->occupation)
    hj_form_set (work, &found->label, text, sort, place);
}

static gboolean
has_boxes (const char *text,
           gboolean   *bare)
{
  g_auto (HjBoxes) boxes = { 0 };

  hj_boxes_parse (text, &boxes);
  *bare = boxes.boxes && boxes.bare;

  return boxes.boxes;
}

static gboolean
is_label_at (const HjWork *work,
             const HjRow  *row,
             guint         column)
{
  Found found;

  return column < row->n && find_label (work, row->places[column].text, &found);
}

/* What stands behind a label: one cell, or the cells of a row of boxes. @next: the place behind it. */
static char *
take_value (const HjWork *work,
            const HjRow  *row,
            guint         column,
            guint        *next)
{
  guint at = hj_row_next (row, column);
  g_autoptr (GString) value = g_string_new (NULL);
  gboolean bare;

  *next = at;
  /* A label directly behind a label: nothing was filled in, unless a third follows, for which it is the value. */
  if (at >= row->n || (is_label_at (work, row, at) && !is_label_at (work, row, hj_row_next (row, at))))
    return g_strdup ("");

  g_string_append (value, row->places[at].text);
  has_boxes (value->str, &bare);
  *next = hj_row_next (row, at);
  while (*next < row->n && !is_label_at (work, row, *next))
    {
      gboolean after_box = bare && *row->places[*next].text != '\0';

      if (!has_boxes (row->places[*next].text, &bare) && !after_box)
        break;
      g_string_append_printf (value, " %s", row->places[*next].text);
      *next = hj_row_next (row, *next);
    }

  return g_strdup (value->str);
}

/* 邮编：325000 in one cell */
static gboolean
split_inline (const HjWork  *work,
              const char    *text,
              Found         *found,
              const char   **value)
{
  const char *colon = strstr (text, "：");
  const char *narrow = strchr (text, ':');
  g_autofree char *head = NULL;

  if (colon == NULL || (narrow != NULL && narrow < colon))
    colon = narrow;
  if (colon == NULL)
    return FALSE;
  head = g_strndup (text, (gsize) (colon - text));
  *value = g_utf8_next_char (colon);

  return find_label (work, head, found);
}

static void
report_unknown (HjWork       *work,
                const HjGrid *grid,
                const HjRow  *row,
                guint         index,
                guint         column)
{
  g_autofree char *place = hj_grid_dup_place (grid, index, column);
  g_autofree char *normal = hj_normalise_heading (row->places[column].text);
  g_autofree char *note = NULL;

  if (*normal == '\0' || g_utf8_strlen (normal, -1) > 30 || row->places[column].above)
    return;
  note = g_strdup_printf (_("%s: “%s” is not known here; what stands behind it was left out."), place, normal);
  hj_import_plan_note (work->plan, note);
}

/* 机构性质 beside 企业 | , 行业协会 | √ , … : the label reaches down over rows of options, of which only the ticked one
 * is an answer. */
static gboolean
is_option_passed_by (const HjRow *row,
                     guint        column,
                     const Found *found,
                     const char  *value)
{
  guint at = hj_row_next (row, column);
  g_auto (HjBoxes) boxes = { 0 };

  if (at >= row->n || found->label.field == NULL || hj_row_get_height (row, column) <= hj_row_get_height (row, at) ||
      !hj_may_be_ticked (found->label.field, found->label.words))
    return FALSE;
  hj_boxes_parse (value, &boxes);

  return boxes.chosen->len == 0;
}

/* One place of a row; returns the next. */
static guint
read_place (HjWork       *work,
            const HjGrid *grid,
            const HjRow  *row,
            guint         index,
            guint         column,
            gboolean      report,
            gboolean     *any)
{
  g_autofree char *place = hj_grid_dup_place (grid, index, column);
  const char *text = row->places[column].text;
  const char *inside;
  guint next = hj_row_next (row, column);
  Found found;

  if (*text == '\0')
    return next;
  if (find_label (work, text, &found))
    {
      g_autofree char *value = take_value (work, row, column, &next);
      guint at = hj_row_next (row, column);
      g_autofree char *value_place = at < row->n ? hj_grid_dup_place (grid, index, at) : g_strdup (place);

      if (!is_option_passed_by (row, column, &found, value))
        set_found (work, &found, value, at < row->n ? row->places[at].sort : HJ_CELL_TEXT, value_place);
      *any = TRUE;
    }
  else if (split_inline (work, text, &found, &inside))
    {
      set_found (work, &found, inside, HJ_CELL_TEXT, place);
      *any = TRUE;
    }
  else if (report && next < row->n && *row->places[next].text != '\0' && !is_label_at (work, row, next))
    {
      report_unknown (work, grid, row, index, column);
      next = hj_row_next (row, next);
    }

  return next;
}

gboolean
hj_form_read_row (HjWork       *work,
                  const HjGrid *grid,
                  const HjRow  *row,
                  guint         index)
{
  gboolean any = FALSE, report = FALSE;

  for (guint column = 0; column < row->n && !report; column = hj_row_next (row, column))
    report = is_label_at (work, row, column);
  for (guint column = 0; column < row->n;)
    column = read_place (work, grid, row, index, column, report, &any);

  return any;
}

gboolean
hj_form_take_page (HjWork     *work,
                   const char *text,
                   const char *place)
{
  const char *value;
  Found found;

  if (!split_inline (work, text, &found, &value) || !found.occupation)
    return FALSE;
  set_found (work, &found, value, HJ_CELL_TEXT, place);

  return TRUE;
}

/* 考核场地 | 合计 | … : the head of a group stands before its first label. */
static gboolean
starts_group (const HjWork *work,
              const HjRow  *row,
              guint         column)
{
  guint next = hj_row_next (row, column);
  Found found;

  return work->page != NULL && next < row->n && hj_words_find_title (work->words, row->places[column].text, NULL) != NULL &&
         find_label (work, row->places[next].text, &found) && found.label.table != NULL &&
         found.label.table->kind == HJ_RECORD_OCCUPATION;
}

gboolean
hj_form_starts (const HjWork *work,
                const HjRow  *row)
{
  for (guint column = 0; column < row->n; column = hj_row_next (row, column))
    if (*row->places[column].text != '\0' && !row->places[column].above)
      {
        const char *value;
        Found found;
        g_autofree char *normal = hj_normalise_heading (row->places[column].text);

        if (!find_label (work, row->places[column].text, &found))
          return starts_group (work, row, column) ||
                 (split_inline (work, row->places[column].text, &found, &value) && found.label.field != NULL);

        return found.occupation || (found.label.field != NULL &&
               (found.label.table->kind == HJ_RECORD_OCCUPATION || !hj_is_total (normal)));
      }

  return FALSE;
}

/* A word that ends in a colon, or has one after a few characters, is a label, though perhaps none of ours. */
static gboolean
looks_like_label (const char *word)
{
  const char *colon = strstr (word, "：");

  if (colon == NULL)
    colon = strchr (word, ':');

  return colon != NULL && colon > word && g_utf8_strlen (word, (gssize) (colon - word)) <= 10 &&
         !g_str_has_prefix (colon, "://");
}

/* A line may hold several: 联系人：张三  电话：138… Words without a colon belong to what stands before. */
gboolean
hj_form_read_line (HjWork     *work,
                   const char *text,
                   const char *place)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), "\t\n\r", ' ');
  g_auto (GStrv) wide = g_strsplit (plain, "　", -1);
  g_autofree char *narrow = g_strjoinv (" ", wide);
  g_auto (GStrv) words = g_strsplit (narrow, " ", -1);
  g_autoptr (GString) value = g_string_new (NULL);
  Found current = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *inside;
      Found found;

      if (*words[i] == '\0')
        continue;
      /* What is said of an occupation may follow its name in the same line: its page must have begun. */
      if (any && looks_like_label (words[i]) && current.occupation)
        {
          set_found (work, &current, value->str, HJ_CELL_TEXT, place);
          g_string_truncate (value, 0);
          current = (Found) { 0 };
        }
      if (split_inline (work, words[i], &found, &inside))
        {
          if (any)
            set_found (work, &current, value->str, HJ_CELL_TEXT, place);
          g_string_assign (value, inside);
          current = found;
          any = TRUE;
        }
      else if (any && looks_like_label (words[i]))
        {
          set_found (work, &current, value->str, HJ_CELL_TEXT, place);
          g_string_truncate (value, 0);
          current = (Found) { 0 };
        }
      else if (any)
        g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", words[i]);
    }
  if (any)
    set_found (work, &current, value->str, HJ_CELL_TEXT, place);

  return any;
}

/* A part of the form that asks for one text and nothing else: its title says which. */
static const HjLabel *
find_only_prose (const HjWork  *work,
                 const HjTitle *title)
{
  const HjForm *form = title != NULL ? title->form : NULL;
  g_autofree char *normal = NULL;

  if (form == NULL || form->table || form->record != HJ_RECORD_APPLICANT || form->fields->len != 1)
    return NULL;
  normal = hj_normalise_heading (((HjField *) form->fields->pdata[0])->label);

  return hj_words_find_label (work->words, normal, title->table);
}

const HjLabel *
hj_form_find_prose (const HjWork *work,
                    const char   *text)
{
  g_autofree char *normal = hj_normalise_heading (text);
  g_autofree char *bare = hj_strip_number (normal);
  const HjLabel *label = hj_words_find_label (work->words, bare, hj_record_table (HJ_RECORD_APPLICANT));

  if (label == NULL)
    label = find_only_prose (work, hj_words_find_title (work->words, text, NULL));

  return label != NULL && label->field != NULL && label->field->kind == HJ_VALUE_PROSE ? label : NULL;
}

/* Longer is no title of a section. */
#define MAX_SECTION 40

/* The next section of the form, though it may be none that is read: 六、诚信承诺 behind 五、… Lists that a text
 * numbers for itself begin with one. */
gboolean
hj_form_ends_prose (const char *text,
                    guint       section)
{
  g_autofree char *normal = hj_normalise_heading (text);

  if (hj_is_remark (text))
    return TRUE;
  if (*normal == '\0' || g_utf8_strlen (normal, -1) > MAX_SECTION)
    return FALSE;

  return g_str_has_suffix (normal, "承诺书") || g_str_has_prefix (normal, "附件") ||
         (section > 0 && hj_section_number (text) == section + 1);
}

void
hj_form_append_prose (HjWork        *work,
                      const HjLabel *label,
                      const char    *text,
                      const char    *place)
{
  const char *before = hj_record_get (work->applicant, label->field->id);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *whole = *before != '\0' ? g_strjoin ("\n", before, trimmed, NULL) : g_strdup (trimmed);

  if (*trimmed != '\0')
    hj_form_set (work, label, whole, HJ_CELL_TEXT, place);
}

/* --- what was gathered --- */

void
hj_form_offer (HjWork *work)
{
  if (work->place != NULL && (!hj_record_is_empty (work->applicant) || work->troubles->len > 0))
    hj_import_plan_offer (work->plan, g_steal_pointer (&work->applicant), work->place, g_steal_pointer (&work->troubles));
  hj_page_offer_all (work);
  g_clear_pointer (&work->applicant, hj_record_unref);
  g_clear_pointer (&work->troubles, g_ptr_array_unref);
  g_clear_pointer (&work->place, g_free);
}
