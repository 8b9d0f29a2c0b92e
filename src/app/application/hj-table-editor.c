/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-editor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-table-chooser.h"
#include "hj-table-grid-private.h"

static GtkText *
text_of (HjTableGrid *self)
{
  return GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->editor)));
}

/* Without selecting: the next letter would replace what was typed while the focus was on its way. */
gboolean
hj_table_editor_focus (HjTableGrid *self)
{
  return gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->editor));
}

static gboolean
is_blank (HjTableGrid *self)
{
  return self->row >= hj_table_grid_n_rows (self);
}

static const char *
peek_value (HjTableGrid *self)
{
  const HjRecord *record = is_blank (self) ? NULL : hj_table_rows_get (self->rows, self->row);

  return record != NULL ? record->values[hj_table_grid_column (self, self->column)->index] : "";
}

/* What the current cell holds to be edited: what is being typed there, else what is recorded. */
static char *
dup_cell_text (HjTableGrid *self,
               gboolean     mask)
{
  g_autofree char *place = hj_table_grid_dup_draft (self, self->row, self->column);
  const char *draft = hj_draft_get (self->session, place);

  if (draft[0] != '\0')
    return mask ? hj_form_column_mask_typed (hj_table_grid_column (self, self->column), draft) : g_strdup (draft);

  return hj_form_column_format (hj_table_grid_column (self, self->column), peek_value (self), mask);
}

static void
set_text (HjTableGrid *self,
          const char  *text)
{
  self->setting = TRUE;
  /* What the table writes there is nothing to be undone by the text. */
  g_object_set (text_of (self), "enable-undo", FALSE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->editor), text);
  g_object_set (text_of (self), "enable-undo", TRUE, NULL);
  self->setting = FALSE;
}

static void
set_editing (HjTableGrid *self,
             gboolean     editing)
{
  self->editing = editing;
  if (editing)
    gtk_widget_add_css_class (self->editor, "editing");
  else
    gtk_widget_remove_css_class (self->editor, "editing");
}

static void
name_editor (HjTableGrid *self)
{
  const HjFormColumn *column = hj_table_grid_column (self, self->column);
  const char *label = hj_form_column_get_label (column);
  g_autofree char *value = dup_cell_text (self, hj_form_column_is_secret (column) && !self->revealed);
  g_autofree char *remark = hj_table_grid_dup_remark (self, NULL);
  g_autofree char *description = g_strjoin (remark[0] != '\0' ? ". " : "", value, remark, NULL);
  g_autofree char *name = is_blank (self) ? g_strdup_printf (_("%s, new row"), label)
                                          : g_strdup_printf (_("%s, row %u"), label, self->row + 1);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

/* The editor is empty and lets the cell be seen until something is typed: so the first key, or what an
 * input method makes of it, is the beginning of a new text, and nothing need be selected. (A selection
 * is also everybody's to paste, and of X11's it is never sure when one has lost it.) */
void
hj_table_editor_show (HjTableGrid *self)
{
  const HjFormColumn *column;
  gboolean chooses;

  if (self->session == NULL || self->columns->len == 0)
    return;

  column = hj_table_grid_column (self, self->column);
  chooses = hj_table_chooser_has (column, hj_session_get_content (self->session));
  set_editing (self, FALSE);
  set_text (self, "");
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor), hj_form_column_is_number (column) ? 1 : 0);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->editor), GTK_ENTRY_ICON_SECONDARY,
                                     chooses ? "pan-down-symbolic" : NULL);
  if (chooses)
    gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->editor), GTK_ENTRY_ICON_SECONDARY, _("Choose (F4)"));
  name_editor (self);
}

static void
remember_row (HjTableGrid *self)
{
  g_free (self->row_id);
  self->row_id = is_blank (self) ? NULL : g_strdup (hj_table_rows_get_id (self->rows, self->row));
}

/* The row one is in stays the one one is in, wherever it went. */
void
hj_table_editor_follow (HjTableGrid *self)
{
  guint n = hj_table_grid_n_rows (self);

  if (!self->travelled && !self->editing)
    {
      self->row = self->anchor_row = 0;
      self->anchor_column = self->column;
    }
  else if (self->row_id != NULL &&
      (self->row >= n || !g_str_equal (hj_table_rows_get_id (self->rows, self->row), self->row_id)))
    {
      int row = hj_table_rows_find (self->rows, self->row_id);

      self->row = row >= 0 ? (guint) row : MIN (self->row, n);
      self->anchor_row = self->row;
      self->anchor_column = self->column;
      self->whole_rows = FALSE;
      /* Not what was typed: it goes with its row. */
      if (row < 0)
        set_editing (self, FALSE);
    }
  else if (self->row_id == NULL)
    {
      self->anchor_row = self->anchor_row == self->row ? n : MIN (self->anchor_row, n);
      self->row = n;
    }
  remember_row (self);
  if (!self->editing && !self->composing)
    hj_table_editor_show (self);
}

HjRecord *
hj_table_editor_begin_row (HjTableGrid *self,
                           guint        row)
{
  guint n = hj_table_grid_n_rows (self);
  const HjRecord *record = row < n ? hj_table_rows_get (self->rows, row) : NULL;
  const HjRecords *records = hj_session_get_content (self->session)->records[self->form->record];
  g_autoptr (GPtrArray) fresh = NULL;
  gint64 position;

  if (record != NULL)
    return hj_record_copy (record);

  position = hj_forms_next_position (records);
  fresh = hj_record_desk_list_new (self->desk, self->form->record);
  for (guint i = 0; i < fresh->len; i++)
    position = MAX (position, ((const HjRecord *) g_ptr_array_index (fresh, i))->position + 1024);

  return hj_forms_new_row (self->form, NULL, hj_table_rows_get_occupation (self->rows), position);
}

/* What else was typed into the blank row goes with the row that came of it. */
static void
move_drafts (HjTableGrid *self,
             guint        row,
             const char  *id)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *from = hj_table_grid_dup_draft (self, row, i);
      g_autofree char *to = hj_record_desk_dup_draft (self->form->record, id,
                                                      hj_table_grid_column (self, i)->record_field->id);
      g_autofree char *text = g_strdup (hj_draft_get (self->session, from));

      if (text[0] == '\0')
        continue;
      hj_draft_drop (self->session, from);
      hj_draft_set (self->session, to, text);
    }
}

/* Staff, sites and so on name an occupation by its name: a name that is mended is mended there too. */
static void
add_renamed (HjTableGrid    *self,
                   GPtrArray      *commands,
                   const HjRecord *record)
{
  const HjRecord *before = hj_record_desk_peek (self->desk, record->kind, record->id);
  HjContent *content = hj_session_get_content (self->session);
  const char *old, *name = hj_record_get (record, "name");

  if (before == NULL || name[0] == '\0')
    return;
  old = hj_record_get (before, "name");
  if (old[0] == '\0' || g_str_equal (old, name))
    return;

  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      int index = hj_record_table_index (hj_record_table (kind), "occupation");

      for (guint i = 0; index >= 0 && i < content->records[kind]->rows->len; i++)
        {
          const HjRecord *row = g_ptr_array_index (content->records[kind]->rows, i);
          g_autoptr (HjRecord) changed = NULL;
          g_auto (GStrv) names = NULL;
          g_autofree char *joined = NULL;

          if (!hj_forms_names_occupation (row->values[index], old))
            continue;
          names = g_strsplit (row->values[index], "、", -1);
          for (guint j = 0; names[j] != NULL; j++)
            if (g_str_equal (g_strstrip (names[j]), old))
              {
                g_free (names[j]);
                names[j] = g_strdup (name);
              }
          joined = g_strjoinv ("、", names);
          changed = hj_record_copy (row);
          hj_record_set (changed, "occupation", joined);
          g_ptr_array_add (commands, hj_command_new_record (changed));
        }
    }
}

void
hj_table_editor_add_put (HjTableGrid *self,
                         GPtrArray   *commands,
                         HjRecord    *record)
{
  g_ptr_array_add (commands, hj_command_new_record (record));
  if (record->kind == HJ_RECORD_OCCUPATION)
    add_renamed (self, commands, record);
}

/* Takes the record. */
static void
put_record (HjTableGrid *self,
            HjRecord    *record,
            const char  *label,
            const char  *draft,
            const char  *typed)
{
  g_autoptr (HjRecord) taken = record;
  GPtrArray *commands = hj_command_list_new ();

  hj_table_editor_add_put (self, commands, taken);
  hj_record_desk_apply (self->desk, GTK_WIDGET (self), commands, label, draft, typed);
}

/* 1, 2 … stand for the choices in their order where the text says nothing else. */
static gboolean
parse_digit (const HjFormColumn  *column,
             const char          *text,
             char               **canonical)
{
  guint64 number;

  if (!g_ascii_isdigit (text[0]) || text[1] != '\0' || column->options->len == 0 ||
      column->record_field->kind == HJ_VALUE_LEVELS)
    return FALSE;
  number = g_ascii_strtoull (text, NULL, 10);
  if (number < 1 || number > column->options->len)
    return FALSE;
  *canonical = g_strdup (((const HjFormOption *) g_ptr_array_index (column->options, number - 1))->value);

  return TRUE;
}

static gboolean
parse (const HjFormColumn  *column,
       const char          *text,
       char               **canonical,
       GError             **error)
{
  g_autoptr (GError) reason = NULL;

  /* A flag knows 1 and 0 itself; where the notice has words of its own nobody writes 1 but for the first of them. */
  if ((column->record_field->kind == HJ_VALUE_CHOICE || column->record_field->kind == HJ_VALUE_TEXT) &&
      parse_digit (column, text, canonical))
    return TRUE;
  if (hj_form_column_parse (column, text, canonical, &reason))
    return TRUE;
  if (parse_digit (column, text, canonical))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static void
put_value (HjTableGrid *self,
           const char  *canonical,
           const char  *typed)
{
  const HjFormColumn *column = hj_table_grid_column (self, self->column);
  g_autofree char *place = hj_table_grid_dup_draft (self, self->row, self->column);
  g_autofree char *label = g_strdup_printf ("%s %s", self->form->title, hj_form_column_get_label (column));
  g_autofree char *own_place = NULL;
  gboolean blank = is_blank (self);
  guint row = self->row;
  HjRecord *record;

  if (g_str_equal (canonical, peek_value (self)))
    {
      hj_draft_drop (self->session, place);
      return;
    }

  record = hj_table_editor_begin_row (self, row);
  hj_record_set (record, column->record_field->id, canonical);
  own_place = hj_record_desk_dup_draft (record->kind, record->id, column->record_field->id);
  hj_draft_drop (self->session, place);
  if (blank)
    {
      move_drafts (self, row, record->id);
      /* The row one is in is no longer the blank one. */
      g_free (self->row_id);
      self->row_id = g_strdup (record->id);
    }
  put_record (self, record, label, own_place, typed);
}

void
hj_table_grid_commit (HjTableGrid *self)
{
  const HjFormColumn *column;
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;
  g_autofree char *canonical = NULL;

  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  if (!self->editing || self->session == NULL)
    return;

  set_editing (self, FALSE);
  column = hj_table_grid_column (self, self->column);
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor))));
  place = hj_table_grid_dup_draft (self, self->row, self->column);
  if (parse (column, text, &canonical, NULL))
    put_value (self, canonical, text);
  else
    hj_draft_set (self->session, place, text);
  hj_table_editor_show (self);
  hj_table_grid_show_again (self);
}

void
hj_table_editor_go (HjTableGrid *self,
                    guint        row,
                    guint        column,
                    gboolean     extend)
{
  if (self->session == NULL || self->columns->len == 0)
    return;

  hj_table_grid_commit (self);
  self->travelled = TRUE;
  self->row = MIN (row, hj_table_grid_n_rows (self));
  self->column = MIN (column, self->columns->len - 1);
  if (!extend)
    {
      self->anchor_row = self->row;
      self->anchor_column = self->column;
      self->whole_rows = FALSE;
    }
  remember_row (self);
  hj_table_editor_show (self);
  hj_table_grid_scroll_to_current (self);
  hj_table_grid_show_again (self);
  if (!gtk_widget_has_focus (GTK_WIDGET (text_of (self))) && gtk_widget_get_mapped (self->editor))
    hj_table_editor_focus (self);
}

void
hj_table_grid_move (HjTableGrid *self,
                    guint        row,
                    guint        column)
{
  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  self->tab_column = -1;
  hj_table_editor_go (self, row, column, FALSE);
}

gboolean
hj_table_grid_show_record (HjTableGrid *self,
                           const char  *id,
                           const char  *field)
{
  guint column = self->column;
  int row;

  g_return_val_if_fail (HJ_IS_TABLE_GRID (self), FALSE);

  row = hj_table_rows_find (self->rows, id);
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (hj_table_grid_column (self, i)->record_field->id, field) == 0)
      column = i;
  if (row >= 0)
    hj_table_grid_move (self, (guint) row, column);

  return row >= 0;
}

/* Into the cell: with the whole of an ID number, which is asked for by this. */
void
hj_table_grid_edit (HjTableGrid *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  if (self->editing || self->session == NULL)
    return;
  text = dup_cell_text (self, FALSE);
  set_text (self, text);
  set_editing (self, TRUE);
  hj_table_editor_focus (self);
  gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);
}

static void
chosen_cb (const char *value,
           gpointer    user_data)
{
  HjTableGrid *self = user_data;

  set_editing (self, FALSE);
  put_value (self, value, value);
  hj_table_editor_show (self);
  hj_table_grid_show_again (self);
  hj_table_editor_focus (self);
}

static void
chooser_closed_cb (HjTableGrid *self)
{
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  if (self->editor != NULL && gtk_widget_get_mapped (self->editor))
    hj_table_editor_focus (self);
}

void
hj_table_grid_choose (HjTableGrid *self)
{
  const HjFormColumn *column;
  graphene_rect_t bounds;

  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  if (self->session == NULL || self->chooser != NULL)
    return;
  column = hj_table_grid_column (self, self->column);
  if (!hj_table_chooser_has (column, hj_session_get_content (self->session)) ||
      !gtk_widget_compute_bounds (self->editor, GTK_WIDGET (self), &bounds))
    return;

  self->chooser = hj_table_chooser_new (column, hj_session_get_content (self->session), peek_value (self), chosen_cb, self);
  gtk_widget_set_parent (self->chooser, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->chooser),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                 (int) bounds.size.width, (int) bounds.size.height });
  g_signal_connect_object (self->chooser, "closed", G_CALLBACK (chooser_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->chooser));
}

void
hj_table_grid_add_row (HjTableGrid *self)
{
  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  hj_table_grid_commit (self);
  hj_table_grid_move (self, hj_table_grid_n_rows (self), 0);
}

/* In the user's language, as one types as well as after. */
char *
hj_table_grid_dup_remark (HjTableGrid *self,
                          gboolean    *is_error)
{
  const HjFormColumn *column = hj_table_grid_column (self, self->column);
  const HjRecord *now = is_blank (self) ? NULL : hj_table_rows_get (self->rows, self->row);
  g_autofree char *text = self->editing ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor)))
                                        : dup_cell_text (self, FALSE);
  g_autofree char *canonical = NULL;
  g_autofree char *progress = NULL;
  g_autoptr (HjRecord) record = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GError) error = NULL;
  HjContent *content = hj_session_get_content (self->session);

  if (is_error != NULL)
    *is_error = FALSE;
  progress = self->editing ? hj_form_column_dup_progress (column, text) : NULL;
  if (progress != NULL)
    return g_strdup ("");
  if (!parse (column, text, &canonical, &error))
    {
      if (is_error != NULL)
        *is_error = TRUE;
      return g_strdup (error->message);
    }

  record = now != NULL ? hj_record_copy (now) : hj_record_new (self->form->record, NULL);
  hj_record_set (record, column->record_field->id, canonical);
  remarks = hj_record_remarks (content, record, hj_remark_board_day (content));
  for (guint i = 0; i < remarks->len; i++)
    {
      const HjRemark *remark = g_ptr_array_index (remarks, i);

      if (!g_str_equal (remark->field, column->record_field->id))
        continue;
      if (is_error != NULL)
        *is_error = remark->weight == HJ_REMARK_ERROR;
      return g_strdup (remark->text);
    }

  return g_strdup ("");
}

static void
text_changed_cb (HjTableGrid *self)
{
  g_autofree char *place = NULL;

  if (self->setting || self->session == NULL)
    return;

  set_editing (self, TRUE);
  place = hj_table_grid_dup_draft (self, self->row, self->column);
  hj_draft_set (self->session, place, gtk_editable_get_text (GTK_EDITABLE (self->editor)));
  g_signal_emit_by_name (self, "moved");
}

static void
preedit_changed_cb (HjTableGrid *self,
                    const char  *preedit)
{
  self->composing = preedit[0] != '\0';
  if (self->composing || self->editing)
    gtk_widget_add_css_class (self->editor, "editing");
  else
    gtk_widget_remove_css_class (self->editor, "editing");
}

static gboolean
key_pressed_cb (HjTableGrid     *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  return hj_table_keys_press (self, key, state);
}

/* Clicked into: from here on it is a text like any other. */
static void
pressed_cb (HjTableGrid *self,
            int          n_press)
{
  if (n_press == 2)
    hj_table_grid_edit (self);
}

static void
focus_left_cb (HjTableGrid *self)
{
  self->composing = FALSE;
  hj_table_grid_commit (self);
}

static void
icon_pressed_cb (HjTableGrid *self)
{
  hj_table_grid_choose (self);
}

void
hj_table_editor_make (HjTableGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->editor = gtk_entry_new ();
  gtk_widget_add_css_class (self->editor, "cell-editor");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->editor), 1);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_editable_set_editable (GTK_EDITABLE (self->editor), hj_session_get_mode (self->session) == HJ_SESSION_WRITE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, focus);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "icon-press", G_CALLBACK (icon_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text_of (self), "preedit-changed", G_CALLBACK (preedit_changed_cb), self, G_CONNECT_SWAPPED);
}
