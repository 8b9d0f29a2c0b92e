/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-sheet-page"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "hj-paper.h"
#include "hj-sheet-page.h"

/* CSS pixels a point at 100 %. */
#define PIXELS_PER_POINT (96.0 / 72.0)
#define MIN_ZOOM 0.25
#define MAX_ZOOM 4.0
#define ZOOM_STEP 1.25
/* Around the pages, both sides together; as in the style sheet. */
#define MARGIN 48

struct _HjSheetPage
{
  GtkWidget          parent_instance;

  HjSession         *session;
  HjDocumentKind     kind;
  HjPreview         *preview;
  GCancellable      *cancellable;  /* of the plan and the pictures that are under way */
  GPtrArray         *papers;       /* HjPaper, borrowed from the box */
  char              *problem;
  double             zoom;         /* 0: fits the width */
  double             drawn_zoom;
  gboolean           stale;
  guint              relayout;     /* idle source */

  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkBox            *box;
  AdwStatusPage     *problem_page;
  GtkToggleButton   *sheet_button;
  GtkToggleButton   *deductions_button;
  GtkWidget         *export;
  GtkLabel          *zoom_label;
  GtkLabel          *page_label;
  GtkButton         *previous_page;
  GtkButton         *next_page;
};

/* Which page a picture is for. */
typedef struct {
  HjSheetPage *self;
  guint        page;
} PictureRequest;

static void
picture_request_free (PictureRequest *request)
{
  g_object_unref (request->self);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictureRequest, picture_request_free)

G_DEFINE_FINAL_TYPE (HjSheetPage, hj_sheet_page, GTK_TYPE_WIDGET)

static double
effective_zoom (HjSheetPage *self)
{
  double width_pt, height_pt;
  int available;

  if (self->zoom > 0 || self->preview == NULL)
    return MAX (self->zoom, MIN_ZOOM);

  hj_preview_get_page_size (self->preview, 0, &width_pt, &height_pt);
  available = gtk_widget_get_width (GTK_WIDGET (self->scroller)) - MARGIN;
  /* Fitting stops where the type gets larger than life. */
  return CLAMP (available / (width_pt * PIXELS_PER_POINT), MIN_ZOOM, 1.25);
}

static guint
current_page (HjSheetPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double middle = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2;

  for (guint i = self->papers->len; i > 1; i--)
    {
      graphene_point_t top;

      if (gtk_widget_compute_point (g_ptr_array_index (self->papers, i - 1), GTK_WIDGET (self->box),
                                    &GRAPHENE_POINT_INIT (0, 0), &top) &&
          (double) top.y <= middle)
        return i - 1;
    }

  return 0;
}

static void
update_bar (HjSheetPage *self)
{
  guint n = self->papers->len;
  guint current = n > 0 ? current_page (self) : 0;
  g_autofree char *zoom = g_strdup_printf ("%d %%", (int) round (effective_zoom (self) * 100));
  g_autofree char *page = n > 0 ? g_strdup_printf (_("Page %u of %u"), current + 1, n) : g_strdup ("");

  gtk_label_set_label (self->zoom_label, zoom);
  gtk_label_set_label (self->page_label, page);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous_page), current > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_page), current + 1 < n);
}

static gboolean
laid_out_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  update_bar (HJ_SHEET_PAGE (widget));

  return G_SOURCE_REMOVE;
}

/* New pages have no place before the frame that lays them out; the one after it knows which of them is in sight. */
static void
extent_changed_cb (HjSheetPage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), laid_out_cb, NULL, NULL);
}

static void
picture_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PictureRequest) request = user_data;
  HjSheetPage *self = request->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width, height, stride;

  pixels = hj_preview_render_finish (HJ_PREVIEW (object), result, &width, &height, &stride, &error);
  if (pixels == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Page %u could not be drawn: %s", request->page + 1, error->message);
      return;
    }
  if (self->preview != HJ_PREVIEW (object) || request->page >= self->papers->len)
    return;

  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, (gsize) stride);
  hj_paper_set_texture (g_ptr_array_index (self->papers, request->page), texture);
}

static void
draw_pages (HjSheetPage *self)
{
  double zoom = effective_zoom (self) * PIXELS_PER_POINT;

  self->drawn_zoom = zoom;
  for (guint i = 0; i < self->papers->len; i++)
    {
      PictureRequest *request = g_new0 (PictureRequest, 1);

      request->self = g_object_ref (self);
      request->page = i;
      hj_paper_set_zoom (g_ptr_array_index (self->papers, i), zoom);
      hj_preview_render_async (self->preview, i, zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                               self->cancellable, picture_cb, request);
    }
  update_bar (self);
}

static gboolean
relayout_cb (gpointer user_data)
{
  HjSheetPage *self = HJ_SHEET_PAGE (user_data);

  self->relayout = 0;
  if (self->preview != NULL && fabs (effective_zoom (self) * PIXELS_PER_POINT - self->drawn_zoom) > 0.005)
    draw_pages (self);

  return G_SOURCE_REMOVE;
}

static void
queue_relayout (HjSheetPage *self)
{
  if (self->relayout == 0)
    self->relayout = g_idle_add (relayout_cb, self);
}

static void
clear_pages (HjSheetPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_ptr_array_set_size (self->papers, 0);
}

/* A plan of the same pages keeps the old pictures until the new ones are there: no flicker. */
static void
fill_pages (HjSheetPage *self)
{
  guint n = hj_preview_get_n_pages (self->preview);

  if (n != self->papers->len)
    {
      clear_pages (self);
      for (guint i = 0; i < n; i++)
        {
          double width_pt, height_pt;
          g_autofree char *label = g_strdup_printf (_("Page %u of %u"), i + 1, n);
          GtkWidget *paper;

          hj_preview_get_page_size (self->preview, i, &width_pt, &height_pt);
          paper = hj_paper_new (width_pt, height_pt, label);
          g_ptr_array_add (self->papers, paper);
          gtk_box_append (self->box, paper);
        }
    }
  gtk_stack_set_visible_child_name (self->stack, "pages");
  draw_pages (self);
}

static void
show_problem (HjSheetPage *self,
              const char  *message)
{
  self->problem = g_strdup (message);
  clear_pages (self);
  adw_status_page_set_description (self->problem_page, message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  update_bar (self);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjSheetPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjPreview) preview = hj_preview_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;

  g_clear_pointer (&self->problem, g_free);
  g_set_object (&self->preview, preview);
  if (preview != NULL)
    fill_pages (self);
  else
    show_problem (self, error->message);
}

static void
cancel (HjSheetPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* One blue button at a time: while something is open the next step is the open question. */
static void
update_suggestion (HjSheetPage *self)
{
  if (hj_session_get_card (self->session)->complete)
    gtk_widget_add_css_class (self->export, "suggested-action");
  else
    gtk_widget_remove_css_class (self->export, "suggested-action");
}

static void
plan (HjSheetPage *self)
{
  self->stale = TRUE;
  if (self->session != NULL)
    update_suggestion (self);
  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->stale = FALSE;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  hj_preview_new_async (self->kind, hj_session_get_card (self->session), self->cancellable,
                        planned_cb, g_object_ref (self));
}

static void
kind_toggled_cb (HjSheetPage     *self,
                 GtkToggleButton *button)
{
  const char *action = button == self->sheet_button ? "sheet" : "deductions";
  HjDocumentKind kind = button == self->sheet_button ? HJ_DOCUMENT_SCORE_SHEET : HJ_DOCUMENT_DEDUCTIONS;

  if (gtk_toggle_button_get_active (button) && kind != self->kind)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", action);
}

static void
turn_page (HjSheetPage *self,
           int          direction)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  int page = (int) current_page (self) + direction;
  graphene_point_t top;

  if (page < 0 || page >= (int) self->papers->len)
    return;
  if (gtk_widget_compute_point (g_ptr_array_index (self->papers, (guint) page), GTK_WIDGET (self->box),
                                &GRAPHENE_POINT_INIT (0, 0), &top))
    gtk_adjustment_set_value (adjustment, (double) top.y - MARGIN / 4.0);
}

static void
previous_page_cb (HjSheetPage *self)
{
  turn_page (self, -1);
}

static void
next_page_cb (HjSheetPage *self)
{
  turn_page (self, 1);
}

static void
hj_sheet_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hj_sheet_page_parent_class)->map (widget);

  if (HJ_SHEET_PAGE (widget)->stale)
    plan (HJ_SHEET_PAGE (widget));
}

static void
hj_sheet_page_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  HjSheetPage *self = HJ_SHEET_PAGE (widget);

  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
  queue_relayout (self);
}

static void
hj_sheet_page_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
hj_sheet_page_dispose (GObject *object)
{
  HjSheetPage *self = HJ_SHEET_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->relayout, g_source_remove);
  hj_sheet_page_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_sheet_page_parent_class)->dispose (object);
}

static void
hj_sheet_page_finalize (GObject *object)
{
  HjSheetPage *self = HJ_SHEET_PAGE (object);

  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (hj_sheet_page_parent_class)->finalize (object);
}

static void
hj_sheet_page_class_init (HjSheetPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_sheet_page_dispose;
  object_class->finalize = hj_sheet_page_finalize;
  widget_class->map = hj_sheet_page_map;
  widget_class->measure = hj_sheet_page_measure;
  widget_class->size_allocate = hj_sheet_page_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/sheet-page.ui");
  gtk_widget_class_set_css_name (widget_class, "hjsheet");
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, box);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, deductions_button);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, export);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, next_page);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, page_label);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, previous_page);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, sheet_button);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HjSheetPage, zoom_label);
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_page_cb);
}

static void
hj_sheet_page_init (HjSheetPage *self)
{
  self->papers = g_ptr_array_new ();
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (extent_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hj_sheet_page_new (HjSession *session)
{
  HjSheetPage *self = g_object_new (HJ_TYPE_SHEET_PAGE, NULL);

  hj_sheet_page_set_session (self, session);

  return GTK_WIDGET (self);
}

/* Without points there is nothing to deduct: the two documents have other names. */
static void
name_documents (HjSheetPage *self)
{
  gboolean points = hj_session_get_scheme (self->session)->kind == HJ_SCHEME_POINTS;

  gtk_button_set_label (GTK_BUTTON (self->sheet_button), points ? _("Score Sheet") : _("Assessment Sheet"));
  gtk_button_set_label (GTK_BUTTON (self->deductions_button), points ? _("Deductions") : _("Conditions Not Met"));
}

void
hj_sheet_page_set_session (HjSheetPage *self,
                           HjSession   *session)
{
  g_return_if_fail (HJ_IS_SHEET_PAGE (self));

  if (self->session == session)
    return;

  cancel (self);
  g_clear_object (&self->preview);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "changed", G_CALLBACK (plan), self, G_CONNECT_SWAPPED);
      name_documents (self);
      plan (self);
    }
}

void
hj_sheet_page_set_kind (HjSheetPage    *self,
                        HjDocumentKind  kind)
{
  GtkToggleButton *button;

  g_return_if_fail (HJ_IS_SHEET_PAGE (self));

  button = kind == HJ_DOCUMENT_SCORE_SHEET ? self->sheet_button : self->deductions_button;
  if (kind != self->kind)
    {
      self->kind = kind;
      plan (self);
    }
  gtk_toggle_button_set_active (button, TRUE);
}

HjDocumentKind
hj_sheet_page_get_kind (HjSheetPage *self)
{
  g_return_val_if_fail (HJ_IS_SHEET_PAGE (self), HJ_DOCUMENT_SCORE_SHEET);

  return self->kind;
}

void
hj_sheet_page_zoom (HjSheetPage *self,
                    int          direction)
{
  g_return_if_fail (HJ_IS_SHEET_PAGE (self));

  if (self->preview == NULL)
    return;

  if (direction == 0)
    self->zoom = 0;
  else
    self->zoom = CLAMP (effective_zoom (self) * (direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP), MIN_ZOOM, MAX_ZOOM);
  draw_pages (self);
}

double
hj_sheet_page_get_zoom (HjSheetPage *self)
{
  g_return_val_if_fail (HJ_IS_SHEET_PAGE (self), 0);

  return effective_zoom (self);
}

guint
hj_sheet_page_get_n_pages (HjSheetPage *self)
{
  g_return_val_if_fail (HJ_IS_SHEET_PAGE (self), 0);

  return self->papers->len;
}

gboolean
hj_sheet_page_is_drawn (HjSheetPage *self)
{
  g_return_val_if_fail (HJ_IS_SHEET_PAGE (self), FALSE);

  for (guint i = 0; i < self->papers->len; i++)
    if (hj_paper_get_texture (g_ptr_array_index (self->papers, i)) == NULL)
      return FALSE;

  return self->papers->len > 0;
}

const char *
hj_sheet_page_get_problem (HjSheetPage *self)
{
  g_return_val_if_fail (HJ_IS_SHEET_PAGE (self), NULL);

  return self->problem;
}
