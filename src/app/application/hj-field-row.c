/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-field-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-day-button.h"
#include "hj-draft-field.h"
#include "hj-field-row.h"
#include "hj-id-toggles.h"
#include "hj-record-desk.h"
#include "hj-remark-board.h"
#include "hj-table-chooser.h"
#include "hj-value.h"
#include "hj-wrap-layout.h"

/* So few choices stand side by side. */
#define MAX_TOGGLES 3
#define MAX_TOGGLE_LENGTH 6
/* Of a text of several lines, in pixels; then it scrolls. */
#define LOW_HEIGHT  96
#define TALL_HEIGHT 320
/* More places to stop at than any field has. */
#define MAX_STOPS 6

/* What stands below the field. */
typedef enum { NOTE_HINT, NOTE_WARNING, NOTE_ERROR } Note;

struct _HjFieldRow
{
  GtkListBoxRow       parent_instance;
  GtkWidget          *label;
  GtkWidget          *slot;
  GtkWidget          *remark_box;
  GtkImage           *remark_icon;
  GtkLabel           *remark;

  HjSession          *session;
  HjRecordDesk       *desk;
  const HjFormColumn *column;       /* the form's page keeps it */
  char               *step_label;
  char               *draft_place;
  HjRecordKind        kind;
  char               *id;
  GtkWidget          *editor;
  GtkWidget          *eye;
  HjDraftField       *draft;        /* owned by the editor */
  GtkWidget          *chooser;
  Note                note;
  gboolean            revealed;
  gboolean            setting;
};

G_DEFINE_FINAL_TYPE (HjFieldRow, hj_field_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
peek_value (HjFieldRow *self)
{
  const HjRecord *record = hj_record_desk_peek (self->desk, self->kind, self->id);

  return record != NULL ? record->values[self->column->index] : "";
}

static void
put_value (HjFieldRow *self,
           const char *canonical)
{
  const HjRecord *record = hj_record_desk_peek (self->desk, self->kind, self->id);
  HjRecord *changed;

  if (record == NULL || g_str_equal (record->values[self->column->index], canonical))
    return;
  changed = hj_record_copy (record);
  hj_record_set (changed, self->column->record_field->id, canonical);
  hj_record_desk_put (self->desk, GTK_WIDGET (self), changed, self->step_label, NULL, NULL);
}

static void
show_note (HjFieldRow *self,
           const char *text,
           Note        note)
{
  static const struct { const char *css_class, *icon; } looks[] = {
    [NOTE_HINT] = { "hint", NULL },
    [NOTE_WARNING] = { "warning", "dialog-warning-symbolic" },
    [NOTE_ERROR] = { "error", "dialog-error-symbolic" },
  };

  self->note = note;
  gtk_widget_set_visible (self->remark_box, text[0] != '\0');
  gtk_label_set_label (self->remark, text);
  gtk_widget_set_visible (GTK_WIDGET (self->remark_icon), looks[note].icon != NULL);
  if (looks[note].icon != NULL)
    gtk_image_set_from_icon_name (self->remark_icon, looks[note].icon);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->remark_box, looks[i].css_class);
  gtk_widget_add_css_class (self->remark_box, looks[note].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_remark (HjFieldRow     *self,
             const HjRemark *remark)
{
  show_note (self, remark->text, remark->weight == HJ_REMARK_ERROR ? NOTE_ERROR : NOTE_WARNING);
}

static void
remark_on (HjFieldRow *self,
           const char *canonical)
{
  const HjRecord *now = hj_record_desk_peek (self->desk, self->kind, self->id);
  HjContent *content = hj_session_get_content (self->session);
  g_autoptr (HjRecord) record = NULL;
  g_autoptr (GPtrArray) remarks = NULL;

  if (now == NULL)
    return;
  record = hj_record_copy (now);
  hj_record_set (record, self->column->record_field->id, canonical);
  remarks = hj_record_remarks (content, record, hj_remark_board_day (content));
  for (guint i = 0; i < remarks->len; i++)
    {
      const HjRemark *remark = g_ptr_array_index (remarks, i);

      if (g_str_equal (remark->field, self->column->record_field->id))
        {
          show_remark (self, remark);
          return;
        }
    }
  show_note (self, "", NOTE_HINT);
}

/* @left: the field was left: what is not understood, or not long enough, is told of now, and not while it is half typed. */
static void
update_remark (HjFieldRow *self,
               gboolean    left)
{
  g_autofree char *text = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *progress = NULL;
  g_autoptr (GError) error = NULL;

  if (self->draft == NULL || !hj_draft_field_is_dirty (self->draft))
    {
      remark_on (self, peek_value (self));
      return;
    }

  text = hj_draft_field_dup_text (self->draft);
  progress = left ? NULL : hj_form_column_dup_progress (self->column, text);
  if (progress != NULL)
    show_note (self, progress, NOTE_HINT);
  else if (hj_form_column_parse (self->column, text, &canonical, &error))
    remark_on (self, canonical);
  else
    show_note (self, left ? error->message : "", left ? NOTE_ERROR : NOTE_HINT);
}

static gboolean
is_within (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static gboolean
has_focus (HjFieldRow *self)
{
  return is_within (self->editor);
}

/* What is masked can't be typed into: it would be taken for the number itself. To be at a field is not to ask for it. */
static void
show_text (HjFieldRow *self)
{
  gboolean pending = hj_record_desk_is_pending (self->desk, self->kind, self->id);
  const char *value = peek_value (self);
  g_autofree char *text = hj_form_column_format (self->column, value, FALSE);
  gboolean mask;

  hj_draft_field_show (self->draft, text, pending);
  if (self->eye == NULL)
    return;

  mask = !self->revealed && value[0] != '\0' && !hj_draft_field_is_dirty (self->draft) && !pending;
  if (mask)
    {
      g_autofree char *masked = hj_form_column_format (self->column, value, TRUE);

      hj_draft_field_show (self->draft, masked, FALSE);
    }
  gtk_editable_set_editable (GTK_EDITABLE (self->editor), !mask);
  gtk_widget_set_visible (self->eye, value[0] != '\0');
}

static void
show_choice (HjFieldRow *self)
{
  const char *value = peek_value (self);
  guint selected = 0;

  for (guint i = 0; i < self->column->options->len; i++)
    if (g_str_equal (((const HjFormOption *) g_ptr_array_index (self->column->options, i))->value, value))
      selected = i + 1;
  /* What stands there and is none of the notice's choices is shown as it is, after them. */
  if (value[0] != '\0' && selected == 0)
    {
      GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (self->editor)));
      guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
      const char *others[] = { value, NULL };

      gtk_string_list_splice (list, self->column->options->len + 1, n - self->column->options->len - 1, others);
      selected = self->column->options->len + 1;
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editor), selected);
  if (selected == 0)
    gtk_widget_add_css_class (self->editor, "unset");
  else
    gtk_widget_remove_css_class (self->editor, "unset");
}

static void
show_toggles (HjFieldRow *self)
{
  const char *value = peek_value (self);

  for (GtkWidget *child = gtk_widget_get_first_child (self->editor); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const HjFormOption *option = g_object_get_data (G_OBJECT (child), "hj-option");

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), g_str_equal (option->value, value));
    }
}

void
hj_field_row_update (HjFieldRow *self)
{
  g_return_if_fail (HJ_IS_FIELD_ROW (self));

  self->setting = TRUE;
  if (self->draft != NULL)
    show_text (self);
  else if (self->column->record_field->kind == HJ_VALUE_LEVELS)
    hj_id_toggles_show (GTK_BOX (self->editor), peek_value (self));
  else if (GTK_IS_DROP_DOWN (self->editor))
    show_choice (self);
  else
    show_toggles (self);
  self->setting = FALSE;
  update_remark (self, !has_focus (self));
}

static char *
normalize_cb (const char *text,
              gpointer    user_data)
{
  HjFieldRow *self = user_data;
  g_autofree char *canonical = NULL;

  if (!hj_form_column_parse (self->column, text, &canonical, NULL))
    return g_strdup (text);

  return hj_form_column_format (self->column, canonical, FALSE);
}

static void
committed_cb (HjFieldRow *self,
              const char *text)
{
  g_autofree char *canonical = NULL;

  if (hj_form_column_parse (self->column, text, &canonical, NULL))
    put_value (self, canonical);
  hj_field_row_update (self);
  update_remark (self, TRUE);
}

static void
text_changed_cb (HjFieldRow *self)
{
  if (!self->setting)
    update_remark (self, FALSE);
}

static void
focus_changed_cb (HjFieldRow *self)
{
  if (!self->setting)
    hj_field_row_update (self);
}

/* To the next field: past the calendar and the other buttons of this one. */
static void
activated_cb (HjFieldRow *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  hj_draft_field_commit (self->draft);
  for (guint i = 0; i < MAX_STOPS && is_within (GTK_WIDGET (self)); i++)
    gtk_widget_child_focus (root, GTK_DIR_TAB_FORWARD);
}

static void
bind_text (HjFieldRow *self,
           GtkWidget  *editor)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editor = editor;
  self->draft = hj_draft_field_attach (editor, self->session, self->draft_place);
  hj_draft_field_set_normalize (self->draft, normalize_cb, self);
  g_signal_connect_object (self->draft, "commit", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  /* After the draft's own: it commits first. */
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (editor, focus);
}

static void
make_prose (HjFieldRow *self)
{
  GtkWidget *frame = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *line = gtk_widget_get_parent (self->slot);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), LOW_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (frame), TALL_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), view);
  gtk_widget_add_css_class (frame, "prose");
  gtk_widget_set_hexpand (frame, TRUE);
  /* Sentences are read in lines as wide as the page: below the label, not beside it. */
  gtk_widget_set_visible (self->slot, FALSE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), -1);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (line)), frame, line);
  bind_text (self, view);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
eye_toggled_cb (HjFieldRow *self)
{
  self->revealed = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->eye));
  hj_field_row_update (self);
}

static void
chosen_cb (const char *value,
           gpointer    user_data)
{
  HjFieldRow *self = user_data;
  g_autofree char *text = hj_form_column_format (self->column, value, FALSE);

  hj_draft_field_replace (self->draft, text);
  hj_draft_field_commit (self->draft);
}

static void
chooser_closed_cb (HjFieldRow *self)
{
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
}

static void
choose_clicked_cb (HjFieldRow *self,
                   GtkWidget  *button)
{
  if (self->chooser != NULL)
    return;
  self->chooser = hj_table_chooser_new (self->column, hj_session_get_content (self->session), peek_value (self), chosen_cb, self);
  gtk_widget_set_parent (self->chooser, button);
  g_signal_connect_object (self->chooser, "closed", G_CALLBACK (chooser_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->chooser));
}

static GtkWidget *
add_icon_button (HjFieldRow *self,
                 GtkWidget  *button,
                 const char *icon,
                 const char *name)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "icon-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->slot), button);

  return button;
}

/* What a touch keyboard should offer, and how wide the entry need be. */
static void
shape_entry (HjFieldRow *self)
{
  HjValueKind kind = self->column->record_field->kind;
  GtkInputPurpose purpose = kind == HJ_VALUE_PHONE ? GTK_INPUT_PURPOSE_PHONE
                            : kind == HJ_VALUE_MAIL ? GTK_INPUT_PURPOSE_EMAIL : GTK_INPUT_PURPOSE_FREE_FORM;

  gtk_entry_set_input_purpose (GTK_ENTRY (self->editor), purpose);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->editor), 12);
  gtk_widget_set_hexpand (self->editor, TRUE);
}

static void
make_entry (HjFieldRow *self)
{
  const HjRecordField *field = self->column->record_field;
  GtkWidget *entry = gtk_entry_new ();

  gtk_box_append (GTK_BOX (self->slot), entry);
  bind_text (self, entry);
  shape_entry (self);
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  if (field->unit[0] != '\0')
    {
      GtkWidget *unit = gtk_label_new (field->unit);

      gtk_widget_add_css_class (unit, "dim-label");
      gtk_box_append (GTK_BOX (self->slot), unit);
    }
  if (field->kind == HJ_VALUE_DAY)
    gtk_box_append (GTK_BOX (self->slot), hj_day_button_new (entry));
  if (hj_form_column_is_secret (self->column))
    {
      self->eye = add_icon_button (self, gtk_toggle_button_new (), "view-reveal-symbolic", _("Show the number whole"));
      g_signal_connect_object (self->eye, "toggled", G_CALLBACK (eye_toggled_cb), self, G_CONNECT_SWAPPED);
    }
  if (field->kind == HJ_VALUE_OCCUPATION)
    {
      GtkWidget *button = add_icon_button (self, gtk_button_new (), "pan-down-symbolic", _("Choose occupations"));

      g_signal_connect_object (button, "clicked", G_CALLBACK (choose_clicked_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
selected_cb (HjFieldRow *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editor));

  if (self->setting || selected > self->column->options->len)
    return;
  put_value (self, selected == 0 ? "" : ((const HjFormOption *) g_ptr_array_index (self->column->options, selected - 1))->value);
}

static void
make_drop_down (HjFieldRow *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("Not filled in"));
  for (guint i = 0; i < self->column->options->len; i++)
    gtk_string_list_append (list, ((const HjFormOption *) g_ptr_array_index (self->column->options, i))->label);
  self->editor = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_widget_set_hexpand (self->editor, TRUE);
  gtk_box_append (GTK_BOX (self->slot), self->editor);
  g_signal_connect_object (self->editor, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

/* Pressed again it is unknown again. */
static void
toggled_cb (HjFieldRow *self,
            GtkWidget  *button)
{
  const HjFormOption *option = g_object_get_data (G_OBJECT (button), "hj-option");

  if (self->setting)
    return;
  put_value (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)) ? option->value : "");
  hj_field_row_update (self);
}

static void
make_toggles (HjFieldRow *self)
{
  self->editor = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->editor, "linked");
  for (guint i = 0; i < self->column->options->len; i++)
    {
      HjFormOption *option = g_ptr_array_index (self->column->options, i);
      GtkWidget *button = gtk_toggle_button_new_with_label (option->label);

      g_object_set_data (G_OBJECT (button), "hj-option", option);
      gtk_widget_add_css_class (button, "choice");
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->editor), button);
    }
  gtk_box_append (GTK_BOX (self->slot), self->editor);
}

static void
levels_changed_cb (const char *ids,
                   gpointer    user_data)
{
  put_value (user_data, ids);
}

static void
make_levels (HjFieldRow *self)
{
  self->editor = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->editor, hj_wrap_layout_new (6, 6, FALSE));
  gtk_widget_set_hexpand (self->editor, TRUE);
  for (guint i = 0; i < self->column->options->len; i++)
    {
      const HjFormOption *option = g_ptr_array_index (self->column->options, i);

      hj_id_toggles_add (GTK_BOX (self->editor), option->value, option->label, levels_changed_cb, self);
    }
  gtk_box_append (GTK_BOX (self->slot), self->editor);
}

static gboolean
fits_toggles (const HjFormColumn *column)
{
  if (column->options->len > MAX_TOGGLES)
    return FALSE;
  for (guint i = 0; i < column->options->len; i++)
    if (g_utf8_strlen (((const HjFormOption *) g_ptr_array_index (column->options, i))->label, -1) > MAX_TOGGLE_LENGTH)
      return FALSE;

  return column->record_field->kind != HJ_VALUE_TEXT;
}

static void
make_editor (HjFieldRow *self)
{
  if (self->column->record_field->kind == HJ_VALUE_PROSE)
    make_prose (self);
  else if (self->column->record_field->kind == HJ_VALUE_LEVELS)
    make_levels (self);
  else if (self->column->options->len == 0)
    make_entry (self);
  else if (fits_toggles (self->column))
    make_toggles (self);
  else
    make_drop_down (self);
}

static void
hj_field_row_dispose (GObject *object)
{
  HjFieldRow *self = HJ_FIELD_ROW (object);

  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->desk);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (hj_field_row_parent_class)->dispose (object);
}

static void
hj_field_row_finalize (GObject *object)
{
  HjFieldRow *self = HJ_FIELD_ROW (object);

  g_free (self->step_label);
  g_free (self->draft_place);
  g_free (self->id);

  G_OBJECT_CLASS (hj_field_row_parent_class)->finalize (object);
}

static void
hj_field_row_class_init (HjFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_field_row_dispose;
  object_class->finalize = hj_field_row_finalize;

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/application/hj-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjFieldRow, label);
  gtk_widget_class_bind_template_child (widget_class, HjFieldRow, remark);
  gtk_widget_class_bind_template_child (widget_class, HjFieldRow, remark_box);
  gtk_widget_class_bind_template_child (widget_class, HjFieldRow, remark_icon);
  gtk_widget_class_bind_template_child (widget_class, HjFieldRow, slot);
}

static void
hj_field_row_init (HjFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_field_row_new (HjSession          *session,
                  const HjFormColumn *column,
                  const char         *form_title,
                  HjRecordKind        kind,
                  const char         *id)
{
  HjFieldRow *self = g_object_new (HJ_TYPE_FIELD_ROW, NULL);
  const char *label = hj_form_column_get_label (column);

  self->session = g_object_ref (session);
  self->desk = g_object_ref (hj_record_desk_get (session));
  self->column = column;
  self->kind = kind;
  self->id = g_strdup (id);
  self->step_label = g_strdup_printf ("%s %s", form_title, label);
  self->draft_place = hj_record_desk_dup_draft (kind, id, column->record_field->id);
  gtk_label_set_label (GTK_LABEL (self->label), label);
  make_editor (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  hj_field_row_update (self);

  return GTK_WIDGET (self);
}

const HjFormColumn *
hj_field_row_get_column (HjFieldRow *self)
{
  return self->column;
}

void
hj_field_row_make_tall (HjFieldRow *self)
{
  g_return_if_fail (HJ_IS_FIELD_ROW (self));

  if (GTK_IS_TEXT_VIEW (self->editor))
    gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (gtk_widget_get_parent (self->editor)), TALL_HEIGHT);
}

gboolean
hj_field_row_focus (HjFieldRow *self)
{
  g_return_val_if_fail (HJ_IS_FIELD_ROW (self), FALSE);

  if (!GTK_IS_ENTRY (self->editor))
    return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  if (!gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->editor)))
    return FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);

  return TRUE;
}

void
hj_field_row_set_revealed (HjFieldRow *self,
                           gboolean    revealed)
{
  g_return_if_fail (HJ_IS_FIELD_ROW (self));

  if (self->eye != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->eye), revealed);
}

gboolean
hj_field_row_get_revealed (HjFieldRow *self)
{
  return self->revealed;
}

GtkWidget *
hj_field_row_get_editor (HjFieldRow *self)
{
  return self->editor;
}

const char *
hj_field_row_get_remark (HjFieldRow *self)
{
  return gtk_widget_get_visible (self->remark_box) ? gtk_label_get_label (self->remark) : "";
}

gboolean
hj_field_row_is_wrong (HjFieldRow *self)
{
  return self->note != NOTE_HINT && gtk_widget_get_visible (self->remark_box);
}
