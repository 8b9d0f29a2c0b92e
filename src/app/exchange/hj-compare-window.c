/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-compare-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compare-window.h"
#include "hj-picker.h"
#include "hj-schemes.h"
#include "hj-walk-style.h"
#include "hj-wrap-layout.h"

struct _HjCompareWindow
{
  AdwWindow     parent_instance;
  GtkDropDown  *from;
  GtkDropDown  *to;
  GtkLabel     *failure;
  HjDiffView   *view;
  HjScheme     *own;          /* (nullable) */
  GCancellable *cancellable;  /* of the comparison under way */
};

G_DEFINE_FINAL_TYPE (HjCompareWindow, hj_compare_window, ADW_TYPE_WINDOW)

typedef struct {
  HjScheme *own;
  char     *from, *to;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->own, hj_scheme_unref);
  g_free (question->from);
  g_free (question->to);
  g_free (question);
}

static HjScheme *
load (const Question  *question,
      const char      *id,
      GError         **error)
{
  if (g_str_equal (id, HJ_SCHEMES_OWN) && question->own != NULL)
    return hj_scheme_ref (question->own);

  return hj_scheme_load (id, error);
}

static void
compare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Question *question = task_data;
  GError *error = NULL;
  g_autoptr (HjScheme) from = load (question, question->from, &error);
  g_autoptr (HjScheme) to = from != NULL ? load (question, question->to, &error) : NULL;

  if (to != NULL)
    g_task_return_pointer (task, hj_scheme_diff_new (from, to), (GDestroyNotify) hj_scheme_diff_free);
  else
    g_task_return_error (task, error);
}

static void
show_failure (HjCompareWindow *self,
              const char      *message)
{
  gtk_label_set_label (self->failure, message);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), message[0] != '\0');
}

static void
compared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HjCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  HjSchemeDiff *diff = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->from == NULL)
    {
      g_clear_pointer (&diff, hj_scheme_diff_free);
      return;
    }
  show_failure (self, error != NULL ? error->message : "");
  hj_diff_view_take_diff (self->view, diff);
}

static void
compare_cb (HjCompareWindow *self)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  if (hj_picker_is_setting (self->from) || hj_picker_is_setting (self->to) ||
      hj_picker_get (self->from)[0] == '\0' || hj_picker_get (self->to)[0] == '\0')
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->own = self->own != NULL ? hj_scheme_ref (self->own) : NULL;
  question->from = g_strdup (hj_picker_get (self->from));
  question->to = g_strdup (hj_picker_get (self->to));
  /* The window is no source of the task: the thread might be the last to let go of it. */
  task = g_task_new (NULL, self->cancellable, compared_cb, g_object_ref (self));
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, compare_thread);
}

/* First against the one that follows it: of a dossier's own, the catalogue's of the same id. */
static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = hj_schemes_list_finish (result, &error);

  if (self->from == NULL)
    return;
  if (entries == NULL)
    {
      show_failure (self, error->message);
      return;
    }
  hj_schemes_fill (self->from, entries, self->own, _("The one edition"));
  hj_schemes_fill (self->to, entries, self->own, _("The other edition"));
  if (self->own != NULL)
    hj_picker_set (self->to, self->own->id);
  else if (entries->len > 1)
    hj_picker_set (self->to, ((const HjSchemeEntry *) g_ptr_array_index (entries, 1))->id);
  compare_cb (self);
}

static void
hj_compare_window_dispose (GObject *object)
{
  HjCompareWindow *self = HJ_COMPARE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->own, hj_scheme_unref);
  self->from = NULL;

  G_OBJECT_CLASS (hj_compare_window_parent_class)->dispose (object);
}

static void
hj_compare_window_class_init (HjCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_compare_window_dispose;

  g_type_ensure (HJ_TYPE_DIFF_VIEW);
  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/exchange/hj-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HjCompareWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, HjCompareWindow, from);
  gtk_widget_class_bind_template_child (widget_class, HjCompareWindow, to);
  gtk_widget_class_bind_template_child (widget_class, HjCompareWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hj_compare_window_init (HjCompareWindow *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hj_picker_take_long_labels (self->from);
  hj_picker_take_long_labels (self->to);
}

HjCompareWindow *
hj_compare_window_new (GtkWindow *parent,
                       HjScheme  *own)
{
  HjCompareWindow *self = g_object_new (HJ_TYPE_COMPARE_WINDOW, "transient-for", parent, NULL);

  self->own = own != NULL ? hj_scheme_ref (own) : NULL;
  hj_schemes_list_async (NULL, listed_cb, g_object_ref (self));

  return self;
}

HjDiffView *
hj_compare_window_get_view (HjCompareWindow *self)
{
  return self->view;
}

GtkDropDown *
hj_compare_window_get_from (HjCompareWindow *self)
{
  return self->from;
}

GtkDropDown *
hj_compare_window_get_to (HjCompareWindow *self)
{
  return self->to;
}
