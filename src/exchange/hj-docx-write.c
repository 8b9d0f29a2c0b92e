/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-docx-form-private.h"

#define COVER_BLANKS 52   /* to write on, on the cover, less what is there */

static const HjLook title_look = { .face = HJ_FACE_SONG, .size = 44, .bold = TRUE, .centred = TRUE, .before = 120, .after = 240 };
static const HjLook body_look = { .face = HJ_FACE_FANG, .size = 30, .before = 60, .after = 60, .indent = 600 };

static gboolean
is_cover (const HjForm *part)
{
  return g_str_has_suffix (part->id, ".cover");
}

static gboolean
is_shown (const HjPaper *paper,
          const HjForm  *part)
{
  return part->record != HJ_RECORD_MATERIAL && (paper->supplement || !part->supplement);
}

/* 浙江省…申报表 stands as two lines: what it is about, and 申 报 表. */
static void
write_title (HjPaper *paper,
             guint    before)
{
  const char *title = hj_scheme_text (paper->scheme, "application.title");
  HjLook look = title_look;
  const char *word = g_str_has_suffix (title, "申报表") ? "申 报 表" : g_str_has_suffix (title, "申请表") ? "申 请 表" : NULL;
  g_autofree char *about = NULL;

  if (*title == '\0')
    title = paper->scheme->title;
  look.before = before;
  if (word == NULL)
    {
      hj_markup_paragraph (paper->markup, &look, title);
      return;
    }
  about = g_strndup (title, strlen (title) - strlen ("申报表"));
  hj_markup_paragraph (paper->markup, &look, about);
  look.before = title_look.before;
  look.size = 52;
  look.after = before > 1000 ? 2400 : title_look.after;
  hj_markup_paragraph (paper->markup, &look, word);
}

/* Who signs on the cover with a seal is told by the notice's word; a blank is a line to write on. */
static void
write_cover (HjPaper      *paper,
             const HjForm *part)
{
  g_autoptr (GPtrArray) slots = hj_paper_list_slots (paper, part);
  const HjRecord *record = paper->empty ? NULL : hj_content_get_applicant_record (paper->content);

  write_title (paper, 2400);
  for (guint i = 0; i < slots->len; i++)
    {
      const HjSlot *slot = slots->pdata[i];
      g_autofree char *value = hj_paper_dup_shown (paper, record, slot);
      g_autofree char *label = g_strconcat (slot->asked->label, "：", NULL);
      HjLook look = { .face = HJ_FACE_FANG, .size = 32, .before = 240, .indent = 1400 };
      HjLook line = look;
      glong taken = 2 * (g_utf8_strlen (label, -1) + g_utf8_strlen (value, -1));
      g_autofree char *blank = g_strnfill ((gsize) MAX (COVER_BLANKS - taken, 2), ' ');
      g_autofree char *filled = g_strconcat (" ", value, blank, NULL);

      line.underlined = TRUE;
      hj_markup_open_paragraph (paper->markup, &look);
      hj_markup_run (paper->markup, &look, label);
      hj_markup_run (paper->markup, &line, filled);
      if (slot->field->kind == HJ_VALUE_TEXT)
        hj_markup_run (paper->markup, &look, "（盖章）");
      hj_markup_close_paragraph (paper->markup);
    }
}

static gboolean
write_part (HjPaper       *paper,
            const HjForm  *part,
            GError       **error)
{
  g_autoptr (GPtrArray) slots = hj_paper_list_slots (paper, part);
  const HjSlot *only = slots->len == 1 ? slots->pdata[0] : NULL;

  if (slots->len == 0)
    return TRUE;
  if (part->table && part->record == HJ_RECORD_RULE && only != NULL)
    hj_paper_write_list (paper, part, only);
  else if (part->table)
    return hj_paper_write_table (paper, part, error);
  else if (only != NULL && only->field->kind == HJ_VALUE_PROSE)
    hj_paper_write_prose (paper, part, only);
  else
    {
      HjLook look = hj_heading_look;

      /* Under the cover a table begins on a page of its own, and the title has said what it is. */
      look.page_break = part != paper->scheme->forms->pdata[0] && is_cover (paper->scheme->forms->pdata[0]);
      if (hj_record_table (part->record)->single)
        {
          /* Where the form is one table its title has just been said. */
          if (look.page_break || strcmp (part->title, hj_scheme_text (paper->scheme, "application.title")) != 0)
            hj_markup_paragraph (paper->markup, &look, part->title);
          hj_paper_write_applicant (paper, part);
        }
    }
  return TRUE;
}

/* Who signs and seals in the notice's own order, with a date only where the notice has one. */
static void
write_pledge (HjPaper *paper)
{
  const HjScheme *scheme = paper->scheme;
  const char *opening = hj_scheme_text (scheme, "pledge.opening");
  HjLook look = hj_heading_look;
  HjLook sign = { .face = HJ_FACE_FANG, .size = 30, .left = 4800, .before = 240 };

  if (scheme->pledges->len == 0)
    return;
  look.page_break = TRUE;
  look.size = 36;
  look.after = 360;
  hj_markup_paragraph (paper->markup, &look, scheme->pledge_title);
  if (*opening != '\0')
    hj_markup_paragraph (paper->markup, &body_look, opening);
  for (guint i = 0; i < scheme->pledges->len; i++)
    {
      g_autofree char *clause = g_strdup_printf ("%u．%s", i + 1, ((HjPledge *) scheme->pledges->pdata[i])->text);

      hj_markup_paragraph (paper->markup, &body_look, clause);
    }
  if (scheme->pledge_closing != NULL && *scheme->pledge_closing != '\0')
    hj_markup_paragraph (paper->markup, &body_look, scheme->pledge_closing);
  sign.before = 900;
  for (guint i = 0; i < scheme->texts->len; i++)
    {
      const HjTerm *text = scheme->texts->pdata[i];
      gboolean date = g_str_equal (text->key, "pledge.date");

      if (!date && !g_str_equal (text->key, "pledge.seal") && !g_str_equal (text->key, "pledge.signature"))
        continue;
      hj_markup_paragraph (paper->markup, &sign, date ? "        年    月    日" : text->value);
      sign.before = 240;
    }
}

/* The outline of the plan that the applicant writes, where the notice gives one (S annex 2): room below each heading. */
static void
write_plan (HjPaper *paper)
{
  const char *title = hj_scheme_text (paper->scheme, "plan.title");
  const char *note = hj_scheme_text (paper->scheme, "plan.note");
  HjLook look = title_look;
  HjLook part = { .face = HJ_FACE_HEI, .size = 32, .before = 360, .after = 1200, .indent = 640 };

  if (*hj_scheme_text (paper->scheme, "plan.1") == '\0')
    return;
  look.page_break = TRUE;
  hj_markup_paragraph (paper->markup, &look, title);
  for (guint i = 1;; i++)
    {
      g_autofree char *key = g_strdup_printf ("plan.%u", i);
      const char *heading = hj_scheme_text (paper->scheme, key);

      if (*heading == '\0')
        break;
      hj_markup_paragraph (paper->markup, &part, heading);
    }
  if (*note != '\0')
    hj_markup_paragraph (paper->markup, &hj_note_look, note);
}

static guint
count_pages_forms (const HjPaper *paper,
                   guint          first)
{
  guint n = 0;

  while (first + n < paper->scheme->forms->len)
    {
      const HjForm *part = paper->scheme->forms->pdata[first + n];

      if (!part->per_occupation || !is_shown (paper, part)
          || (part->record != HJ_RECORD_OCCUPATION && hj_record_table_index (hj_record_table (part->record), "occupation") < 0))
        break;
      n++;
    }
  return n;
}

static gboolean
write_form (HjPaper  *paper,
            GError  **error)
{
  const GPtrArray *parts = paper->scheme->forms;
  const char *note = hj_scheme_text (paper->scheme, "application.note");
  gboolean covered = parts->len > 0 && is_cover (parts->pdata[0]);

  if (!covered)
    write_title (paper, title_look.before);
  for (guint i = 0; i < parts->len; i++)
    {
      const HjForm *part = parts->pdata[i];
      guint pages = count_pages_forms (paper, i);

      if (!is_shown (paper, part))
        continue;
      if (is_cover (part))
        write_cover (paper, part);
      else if (pages > 0)
        {
          hj_paper_write_pages (paper, i, pages);
          i += pages - 1;
        }
      else if (!write_part (paper, part, error))
        return FALSE;
    }
  write_pledge (paper);
  if (*note != '\0')
    hj_markup_paragraph (paper->markup, &hj_note_look, note);
  if (paper->empty)
    write_plan (paper);

  return TRUE;
}

/**
 * hj_docx_write:
 * @empty: the form for an applicant to fill: of @content its scheme alone counts
 *
 * The notice's own form of application (Z annex 3, W annex 3, S annex 1; the others' lists in the same manner): cover,
 * the applicant's table with boxes to tick, tables, one page of sites and equipment an occupation, pledge.
 * An empty form ends with the outline of the plan, where the notice gives one.
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
  HjPaper paper = { .content = content, .scheme = content->scheme, .empty = empty, .cancellable = cancellable };
  const char *title;

  g_return_val_if_fail (content != NULL, NULL);

  paper.supplement = TRUE;
  for (guint i = 0; i < paper.scheme->forms->len; i++)
    paper.supplement = paper.supplement && ((HjForm *) paper.scheme->forms->pdata[i])->supplement;
  paper.markup = markup = hj_markup_new ();
  if (!write_form (&paper, error))
    return NULL;
  title = hj_scheme_text (paper.scheme, "application.title");

  return hj_markup_finish (markup, *title != '\0' ? title : paper.scheme->title, error);
}
