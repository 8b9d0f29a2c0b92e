/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-move-window"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-move-window.h"
#include "hj-picker.h"
#include "hj-place.h"
#include "hj-schemes.h"
#include "hj-session-exchange.h"
#include "hj-walk-style.h"
#include "hj-wording.h"

struct _HjMoveWindow
{
  AdwWindow     parent_instance;
  GtkStack     *stack;
  GtkDropDown  *to;
  GtkLabel     *failure;
  GtkWidget    *busy;
  HjMoveView   *view;
  GtkWidget    *foot;
  GtkLabel     *open;
  GtkWidget    *move;
  GtkLabel     *done;
  GtkWidget    *again;
  HjSession    *session;
  GCancellable *cancellable;  /* of the plan under way */
};

G_DEFINE_FINAL_TYPE (HjMoveWindow, hj_move_window, ADW_TYPE_WINDOW)

typedef struct {
  HjContent *content;
  char      *to;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  hj_content_unref (question->content);
  g_free (question->to);
  g_free (question);
}

static void
plan_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Question *question = task_data;
  GError *error = NULL;
  g_autoptr (HjScheme) to = hj_scheme_load (question->to, &error);

  if (to != NULL)
    g_task_return_pointer (task, hj_move_plan_new (question->content, to), (GDestroyNotify) hj_move_plan_free);
  else
    g_task_return_error (task, error);
}

static void
show_failure (HjMoveWindow *self,
              const char   *message)
{
  gtk_label_set_label (self->failure, message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), message[0] != '\0');
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjMoveWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  HjMovePlan *plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    {
      g_clear_pointer (&plan, hj_move_plan_free);
      return;
    }
  gtk_widget_set_visible (self->busy, FALSE);
  show_failure (self, error != NULL ? error->message : "");
  hj_move_view_take_plan (self->view, plan);
}

static void
plan_cb (HjMoveWindow *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  if (self->session == NULL || hj_picker_is_setting (self->to) || hj_picker_get (self->to)[0] == '\0')
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->content = hj_content_ref (hj_session_get_content (self->session));
  question->to = g_strdup (hj_picker_get (self->to));
  gtk_widget_set_visible (self->busy, TRUE);
  /* The window is no source of the task: the thread might be the last to let go of it. */
  task = g_task_new (NULL, self->cancellable, planned_cb, g_object_ref (self));
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, plan_thread);
}

/* The dossier's own scheme, unless the catalogue's is another edition of it. */
static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjMoveWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = hj_schemes_list_finish (result, &error);
  const HjScheme *own;
  gboolean other = FALSE;

  if (self->session == NULL)
    return;
  if (entries == NULL)
    {
      show_failure (self, error->message);
      return;
    }
  own = hj_session_get_scheme (self->session);
  for (guint i = entries->len; i > 0; i--)
    {
      const HjSchemeEntry *entry = g_ptr_array_index (entries, i - 1);

      if (g_str_equal (entry->id, own->id) && g_str_equal (entry->edition, own->edition))
        g_ptr_array_remove_index (entries, i - 1);
    }
  hj_schemes_fill (self->to, entries, NULL, _("To which edition"));
  for (guint i = 0; i < entries->len; i++)
    other |= g_str_equal (((const HjSchemeEntry *) g_ptr_array_index (entries, i))->id, own->id);
  if (other)
    hj_picker_set (self->to, own->id);
  if (entries->len == 0)
    show_failure (self, _("There is no other scheme on this computer."));
  plan_cb (self);
}

static void
choice_changed_cb (HjMoveWindow *self)
{
  HjMovePlan *plan = hj_move_view_get_plan (self->view);
  guint n = plan != NULL ? hj_move_plan_n_open (plan) : 0;
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%u choice is still to be made", "%u choices are still to be made", n),
                            n);
  gtk_label_set_label (self->open, text != NULL ? text : "");
  gtk_widget_set_sensitive (self->move, plan != NULL && n == 0 &&
                            hj_session_get_mode (self->session) == HJ_SESSION_WRITE);
}

static void
again_activated_cb (HjMoveWindow  *self,
                    GtkListBoxRow *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.go", "s", g_object_get_data (G_OBJECT (row), "hj-place"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_again (HjMoveWindow      *self,
           const HjCriterion *criterion)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = hj_wording_title (criterion->id, criterion->text);
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autoptr (HjPlace) place = hj_place_new_item (criterion->item->id, criterion->id, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "hj-place", hj_place_to_string (place), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->again), row);
}

static void
show_done (HjMoveWindow *self)
{
  g_autoptr (GPtrArray) again = hj_move_view_list_again (self->view);
  g_autofree char *text = NULL;

  for (guint i = 0; i < again->len; i++)
    add_again (self, g_ptr_array_index (again, i));
  text = again->len > 0
           ? g_strdup_printf (dngettext (GETTEXT_PACKAGE, "The dossier was moved. %u criterion is to be answered again.",
                                           "The dossier was moved. %u criteria are to be answered again.", again->len),
                              again->len)
           : g_strdup (_("The dossier was moved. Nothing is to be answered again."));
  gtk_label_set_label (self->done, text);
  gtk_widget_set_visible (self->again, again->len > 0);
  gtk_widget_set_visible (self->foot, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "done");
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HjMoveWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean moved = hj_session_move_scheme_finish (HJ_SESSION (object), result, &error);

  if (self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->move, TRUE);
  gtk_widget_set_visible (self->busy, FALSE);
  if (moved)
    show_done (self);
  else
    show_failure (self, error->message);
}

static void
move_cb (HjMoveWindow *self)
{
  HjMovePlan *plan = hj_move_view_get_plan (self->view);

  if (plan == NULL || hj_move_plan_n_open (plan) > 0)
    return;
  gtk_widget_set_sensitive (self->move, FALSE);
  gtk_widget_set_visible (self->busy, TRUE);
  hj_session_move_scheme_async (self->session, plan, NULL, moved_cb, g_object_ref (self));
}

static void
hj_move_window_dispose (GObject *object)
{
  HjMoveWindow *self = HJ_MOVE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  self->view = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (hj_move_window_parent_class)->dispose (object);
}

static void
hj_move_window_class_init (HjMoveWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_move_window_dispose;

  g_type_ensure (HJ_TYPE_MOVE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/exchange/hj-move-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, again);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, done);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, foot);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, move);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, open);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, to);
  gtk_widget_class_bind_template_child (widget_class, HjMoveWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, again_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, move_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hj_move_window_init (HjMoveWindow *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hj_picker_take_long_labels (self->to);
}

HjMoveWindow *
hj_move_window_new (GtkWindow *parent,
                    HjSession *session)
{
  HjMoveWindow *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_new (HJ_TYPE_MOVE_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  choice_changed_cb (self);
  hj_schemes_list_async (NULL, listed_cb, g_object_ref (self));

  return self;
}

GtkDropDown *
hj_move_window_get_to (HjMoveWindow *self)
{
  return self->to;
}

HjMoveView *
hj_move_window_get_view (HjMoveWindow *self)
{
  return self->view;
}

GtkWidget *
hj_move_window_get_move (HjMoveWindow *self)
{
  return self->move;
}

GtkWidget *
hj_move_window_get_again (HjMoveWindow *self)
{
  return self->again;
}

const char *
hj_move_window_get_page (HjMoveWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}
