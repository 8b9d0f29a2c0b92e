/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-clipboard"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-draft-field.h"
#include "hj-paste.h"
#include "hj-table-grid-private.h"

/* So many cells that were not understood stay in their places as they were; what is more is told. */
#define MAX_KEPT 500

/* Of the session: what was copied last, as the clipboard has it and as it is recorded. */
#define COPIED       "hj-copied"
#define COPIED_WHOLE "hj-copied-whole"

typedef struct {
  HjPasteTarget *target;
  char          *text;
} Pasting;

static void
pasting_free (Pasting *pasting)
{
  hj_paste_target_free (pasting->target);
  g_free (pasting->text);
  g_free (pasting);
}

static char *
dup_step_label (HjTableGrid *self,
                const char  *what)
{
  return g_strdup_printf ("%s: %s", self->form->title, what);
}

/* The selected cells as a spreadsheet takes them. NULL: none is selected. */
static char *
dup_selected (HjTableGrid *self,
              gboolean     mask)
{
  guint top, bottom, left, right, n = hj_table_grid_n_rows (self);
  GString *text;

  hj_table_grid_get_selection (self, &top, &bottom, &left, &right);
  if (top >= n)
    return NULL;
  text = g_string_new (NULL);
  for (guint row = top; row <= MIN (bottom, n - 1); row++)
    {
      const HjRecord *record = hj_table_rows_get (self->rows, row);

      for (guint i = left; record != NULL && i <= right; i++)
        {
          const HjFormColumn *column = hj_table_grid_column (self, i);
          g_autofree char *shown = hj_form_column_format (column, record->values[column->index],
                                                          mask && hj_form_column_is_secret (column));
          g_autofree char *cell = hj_paste_quote (shown);

          g_string_append_printf (text, "%s%s", i > left ? "\t" : "", cell);
        }
      if (top != bottom)
        g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static gboolean
selects_secret (HjTableGrid *self)
{
  guint top, bottom, left, right;

  hj_table_grid_get_selection (self, &top, &bottom, &left, &right);
  for (guint i = left; i <= right; i++)
    if (hj_form_column_is_secret (hj_table_grid_column (self, i)))
      return TRUE;

  return FALSE;
}

/* An ID number that is masked here leaves masked; what is pasted back into this dossier is whole all the same. */
void
hj_table_grid_copy (HjTableGrid *self)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  shown = dup_selected (self, !self->revealed);
  if (shown == NULL || self->session == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), shown);
  g_object_set_data_full (G_OBJECT (self->session), COPIED_WHOLE,
                          !self->revealed && selects_secret (self) ? dup_selected (self, FALSE) : NULL, g_free);
  g_object_set_data_full (G_OBJECT (self->session), COPIED, g_steal_pointer (&shown), g_free);
}

/* What was copied here is taken as it is recorded. */
static const char *
find_whole (HjTableGrid *self,
            const char  *text)
{
  const char *whole = g_object_get_data (G_OBJECT (self->session), COPIED_WHOLE);

  return whole != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (self->session), COPIED), text) == 0 ? whole : text;
}

void
hj_table_grid_select_all (HjTableGrid *self)
{
  guint n = hj_table_grid_n_rows (self);

  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  if (n == 0)
    return;
  hj_table_editor_go (self, n - 1, self->column, FALSE);
  self->anchor_row = 0;
  self->whole_rows = TRUE;
  hj_table_grid_show_again (self);
}

void
hj_table_grid_delete_rows (HjTableGrid *self)
{
  guint top, bottom, left, right, n = hj_table_grid_n_rows (self), removed;
  g_autofree char *label = dup_step_label (self, _("rows deleted"));
  g_autofree char *told = NULL;
  GPtrArray *commands;

  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  hj_table_grid_commit (self);
  hj_table_grid_get_selection (self, &top, &bottom, &left, &right);
  if (top >= n || self->session == NULL || hj_session_get_mode (self->session) != HJ_SESSION_WRITE)
    return;

  bottom = MIN (bottom, n - 1);
  removed = bottom - top + 1;
  commands = hj_command_list_new ();
  for (guint row = top; row <= bottom; row++)
    g_ptr_array_add (commands, hj_command_new_remove_record (self->form->record, hj_table_rows_get_id (self->rows, row)));
  /* The keyboard stays where the rows were. */
  hj_table_editor_go (self, bottom + 1 < n ? bottom + 1 : n, self->column, FALSE);
  hj_record_desk_apply (self->desk, GTK_WIDGET (self), commands, label, NULL, NULL);
  told = g_strdup_printf (ngettext ("%u row deleted. Ctrl+Z brings it back.", "%u rows deleted. Ctrl+Z brings them back.", removed),
                          removed);
  hj_table_grid_tell (self, told);
}

void
hj_table_grid_clear_cells (HjTableGrid *self)
{
  guint top, bottom, left, right, n = hj_table_grid_n_rows (self);
  g_autofree char *label = dup_step_label (self, _("cells cleared"));
  GPtrArray *commands;

  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  if (self->session == NULL || hj_session_get_mode (self->session) != HJ_SESSION_WRITE)
    return;
  hj_table_grid_get_selection (self, &top, &bottom, &left, &right);
  commands = hj_command_list_new ();
  for (guint row = top; row <= bottom; row++)
    {
      const HjRecord *record = row < n ? hj_table_rows_get (self->rows, row) : NULL;
      g_autoptr (HjRecord) cleared = record != NULL ? hj_record_copy (record) : NULL;

      for (guint i = left; i <= right; i++)
        {
          g_autofree char *place = hj_table_grid_dup_draft (self, row, i);

          hj_draft_drop (self->session, place);
          if (cleared != NULL)
            hj_record_set (cleared, hj_table_grid_column (self, i)->record_field->id, "");
        }
      if (cleared != NULL && !hj_record_equal (cleared, record))
        g_ptr_array_add (commands, hj_command_new_record (cleared));
    }
  hj_record_desk_apply (self->desk, GTK_WIDGET (self), commands, label, NULL, NULL);
  hj_table_editor_show (self);
  hj_table_grid_show_again (self);
}

/* What was not understood stands in its cell as it came, to be mended there. */
static void
keep_problems (HjTableGrid   *self,
               const HjPaste *paste)
{
  for (guint i = 0; i < MIN (paste->problems->len, MAX_KEPT); i++)
    {
      const HjPasteProblem *problem = g_ptr_array_index (paste->problems, i);
      g_autofree char *place = hj_record_desk_dup_draft (self->form->record, problem->id, problem->field);

      hj_draft_set (self->session, place, problem->text);
    }
}

static char *
dup_shown (HjTableGrid          *self,
           const HjPasteProblem *problem)
{
  for (guint i = 0; i < self->columns->len && !self->revealed; i++)
    if (g_str_equal (hj_table_grid_column (self, i)->record_field->id, problem->field))
      return hj_form_column_mask_typed (hj_table_grid_column (self, i), problem->text);

  return g_strdup (problem->text);
}

static char *
dup_summary (HjTableGrid   *self,
             const HjPaste *paste)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u row pasted", "%u rows pasted", paste->n_lines), paste->n_lines);
  if (paste->n_new > 0 && paste->n_new < paste->n_lines)
    g_string_append_printf (text, _(", %u of them new"), paste->n_new);
  g_string_append (text, _("."));
  if (paste->problems->len > 0)
    {
      const HjPasteProblem *first = g_ptr_array_index (paste->problems, 0);
      const HjRecordField *field = hj_record_table_field (hj_record_table (self->form->record), first->field);
      g_autofree char *shown = dup_shown (self, first);

      g_string_append_printf (text, ngettext (" %u cell was not understood and stands as it came",
                                              " %u cells were not understood and stand as they came", paste->problems->len),
                              paste->problems->len);
      g_string_append_printf (text, _(": line %u, %s “%s”, %s."), first->line + 1, field->label, shown, first->why);
    }
  if (paste->n_beyond > 0)
    g_string_append_printf (text, ngettext (" %u column had no place here.", " %u columns had no place here.", paste->n_beyond),
                            paste->n_beyond);

  return g_string_free (text, FALSE);
}

static void
take_paste (HjTableGrid   *self,
            const HjPaste *paste)
{
  g_autofree char *label = dup_step_label (self, _("block pasted"));
  g_autofree char *summary = dup_summary (self, paste);
  GPtrArray *commands = hj_command_list_new ();

  for (guint i = 0; i < paste->records->len; i++)
    hj_table_editor_add_put (self, commands, g_ptr_array_index (paste->records, i));
  keep_problems (self, paste);
  hj_record_desk_apply (self->desk, GTK_WIDGET (self), commands, label, NULL, NULL);
  hj_table_editor_show (self);
  hj_table_grid_show_again (self);
  hj_table_grid_tell (self, summary);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Pasting *pasting = task_data;

  g_task_return_pointer (task, hj_paste_read (pasting->target, pasting->text), (GDestroyNotify) hj_paste_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HjTableGrid) self = user_data;
  HjPaste *paste = g_task_propagate_pointer (G_TASK (result), NULL);

  if (paste != NULL && self->session != NULL && paste->n_lines > 0)
    take_paste (self, paste);
  hj_paste_free (paste);
}

static HjPasteTarget *
target_new (HjTableGrid *self,
            const char  *text)
{
  HjPasteTarget *target = g_new0 (HjPasteTarget, 1);
  g_autoptr (HjRecord) blank = hj_table_editor_begin_row (self, hj_table_grid_n_rows (self));
  guint top, bottom, left, right, n_lines = 1;

  /* No more lines than ends of lines: so many rows can be met at most. */
  for (const char *p = text; *p != '\0'; p++)
    n_lines += *p == '\n' || *p == '\r' ? 1 : 0;
  hj_table_grid_get_selection (self, &top, &bottom, &left, &right);
  target->scheme = hj_scheme_ref (hj_session_get_scheme (self->session));
  target->form = self->form;
  target->columns = g_ptr_array_ref (self->columns);
  target->existing = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  for (guint row = top; row < hj_table_grid_n_rows (self) && row - top < n_lines; row++)
    {
      const HjRecord *record = hj_table_rows_get (self->rows, row);

      if (record != NULL)
        g_ptr_array_add (target->existing, hj_record_ref ((HjRecord *) record));
    }
  target->first_column = left;
  target->occupation = g_strdup (hj_table_rows_get_occupation (self->rows));
  target->position = blank->position;

  return target;
}

static void
paste_block (HjTableGrid *self,
             const char  *text)
{
  Pasting *pasting = g_new0 (Pasting, 1);
  /* The grid is no source of the task: the thread might be the last to let go of it. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, read_cb, g_object_ref (self));

  pasting->target = target_new (self, text);
  pasting->text = g_strdup (text);
  g_task_set_task_data (task, pasting, (GDestroyNotify) pasting_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
clipboard_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (HjTableGrid) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->session == NULL)
    return;
  if (text == NULL || text[0] == '\0')
    hj_table_grid_tell (self, _("There is no text to be pasted."));
  else
    paste_block (self, find_whole (self, text));
}

void
hj_table_grid_paste (HjTableGrid *self)
{
  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  hj_table_grid_commit (self);
  if (self->session == NULL || hj_session_get_mode (self->session) != HJ_SESSION_WRITE)
    return;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, clipboard_read_cb, g_object_ref (self));
}
