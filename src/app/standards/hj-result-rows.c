/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-result-rows"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-place.h"
#include "hj-record-words.h"
#include "hj-result-rows.h"
#include "hj-standards-words.h"

/* So many are made at once: a frame makes no more. */
#define CHUNK 20

typedef struct {
  HjRowStanding  standing;
  char          *label;
  char          *why;
  char          *place;  /* NULL: no page shows it */
  gboolean       unwanted;  /* there must be none that counts */
} Line;

struct _HjResultRows
{
  GtkWidget  parent_instance;
  GtkWidget *list;
  GtkWidget *more;
  GPtrArray *lines;   /* Line */
  guint      shown;
};

G_DEFINE_FINAL_TYPE (HjResultRows, hj_result_rows, GTK_TYPE_WIDGET)

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->label);
  g_free (line->why);
  g_free (line->place);
  g_free (line);
}

static Line *
line_new (HjContent           *content,
          const HjStandardRow *row,
          gboolean             unwanted)
{
  Line *line = g_new0 (Line, 1);
  const HjRecord *record = hj_content_find_record (content, row->kind, row->id);
  g_autoptr (HjPlace) place = record != NULL ? hj_place_new_record (content, row->kind, row->id) : NULL;

  line->standing = row->standing;
  line->unwanted = unwanted;
  line->label = record != NULL ? hj_record_words_dup_label (content->scheme, record)
                               : g_strdup (hj_record_table (row->kind)->label);
  line->why = g_strdup (row->why);
  line->place = place != NULL ? hj_place_to_string (place) : NULL;

  return line;
}

static void
row_activated_cb (HjResultRows  *self,
                  GtkListBoxRow *row)
{
  const char *place = g_object_get_data (G_OBJECT (row), "hj-place");

  if (place != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", place);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_row (const Line *line)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *standing = g_strdup_printf ("%s %s", hj_standards_words_standing_sign (line->standing, line->unwanted),
                                               hj_standards_words_standing (line->standing, line->unwanted));
  g_autofree char *name = g_strjoin (", ", line->label, hj_standards_words_standing (line->standing, line->unwanted),
                                     line->why[0] != '\0' ? line->why : NULL, NULL);
  gboolean good = (line->standing == HJ_ROW_COUNTS) != line->unwanted;
  GtkWidget *sign = make_label (standing, line->standing == HJ_ROW_UNKNOWN ? "unknown" : good ? "met" : "short");

  gtk_label_set_width_chars (GTK_LABEL (sign), 9);
  gtk_widget_add_css_class (sign, "standing");
  gtk_box_append (GTK_BOX (box), sign);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label (line->label, "row-label"));
  if (line->why[0] != '\0')
    gtk_box_append (GTK_BOX (words), make_label (line->why, "caption"));
  gtk_box_append (GTK_BOX (box), words);
  if (line->place != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), line->place != NULL);
  g_object_set_data_full (G_OBJECT (row), "hj-place", g_strdup (line->place), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static gboolean
line_equal (const Line *a,
            const Line *b)
{
  return a->standing == b->standing && g_str_equal (a->label, b->label) && g_str_equal (a->why, b->why) &&
         g_strcmp0 (a->place, b->place) == 0;
}

static void
show_button (HjResultRows *self)
{
  g_autofree char *label = g_strdup_printf (_("Show More (%u)"), self->lines->len - self->shown);

  gtk_button_set_label (GTK_BUTTON (self->more), label);
  gtk_widget_set_visible (self->more, self->shown < self->lines->len);
}

/* Only rows that say something else now are made anew: the others keep their place, and the keyboard. */
static void
put_lines (HjResultRows *self,
           GPtrArray    *lines,
           guint         n)
{
  GtkWidget *child = gtk_widget_get_first_child (self->list);

  for (guint i = 0; i < MAX (n, self->shown); i++)
    {
      GtkWidget *next = child != NULL ? gtk_widget_get_next_sibling (child) : NULL;
      gboolean same = i < n && i < self->shown &&
                      line_equal (g_ptr_array_index (self->lines, i), g_ptr_array_index (lines, i));

      if (!same && i < self->shown)
        gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
      if (!same && i < n)
        gtk_list_box_insert (GTK_LIST_BOX (self->list), make_row (g_ptr_array_index (lines, i)), (int) i);
      child = next;
    }
  g_ptr_array_unref (self->lines);
  self->lines = g_ptr_array_ref (lines);
  self->shown = n;
}

static void
show_more (HjResultRows *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_ref (self->lines);

  put_lines (self, lines, MIN (self->shown + CHUNK, lines->len));
  show_button (self);
}

static void
hj_result_rows_dispose (GObject *object)
{
  HjResultRows *self = HJ_RESULT_ROWS (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_result_rows_parent_class)->dispose (object);
}

static void
hj_result_rows_finalize (GObject *object)
{
  g_ptr_array_unref (HJ_RESULT_ROWS (object)->lines);

  G_OBJECT_CLASS (hj_result_rows_parent_class)->finalize (object);
}

static void
hj_result_rows_class_init (HjResultRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hj_result_rows_dispose;
  object_class->finalize = hj_result_rows_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
hj_result_rows_init (HjResultRows *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "result-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Rows behind the figure"), -1);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  self->more = gtk_button_new ();
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_widget_add_css_class (self->more, "target");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (show_more), self, G_CONNECT_SWAPPED);
}

GtkWidget *
hj_result_rows_new (void)
{
  return g_object_new (HJ_TYPE_RESULT_ROWS, NULL);
}

void
hj_result_rows_show (HjResultRows           *self,
                     HjContent              *content,
                     const HjStandardResult *result)
{
  /* What speaks against it first. Of what there must be none of, that is what was found. */
  static const HjRowStanding orders[][3] = { { HJ_ROW_FAILS, HJ_ROW_UNKNOWN, HJ_ROW_COUNTS },
                                             { HJ_ROW_COUNTS, HJ_ROW_UNKNOWN, HJ_ROW_FAILS } };
  const HjCheck *check = result->check;
  gboolean unwanted = check != NULL && check->has_at_most && !check->has_at_least && check->at_most < 1;
  const HjRowStanding *order = orders[unwanted];
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  guint shown = MAX (CHUNK, self->shown);

  g_return_if_fail (HJ_IS_RESULT_ROWS (self));

  for (guint i = 0; i < G_N_ELEMENTS (orders[0]); i++)
    for (guint j = 0; j < result->rows->len; j++)
      {
        const HjStandardRow *row = g_ptr_array_index (result->rows, j);

        if (row->standing == order[i])
          g_ptr_array_add (lines, line_new (content, row, unwanted));
      }
  put_lines (self, lines, MIN (shown, lines->len));
  show_button (self);
}

GtkWidget *
hj_result_rows_get_list (HjResultRows *self)
{
  return self->list;
}
