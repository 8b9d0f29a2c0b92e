/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-former-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-clock.h"
#include "hj-former-window.h"
#include "hj-jobs.h"
#include "hj-paper.h"
#include "hj-picker.h"
#include "hj-session-exchange.h"
#include "hj-walk-style.h"

/* Pages are shown at the size they have on paper, on a screen of 96 dots an inch. */
#define ZOOM (96.0 / 72.0)

struct _HjFormerWindow
{
  AdwWindow     parent_instance;
  GtkDropDown  *choice;
  GtkLabel     *summary;
  GtkWidget    *busy;
  GtkBox       *pages;
  HjSession    *session;
  HjPreview    *preview;
  GPtrArray    *papers;       /* HjPaper, borrowed from the box */
  GCancellable *cancellable;  /* of what is under way */
};

G_DEFINE_FINAL_TYPE (HjFormerWindow, hj_former_window, ADW_TYPE_WINDOW)

static void
show_summary (HjFormerWindow *self,
              const char     *text)
{
  gtk_label_set_label (self->summary, text);
}

static void
picture_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) paper = user_data;
  g_autoptr (GError) error = NULL;
  int width, height, stride;
  g_autoptr (GBytes) pixels = hj_preview_render_finish (HJ_PREVIEW (object), result, &width, &height, &stride, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (pixels == NULL)
    return;
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, (gsize) stride);
  hj_paper_set_texture (HJ_PAPER (paper), texture);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjFormerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjPreview) preview = hj_preview_new_finish (result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (self->busy, FALSE);
  if (preview == NULL)
    {
      show_summary (self, error->message);
      return;
    }
  g_set_object (&self->preview, preview);
  for (guint i = 0; i < hj_preview_get_n_pages (preview); i++)
    {
      double width, height;
      g_autofree char *label = g_strdup_printf (_("Page %u of %u"), i + 1, hj_preview_get_n_pages (preview));
      GtkWidget *paper;

      hj_preview_get_page_size (preview, i, &width, &height);
      paper = hj_paper_new (width, height, label);
      hj_paper_set_zoom (HJ_PAPER (paper), ZOOM);
      gtk_widget_set_halign (paper, GTK_ALIGN_CENTER);
      gtk_box_append (self->pages, paper);
      g_ptr_array_add (self->papers, paper);
      hj_preview_render_async (preview, i, ZOOM, self->cancellable, picture_cb, g_object_ref (paper));
    }
}

static void
show_card (HjFormerWindow *self,
           HjScoreCard    *card)
{
  const HjScheme *scheme = card->content->scheme;
  g_autofree char *text = NULL;

  if (scheme->kind == HJ_SCHEME_POINTS)
    {
      g_autofree char *base = hj_amount_format_short (card->base);
      g_autofree char *grand = hj_amount_format_short (card->grand);

      text = g_strdup_printf (_("Scored by %s, edition %s: %s %s, grand total %s; %u open. To read only."),
                              scheme->short_title, scheme->edition, scheme->pass.label, base, grand, card->open);
    }
  else
    {
      text = g_strdup_printf (_("Assessed by %s, edition %s; %u open. To read only."), scheme->short_title,
                              scheme->edition, card->open);
    }
  show_summary (self, text);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjFormerWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjContent) content = hj_session_load_former_finish (HJ_SESSION (object), result, &error);
  g_autoptr (HjScoreCard) card = NULL;

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (content == NULL)
    {
      gtk_widget_set_visible (self->busy, FALSE);
      show_summary (self, error->message);
      return;
    }
  card = hj_assess (content, NULL);
  show_card (self, card);
  hj_preview_new_async (HJ_DOCUMENT_SCORE_SHEET, card, self->cancellable, planned_cb, g_object_ref (self));
}

static void
chosen_cb (HjFormerWindow *self)
{
  GtkWidget *child;
  const char *sequence = hj_picker_get (self->choice);

  if (self->session == NULL || hj_picker_is_setting (self->choice) || sequence[0] == '\0')
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_ptr_array_set_size (self->papers, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
  gtk_widget_set_visible (self->busy, TRUE);
  hj_session_load_former_async (self->session, g_ascii_strtoll (sequence, NULL, 10), self->cancellable,
                                loaded_cb, g_object_ref (self));
}

/* The one left last comes first. */
static void
fill (HjFormerWindow *self)
{
  GPtrArray *former = hj_session_get_content (self->session)->former;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = former->len; i > 0; i--)
    {
      const HjFormerEdition *edition = g_ptr_array_index (former, i - 1);
      g_autofree char *left = hj_clock_format_local (edition->left);

      g_ptr_array_add (ids, g_strdup_printf ("%" G_GINT64_FORMAT, edition->sequence));
      g_ptr_array_add (labels, g_strdup_printf (_("%s, edition %s, left %s"), edition->scheme_title,
                                                edition->scheme_edition, left));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choice), former->len > 0);
  gtk_widget_set_visible (self->busy, FALSE);
  show_summary (self, former->len > 0 ? "" : _("This dossier was never moved from another edition."));
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (self->choice, (const char *const *) ids->pdata, (const char *const *) labels->pdata,
                  _("Which former state"));
  chosen_cb (self);
}

static void
hj_former_window_dispose (GObject *object)
{
  HjFormerWindow *self = HJ_FORMER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->preview);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (hj_former_window_parent_class)->dispose (object);
}

static void
hj_former_window_finalize (GObject *object)
{
  g_ptr_array_unref (HJ_FORMER_WINDOW (object)->papers);

  G_OBJECT_CLASS (hj_former_window_parent_class)->finalize (object);
}

static void
hj_former_window_class_init (HjFormerWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_former_window_dispose;
  object_class->finalize = hj_former_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/exchange/hj-former-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HjFormerWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, HjFormerWindow, choice);
  gtk_widget_class_bind_template_child (widget_class, HjFormerWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, HjFormerWindow, summary);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hj_former_window_init (HjFormerWindow *self)
{
  hj_walk_style_ensure ();
  self->papers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hj_picker_take_long_labels (self->choice);
}

HjFormerWindow *
hj_former_window_new (GtkWindow *parent,
                      HjSession *session)
{
  HjFormerWindow *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_new (HJ_TYPE_FORMER_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  fill (self);

  return self;
}

GtkDropDown *
hj_former_window_get_choice (HjFormerWindow *self)
{
  return self->choice;
}

const char *
hj_former_window_get_summary (HjFormerWindow *self)
{
  return gtk_label_get_label (self->summary);
}

guint
hj_former_window_get_n_pages (HjFormerWindow *self)
{
  return self->papers->len;
}
