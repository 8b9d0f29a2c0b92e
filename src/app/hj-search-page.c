/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-search-page"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hj-search-page.h"
#include "hj-search.h"

/* So many records are looked through between two frames. */
#define AT_ONCE 5000
/* More rows than are in sight, and few enough for one frame. */
#define ROWS_AT_ONCE 24

struct _HjSearchPage
{
  GtkWidget       parent_instance;

  HjSession      *session;
  GPtrArray      *hits;
  char           *sought;      /* what the hits are of, or will be */
  guint           shown;       /* so many hits have rows already */
  guint           filling;     /* an idle that makes the others */
  guint           wanted;      /* counts what was sought: only the last is shown */
  gboolean        searching;   /* in a thread */
  gboolean        going;       /* to the first hit, once there is one */

  GtkSearchEntry *entry;
  GtkStack       *stack;
  GtkListBox     *list;
  GtkLabel       *count;
};

enum {
  PLACE_CHOSEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (HjSearchPage, hj_search_page, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static GtkWidget *
hit_row_new (const HjSearchHit *hit)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *kind = hit->who[0] != '\0' ? g_strdup_printf ("%s · %s", hit->kind, hit->who) : g_strdup (hit->kind);
  g_autofree char *title = g_markup_escape_text (hit->title, -1);
  GtkWidget *label = gtk_label_new (kind);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hit->markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return row;
}

typedef struct {
  HjContent *content;
  char      *query;
  guint      wanted;
} Question;

static void
question_free (Question *question)
{
  g_clear_pointer (&question->content, hj_content_unref);
  g_free (question->query);
  g_free (question);
}

/* TRUE: there are more. */
static gboolean
add_rows (HjSearchPage *self)
{
  for (guint i = 0; i < ROWS_AT_ONCE && self->shown < self->hits->len; i++)
    gtk_list_box_append (self->list, hit_row_new (g_ptr_array_index (self->hits, self->shown++)));

  return self->shown < self->hits->len;
}

static gboolean
fill_cb (gpointer user_data)
{
  HjSearchPage *self = user_data;

  if (self->hits != NULL && add_rows (self))
    return G_SOURCE_CONTINUE;
  self->filling = 0;

  return G_SOURCE_REMOVE;
}

/* Takes the hits. */
static void
show_hits (HjSearchPage *self,
           GPtrArray    *hits)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *count = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = hits;
  self->shown = 0;
  if (add_rows (self) && self->filling == 0)
    self->filling = g_idle_add (fill_cb, self);

  count = g_strdup_printf (ngettext ("%u place", "%u places", self->hits->len), self->hits->len);
  gtk_label_set_label (self->count, self->hits->len > 0 ? count : "");
  if (query[0] == '\0')
    gtk_stack_set_visible_child_name (self->stack, "hint");
  else
    gtk_stack_set_visible_child_name (self->stack, self->hits->len > 0 ? "hits" : "none");
}

static guint
count_records (const HjContent *content)
{
  guint n = 0;

  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    n += content->records[kind]->rows->len;

  return n;
}

static void
row_activated_cb (HjSearchPage  *self,
                  GtkListBoxRow *row)
{
  const HjSearchHit *hit = g_ptr_array_index (self->hits, (guint) gtk_list_box_row_get_index (row));
  g_autoptr (HjPlace) place = hj_place_copy (hit->place);

  g_signal_emit (self, signals[PLACE_CHOSEN], 0, place);
}

/* The content is let go of here: this may be the last to hold it. */
static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Question *question = task_data;
  GPtrArray *hits = hj_search (question->content, question->query);

  g_clear_pointer (&question->content, hj_content_unref);
  g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HjSearchPage) self = user_data;
  const Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) hits = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkListBoxRow *first;

  if (question->wanted != self->wanted || self->session == NULL)
    return;
  self->searching = FALSE;
  show_hits (self, g_steal_pointer (&hits));
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (self->going && first != NULL)
    row_activated_cb (self, first);
}

static void
update (HjSearchPage *self)
{
  g_autoptr (GTask) task = NULL;
  HjContent *content;
  Question *question;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  /* The entry may tell late of what was gone on with already. */
  self->going = self->going && self->searching && g_strcmp0 (self->sought, query) == 0;
  self->searching = FALSE;
  self->wanted++;
  if (self->session == NULL)
    return;
  g_free (self->sought);
  self->sought = g_strdup (query);
  content = hj_session_get_content (self->session);
  if (count_records (content) <= AT_ONCE)
    {
      show_hits (self, hj_search (content, query));
      return;
    }

  question = g_new0 (Question, 1);
  question->content = hj_content_ref (content);
  question->query = g_strdup (query);
  question->wanted = self->wanted;
  self->searching = TRUE;
  /* The page is no source of the task: the thread must not be the last to let go of a widget. */
  task = g_task_new (NULL, NULL, found_cb, g_object_ref (self));
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, search_in_thread);
}

static void
entry_activate_cb (HjSearchPage *self)
{
  GtkListBoxRow *first;

  /* The entry tells late of what was typed: the hits of what stood there before are not meant. */
  if (g_strcmp0 (self->sought, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    update (self);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  self->going = self->searching;
  if (first != NULL && !self->searching)
    row_activated_cb (self, first);
}

static void
stop_cb (HjSearchPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.escape", NULL);
}

static void
hj_search_page_dispose (GObject *object)
{
  HjSearchPage *self = HJ_SEARCH_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->sought, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_search_page_parent_class)->dispose (object);
}

static void
hj_search_page_class_init (HjSearchPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_search_page_dispose;

  signals[PLACE_CHOSEN] =
    g_signal_new ("place-chosen",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HJ_TYPE_PLACE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/search-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, HjSearchPage, count);
  gtk_widget_class_bind_template_child (widget_class, HjSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, HjSearchPage, list);
  gtk_widget_class_bind_template_child (widget_class, HjSearchPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
hj_search_page_init (HjSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hj_search_page_set_session (HjSearchPage *self,
                            HjSession    *session)
{
  g_return_if_fail (HJ_IS_SEARCH_PAGE (self));

  g_set_object (&self->session, session);
}

/* What was sought last is there to be typed over, and its places are looked up again. */
void
hj_search_page_start (HjSearchPage *self)
{
  g_return_if_fail (HJ_IS_SEARCH_PAGE (self));

  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

guint
hj_search_page_get_n_hits (HjSearchPage *self)
{
  g_return_val_if_fail (HJ_IS_SEARCH_PAGE (self), 0);

  return self->hits != NULL ? self->hits->len : 0;
}
