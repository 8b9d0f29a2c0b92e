/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-layout-private.h"
#include "hj-markup-private.h"
#include "hj-value.h"

#define BLANK_ROWS  8     /* in an empty form, and at least in a filled one */
#define ROW_HEIGHT  510   /* 9 mm */
#define CELL_SIZE   21    /* 五号 */
#define UNITS       12    /* into which a row of the applicant's table is divided */
#define LABEL_UNITS 2
#define COVER_BLANKS 52   /* to write on, on the cover, less what is there */

static const HjLook title_look = { .face = HJ_FACE_SONG, .size = 44, .bold = TRUE, .centred = TRUE, .before = 120, .after = 240 };
static const HjLook heading_look = { .face = HJ_FACE_HEI, .size = 30, .centred = TRUE, .before = 240, .after = 120, .keep = TRUE };
static const HjLook body_look = { .face = HJ_FACE_FANG, .size = 30, .before = 60, .after = 60, .indent = 600 };
static const HjLook note_look = { .face = HJ_FACE_FANG, .size = 21, .before = 80 };
static const HjLook cell_look = { .face = HJ_FACE_FANG, .size = CELL_SIZE };
static const HjLook number_look = { .face = HJ_FACE_FANG, .size = CELL_SIZE, .centred = TRUE };

typedef struct {
  const HjContent *content;
  const HjScheme  *scheme;
  gboolean         empty;
  gboolean         supplement;  /* the notice has no form of its own: what its standards need is the form */
  HjMarkup        *markup;
  GCancellable    *cancellable;
} Form;

/* A field of a form with the one of the table that it fills. */
typedef struct {
  const HjField       *asked;
  const HjRecordField *field;
  int                  index;
} Slot;

static GPtrArray *
list_slots (const Form   *form,
            const HjForm *part)
{
  const HjRecordTable *table = hj_record_table (part->record);
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < part->fields->len; i++)
    {
      const HjField *asked = part->fields->pdata[i];
      int index = hj_record_table_index (table, asked->id);
      Slot slot = { asked, index >= 0 ? &table->fields[index] : NULL, index };

      if (index >= 0 && (form->supplement || !asked->supplement))
        g_ptr_array_add (slots, g_memdup2 (&slot, sizeof slot));
    }
  return slots;
}

static char *
dup_shown (const Form     *form,
           const HjRecord *record,
           const Slot     *slot)
{
  if (record == NULL || *record->values[slot->index] == '\0')
    return g_strdup ("");

  return hj_value_format (form->scheme, slot->field, record->values[slot->index], FALSE);
}

static gboolean
is_cover (const HjForm *part)
{
  return g_str_has_suffix (part->id, ".cover");
}

static gboolean
is_shown (const Form   *form,
          const HjForm *part)
{
  return part->record != HJ_RECORD_MATERIAL && (form->supplement || !part->supplement);
}

/* 浙江省…申报表 stands as two lines: what it is about, and 申 报 表. */
static void
write_title (Form *form,
             guint before)
{
  const char *title = hj_scheme_text (form->scheme, "application.title");
  HjLook look = title_look;
  const char *word = g_str_has_suffix (title, "申报表") ? "申 报 表" : g_str_has_suffix (title, "申请表") ? "申 请 表" : NULL;
  g_autofree char *about = NULL;

  if (*title == '\0')
    title = form->scheme->title;
  look.before = before;
  if (word == NULL)
    {
      hj_markup_paragraph (form->markup, &look, title);
      return;
    }
  about = g_strndup (title, strlen (title) - strlen ("申报表"));
  hj_markup_paragraph (form->markup, &look, about);
  look.before = title_look.before;
  look.size = 52;
  look.after = before > 1000 ? 2400 : title_look.after;
  hj_markup_paragraph (form->markup, &look, word);
}

/* Who signs on the cover with a seal is told by the notice's word; a blank is a line to write on. */
static void
write_cover (Form         *form,
             const HjForm *part)
{
  g_autoptr (GPtrArray) slots = list_slots (form, part);
  const HjRecord *record = form->empty ? NULL : hj_content_get_applicant_record (form->content);

  write_title (form, 2400);
  for (guint i = 0; i < slots->len; i++)
    {
      const Slot *slot = slots->pdata[i];
      g_autofree char *value = dup_shown (form, record, slot);
      g_autofree char *label = g_strconcat (slot->asked->label, "：", NULL);
      HjLook look = { .face = HJ_FACE_FANG, .size = 32, .before = 240, .indent = 1400 };
      HjLook line = look;
      glong taken = 2 * (g_utf8_strlen (label, -1) + g_utf8_strlen (value, -1));
      g_autofree char *blank = g_strnfill ((gsize) MAX (COVER_BLANKS - taken, 2), ' ');
      g_autofree char *filled = g_strconcat (" ", value, blank, NULL);

      line.underlined = TRUE;
      hj_markup_open_paragraph (form->markup, &look);
      hj_markup_run (form->markup, &look, label);
      hj_markup_run (form->markup, &line, filled);
      if (slot->field->kind == HJ_VALUE_TEXT)
        hj_markup_run (form->markup, &look, "（盖章）");
      hj_markup_close_paragraph (form->markup);
    }
}

/* All that may be chosen, each with its box; what was written of one's own behind them. */
static void
write_choices (Form           *form,
               const Slot     *slot,
               const HjRecord *record)
{
  g_auto (GStrv) options = g_strsplit (slot->asked->options, "\n", -1);
  g_autofree char *value = dup_shown (form, record, slot);
  gboolean found = *value == '\0';

  hj_markup_open_paragraph (form->markup, &cell_look);
  for (guint i = 0; options[i] != NULL; i++)
    {
      const char *option = g_strstrip (options[i]);
      gboolean ticked = *value != '\0' && strcmp (option, value) == 0;
      g_autofree char *text = g_strconcat (" ", option, "　", NULL);

      if (*option == '\0')
        continue;
      found |= ticked;
      hj_markup_tick_box (form->markup, CELL_SIZE, ticked);
      hj_markup_run (form->markup, &cell_look, text);
    }
  if (!found)
    {
      hj_markup_tick_box (form->markup, CELL_SIZE, TRUE);
      hj_markup_run (form->markup, &cell_look, " ");
      hj_markup_run (form->markup, &cell_look, value);
    }
  hj_markup_close_paragraph (form->markup);
}

static void
write_slot (Form           *form,
            const Slot     *slot,
            const HjRecord *record,
            guint           units)
{
  g_autofree char *value = NULL;

  hj_markup_label (form->markup, LABEL_UNITS, HJ_DOWN_NONE, slot->asked->label);
  if (slot->asked->options != NULL && *slot->asked->options != '\0')
    {
      hj_markup_open_cell (form->markup, units - LABEL_UNITS, HJ_DOWN_NONE, FALSE, FALSE);
      write_choices (form, slot, record);
      hj_markup_close_cell (form->markup);
      return;
    }
  value = dup_shown (form, record, slot);
  hj_markup_value (form->markup, units - LABEL_UNITS, value);
}

static gboolean
has_group (const Slot *slot)
{
  return slot->asked->group != NULL && *slot->asked->group != '\0';
}

/* Whether what is written there is a word or a number, so that two of them fit in a row. */
static gboolean
is_short (const Slot *slot)
{
  static const char *const ids[] = { "contact", "contact-post", "contact-title", "head", "head-post", "head-title",
                                     "legal-representative" };

  if (slot->asked->options != NULL && *slot->asked->options != '\0')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (strcmp (slot->field->id, ids[i]) == 0)
      return TRUE;

  return slot->field->kind != HJ_VALUE_TEXT && slot->field->kind != HJ_VALUE_PROSE
         && slot->field->kind != HJ_VALUE_CREDIT_CODE && slot->field->kind != HJ_VALUE_REGION;
}

/* How many of those from @at on stand in one row: a group of five in three and two, as the annexes have it. */
static guint
count_in_row (const GPtrArray *slots,
              guint            at)
{
  const Slot *first = slots->pdata[at];
  guint run = 0;

  if (strcmp (first->field->id, "address") == 0 && at + 1 < slots->len
      && strcmp (((Slot *) slots->pdata[at + 1])->field->id, "postcode") == 0)
    return 2;
  if (!has_group (first))
    return is_short (first) && at + 1 < slots->len && is_short (slots->pdata[at + 1])
           && !has_group (slots->pdata[at + 1]) ? 2 : 1;
  for (guint i = at; i < slots->len; i++)
    {
      const Slot *slot = slots->pdata[i];

      if (!has_group (slot) || strcmp (slot->asked->group, first->asked->group) != 0)
        break;
      run++;
    }
  return run == 3 || run >= 5 ? 3 : MIN (run, 2);
}

static void
write_applicant (Form         *form,
                 const HjForm *part)
{
  static const guint widths[UNITS] = { 7, 7, 9, 9, 7, 7, 9, 9, 8, 8, 9, 9 };
  static const guint shares[4][3] = { { 0 }, { 12 }, { 6, 6 }, { 4, 4, 4 } };
  g_autoptr (GPtrArray) slots = list_slots (form, part);
  const HjRecord *record = form->empty ? NULL : hj_content_get_applicant_record (form->content);

  hj_markup_open_table (form->markup, widths, UNITS);
  for (guint at = 0; at < slots->len;)
    {
      guint n = count_in_row (slots, at);
      gboolean prose = ((Slot *) slots->pdata[at])->field->kind == HJ_VALUE_PROSE;

      hj_markup_open_row (form->markup, prose ? 4 * ROW_HEIGHT : ROW_HEIGHT, FALSE);
      for (guint i = 0; i < n; i++)
        {
          const Slot *slot = slots->pdata[at + i];
          guint units = shares[n][i];

          if (n == 2 && strcmp (((Slot *) slots->pdata[at])->field->id, "address") == 0)
            units = i == 0 ? 8 : 4;
          write_slot (form, slot, record, units);
        }
      hj_markup_close_row (form->markup);
      at += n;
    }
  hj_markup_close_table (form->markup);
}

/* A part of the form that is one long text: its title above, its text below, as the base table of Shandong has it. */
static void
write_prose (Form         *form,
             const HjForm *part,
             const Slot   *slot)
{
  static const guint widths[] = { 1 };
  const HjRecord *record = form->empty ? NULL : hj_content_get_applicant_record (form->content);
  g_autofree char *value = dup_shown (form, record, slot);
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  HjLook look = cell_look;

  look.indent = 2 * 10 * CELL_SIZE;
  look.before = look.after = 40;
  hj_markup_paragraph (form->markup, &heading_look, part->title);
  hj_markup_open_table (form->markup, widths, 1);
  hj_markup_open_row (form->markup, 6 * ROW_HEIGHT, FALSE);
  hj_markup_open_cell (form->markup, 1, HJ_DOWN_NONE, FALSE, TRUE);
  /* An empty text is split into no line at all. */
  for (guint i = 0; i == 0 || (lines[0] != NULL && lines[i] != NULL); i++)
    hj_markup_paragraph (form->markup, &look, lines[i] != NULL ? lines[i] : "");
  hj_markup_close_cell (form->markup);
  hj_markup_close_row (form->markup);
  hj_markup_close_table (form->markup);
}

static guint
find_weight (const Slot *slot)
{
  guint letters = (guint) g_utf8_strlen (slot->asked->label, -1);

  switch ((int) slot->field->kind)
    {
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
      return 22;
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
    case HJ_VALUE_FLAG:
    case HJ_VALUE_CHOICE:
      return CLAMP (letters * 2, 6, 12);
    case HJ_VALUE_DAY:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_OCCUPATION_CODE:
      return 14;
    case HJ_VALUE_PROSE:
      return 20;
    default:
      return strcmp (slot->field->id, "name") == 0 && slot->field->kind == HJ_VALUE_TEXT ? 12 : 16;
    }
}

static gboolean
is_of (const HjForm   *part,
       const HjRecord *record)
{
  g_auto (GStrv) pairs = g_strsplit_set (part->with != NULL ? part->with : "", ", ", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (hj_record_table_index (hj_record_table (part->record), pairs[i]) >= 0
          && strcmp (hj_record_get (record, pairs[i]), equals + 1) != 0)
        return FALSE;
    }
  return TRUE;
}

/* @occupation: (nullable): those of the page of one occupation; what is shared stands on the page of each. */
static GPtrArray *
list_rows (const Form         *form,
           const HjForm       *part,
           const HjRecord     *occupation)
{
  GPtrArray *rows = g_ptr_array_new ();
  const HjRecords *records = form->content->records[part->record];

  for (guint i = 0; !form->empty && i < records->rows->len; i++)
    {
      const HjRecord *record = records->rows->pdata[i];

      if (!is_of (part, record))
        continue;
      if (occupation != NULL)
        {
          const char *whose = hj_record_get (record, "occupation");
          g_auto (GStrv) names = g_strsplit (whose, "、", -1);

          if (*whose != '\0' && !g_strv_contains ((const char * const *) names, hj_record_get (occupation, "name")))
            continue;
        }
      g_ptr_array_add (rows, (gpointer) record);
    }
  return rows;
}

static void
write_table_head (Form            *form,
                  const GPtrArray *slots)
{
  hj_markup_open_row (form->markup, ROW_HEIGHT, TRUE);
  hj_markup_label (form->markup, 1, HJ_DOWN_NONE, "序号");
  for (guint i = 0; i < slots->len; i++)
    hj_markup_label (form->markup, 1, HJ_DOWN_NONE, ((Slot *) slots->pdata[i])->asked->label);
  hj_markup_close_row (form->markup);
}

static gboolean
write_table (Form          *form,
             const HjForm  *part,
             GError       **error)
{
  g_autoptr (GPtrArray) slots = list_slots (form, part);
  g_autoptr (GPtrArray) rows = list_rows (form, part, NULL);
  guint widths[32] = { 5 };

  if (slots->len == 0 || slots->len >= G_N_ELEMENTS (widths))
    return TRUE;
  for (guint i = 0; i < slots->len; i++)
    widths[i + 1] = find_weight (slots->pdata[i]);
  hj_markup_paragraph (form->markup, &heading_look, part->title);
  hj_markup_open_table (form->markup, widths, slots->len + 1);
  write_table_head (form, slots);
  for (guint r = 0; r < MAX (rows->len, BLANK_ROWS); r++)
    {
      g_autofree char *number = g_strdup_printf ("%u", r + 1);

      if (r % 256 == 0 && g_cancellable_set_error_if_cancelled (form->cancellable, error))
        return FALSE;
      hj_markup_open_row (form->markup, ROW_HEIGHT, FALSE);
      hj_markup_cell (form->markup, 1, HJ_DOWN_NONE, &number_look, r < rows->len ? number : "");
      for (guint c = 0; c < slots->len; c++)
        {
          const Slot *slot = slots->pdata[c];
          g_autofree char *value = dup_shown (form, r < rows->len ? rows->pdata[r] : NULL, slot);

          hj_markup_cell (form->markup, 1, HJ_DOWN_NONE,
                          g_utf8_strlen (value, -1) <= 8 ? &number_look : &cell_look, value);
        }
      hj_markup_close_row (form->markup);
    }
  hj_markup_close_table (form->markup);

  return TRUE;
}

/* 已建立规章制度目录: one cell beside its label, a document a line. */
static void
write_list (Form         *form,
            const HjForm *part,
            const Slot   *slot)
{
  static const guint widths[] = { 2, 10 };
  g_autoptr (GPtrArray) rows = list_rows (form, part, NULL);

  hj_markup_paragraph (form->markup, &note_look, "");
  hj_markup_open_table (form->markup, widths, 2);
  hj_markup_open_row (form->markup, 8 * ROW_HEIGHT, FALSE);
  hj_markup_label (form->markup, 1, HJ_DOWN_NONE, slot->asked->label);
  hj_markup_open_cell (form->markup, 1, HJ_DOWN_NONE, FALSE, TRUE);
  for (guint i = 0; i < MAX (rows->len, 1); i++)
    {
      g_autofree char *value = dup_shown (form, i < rows->len ? rows->pdata[i] : NULL, slot);
      g_autofree char *line = *value != '\0' ? g_strdup_printf ("%u．%s", i + 1, value) : g_strdup ("");

      hj_markup_paragraph (form->markup, &cell_look, line);
    }
  hj_markup_close_cell (form->markup);
  hj_markup_close_row (form->markup);
  hj_markup_close_table (form->markup);
}

/* The page's table has seven columns: a group, and either three pairs of label and value or two devices beside each other. */
#define PAGE_COLUMNS 7

static void
write_page_fields (Form           *form,
                   const HjForm   *part,
                   const HjRecord *occupation)
{
  g_autoptr (GPtrArray) slots = list_slots (form, part);

  for (guint at = 0; at < slots->len; at += 3)
    {
      const Slot *first = slots->pdata[at];
      guint n = MIN (3, slots->len - at);

      hj_markup_open_row (form->markup, ROW_HEIGHT, FALSE);
      hj_markup_label (form->markup, 1, HJ_DOWN_NONE, has_group (first) ? first->asked->group : part->title);
      for (guint i = 0; i < n; i++)
        {
          const Slot *slot = slots->pdata[at + i];
          g_autofree char *value = dup_shown (form, occupation, slot);
          g_autofree char *shown = *value != '\0' ? g_strconcat (value, slot->field->unit, NULL) : g_strdup ("");

          hj_markup_label (form->markup, 1, HJ_DOWN_NONE, slot->asked->label);
          hj_markup_value (form->markup, i == n - 1 ? 1 + 2 * (3 - n) : 1, shown);
        }
      hj_markup_close_row (form->markup);
    }
}

/* One half of a row of devices: a name over two columns, then what else is asked for. */
static void
write_page_half (Form            *form,
                 const GPtrArray *slots,
                 const HjRecord  *record,
                 gboolean         head)
{
  for (guint i = 0; i < MIN (slots->len, 2); i++)
    {
      const Slot *slot = slots->pdata[i];
      guint span = slots->len == 1 ? 3 : i == 0 ? 2 : 1;
      g_autofree char *value = dup_shown (form, record, slot);

      if (head)
        hj_markup_label (form->markup, span, HJ_DOWN_NONE, slot->asked->label);
      else
        hj_markup_cell (form->markup, span, HJ_DOWN_NONE, i == 0 ? &cell_look : &number_look, value);
    }
}

static void
write_page_rows (Form           *form,
                 const HjForm   *part,
                 const HjRecord *occupation)
{
  g_autoptr (GPtrArray) slots = list_slots (form, part);
  g_autoptr (GPtrArray) rows = list_rows (form, part, occupation);
  guint lines = MAX ((rows->len + 1) / 2, BLANK_ROWS);

  if (slots->len == 0)
    return;
  for (guint r = 0; r <= lines; r++)
    {
      guint left = 2 * (r - 1);

      hj_markup_open_row (form->markup, ROW_HEIGHT, FALSE);
      hj_markup_label (form->markup, 1, r == 0 ? HJ_DOWN_BEGIN : HJ_DOWN_ON, r == 0 ? part->title : "");
      write_page_half (form, slots, r > 0 && left < rows->len ? rows->pdata[left] : NULL, r == 0);
      write_page_half (form, slots, r > 0 && left + 1 < rows->len ? rows->pdata[left + 1] : NULL, r == 0);
      hj_markup_close_row (form->markup);
    }
}

static char *
dup_occupation_line (const Form     *form,
                     const HjRecord *occupation)
{
  const HjRecordTable *table = hj_record_table (HJ_RECORD_OCCUPATION);
  g_autofree char *levels = NULL;

  if (occupation == NULL)
    return g_strdup ("职业（工种）：                              等级：");
  levels = hj_value_format (form->scheme, hj_record_table_field (table, "levels"), hj_record_get (occupation, "levels"), FALSE);

  return g_strdup_printf ("职业（工种）：%s　　等级：%s", hj_record_get (occupation, "name"), levels);
}

/* @first: of the forms that are filled once for each occupation; they share a page. */
static void
write_page (Form           *form,
            guint           first,
            guint           n,
            const HjRecord *occupation)
{
  static const guint widths[PAGE_COLUMNS] = { 7, 16, 12, 16, 12, 16, 12 };
  const HjForm *part = form->scheme->forms->pdata[first];
  g_autofree char *line = dup_occupation_line (form, occupation);
  const char *note = hj_scheme_text (form->scheme, "application.sites-note");
  HjLook look = heading_look;

  look.page_break = TRUE;
  hj_markup_paragraph (form->markup, &look, part->title);
  look = note_look;
  look.after = 80;
  look.keep = TRUE;
  hj_markup_paragraph (form->markup, &look, line);
  hj_markup_open_table (form->markup, widths, PAGE_COLUMNS);
  for (guint i = first; i < first + n; i++)
    {
      part = form->scheme->forms->pdata[i];
      if (!part->table)
        write_page_fields (form, part, occupation);
      else
        write_page_rows (form, part, occupation);
    }
  hj_markup_close_table (form->markup);
  if (*note != '\0')
    hj_markup_paragraph (form->markup, &note_look, note);
}

static void
write_pages (Form *form,
             guint first,
             guint n)
{
  const HjRecords *occupations = form->content->records[HJ_RECORD_OCCUPATION];

  if (form->empty || occupations->rows->len == 0)
    write_page (form, first, n, NULL);
  else
    for (guint i = 0; i < occupations->rows->len; i++)
      write_page (form, first, n, occupations->rows->pdata[i]);
}

static gboolean
write_part (Form          *form,
            const HjForm  *part,
            GError       **error)
{
  g_autoptr (GPtrArray) slots = list_slots (form, part);
  const Slot *only = slots->len == 1 ? slots->pdata[0] : NULL;

  if (slots->len == 0)
    return TRUE;
  if (part->table && part->record == HJ_RECORD_RULE && only != NULL)
    write_list (form, part, only);
  else if (part->table)
    return write_table (form, part, error);
  else if (only != NULL && only->field->kind == HJ_VALUE_PROSE)
    write_prose (form, part, only);
  else
    {
      HjLook look = heading_look;

      /* Under the cover a table begins on a page of its own, and the title has said what it is. */
      look.page_break = part != form->scheme->forms->pdata[0] && is_cover (form->scheme->forms->pdata[0]);
      if (hj_record_table (part->record)->single)
        {
          /* Where the form is one table its title has just been said. */
          if (look.page_break || strcmp (part->title, hj_scheme_text (form->scheme, "application.title")) != 0)
            hj_markup_paragraph (form->markup, &look, part->title);
          write_applicant (form, part);
        }
    }
  return TRUE;
}

static void
write_pledge (Form *form)
{
  const HjScheme *scheme = form->scheme;
  const char *opening = hj_scheme_text (scheme, "pledge.opening");
  const char *keys[] = { "pledge.seal", "pledge.signature" };
  HjLook look = heading_look;
  HjLook sign = { .face = HJ_FACE_FANG, .size = 30, .left = 4800, .before = 240 };

  if (scheme->pledges->len == 0)
    return;
  look.page_break = TRUE;
  look.size = 36;
  look.after = 360;
  hj_markup_paragraph (form->markup, &look, scheme->pledge_title);
  if (*opening != '\0')
    hj_markup_paragraph (form->markup, &body_look, opening);
  for (guint i = 0; i < scheme->pledges->len; i++)
    {
      g_autofree char *clause = g_strdup_printf ("%u．%s", i + 1, ((HjPledge *) scheme->pledges->pdata[i])->text);

      hj_markup_paragraph (form->markup, &body_look, clause);
    }
  if (scheme->pledge_closing != NULL && *scheme->pledge_closing != '\0')
    hj_markup_paragraph (form->markup, &body_look, scheme->pledge_closing);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = hj_scheme_text (scheme, keys[i]);
      sign.before = i == 0 ? 900 : 240;
      if (*text != '\0')
        hj_markup_paragraph (form->markup, &sign, text);
    }
  hj_markup_paragraph (form->markup, &sign, "        年    月    日");
}

static guint
count_pages_forms (const Form *form,
                   guint       first)
{
  guint n = 0;

  while (first + n < form->scheme->forms->len)
    {
      const HjForm *part = form->scheme->forms->pdata[first + n];

      if (!part->per_occupation || !is_shown (form, part)
          || (part->record != HJ_RECORD_OCCUPATION && hj_record_table_index (hj_record_table (part->record), "occupation") < 0))
        break;
      n++;
    }
  return n;
}

static gboolean
write_form (Form    *form,
            GError **error)
{
  const GPtrArray *parts = form->scheme->forms;
  const char *note = hj_scheme_text (form->scheme, "application.note");
  gboolean covered = parts->len > 0 && is_cover (parts->pdata[0]);

  if (!covered)
    write_title (form, title_look.before);
  for (guint i = 0; i < parts->len; i++)
    {
      const HjForm *part = parts->pdata[i];
      guint pages = count_pages_forms (form, i);

      if (!is_shown (form, part))
        continue;
      if (is_cover (part))
        write_cover (form, part);
      else if (pages > 0)
        {
          write_pages (form, i, pages);
          i += pages - 1;
        }
      else if (!write_part (form, part, error))
        return FALSE;
    }
  if (*note != '\0')
    hj_markup_paragraph (form->markup, &note_look, note);
  write_pledge (form);

  return TRUE;
}

/**
 * hj_docx_write:
 * @empty: the form for an applicant to fill: of @content its scheme alone counts
 *
 * The notice's own form of application (Z annex 3, W annex 3, S annex 1; the others' lists in the same manner): cover,
 * the applicant's table with boxes to tick, tables, one page of sites and equipment an occupation, pledge.
 * What is supplementary (核查补充) isn't part of a notice's form. Equal contents give equal bytes.
 *
 * Returns: (transfer full) (nullable): the file; cancelled
 */
GBytes *
hj_docx_write (const HjContent  *content,
               gboolean          empty,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autoptr (HjMarkup) markup = NULL;
  Form form = { .content = content, .scheme = content->scheme, .empty = empty, .cancellable = cancellable };
  const char *title;

  g_return_val_if_fail (content != NULL, NULL);

  form.supplement = TRUE;
  for (guint i = 0; i < form.scheme->forms->len; i++)
    form.supplement = form.supplement && ((HjForm *) form.scheme->forms->pdata[i])->supplement;
  form.markup = markup = hj_markup_new ();
  if (!write_form (&form, error))
    return NULL;
  title = hj_scheme_text (form.scheme, "application.title");

  return hj_markup_finish (markup, *title != '\0' ? title : form.scheme->title, error);
}
