/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-head"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hj-table-grid-private.h"

/* In widths of a Chinese character. */
#define NUMBER_EM   3.2
#define REMARKS_EM  11.0

static gboolean
is_person (const HjFormColumn *column)
{
  static const HjRecordKind people[] = { HJ_RECORD_STAFF, HJ_RECORD_EXPERT, HJ_RECORD_ASSESSOR, HJ_RECORD_INSPECTOR };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    if (column->record_field == hj_record_table_field (hj_record_table (people[i]), "name"))
      return TRUE;

  return FALSE;
}

/* How wide a column should be, in widths of a Chinese character. */
static double
get_column_em (const HjFormColumn *column)
{
  const char *id = column->record_field->id;
  glong longest = 0;

  switch (column->record_field->kind)
    {
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
    case HJ_VALUE_FLAG:
    case HJ_VALUE_POSTCODE:
      return 5;

    case HJ_VALUE_CHOICE:
      for (guint i = 0; i < column->options->len; i++)
        longest = MAX (longest, g_utf8_strlen (((HjFormOption *) g_ptr_array_index (column->options, i))->label, -1));
      return CLAMP ((double) longest + 2, 4.0, 12.0);

    case HJ_VALUE_DAY:
      return 8;

    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
      return 11.5;

    case HJ_VALUE_PHONE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_REGION:
      return 8;

    case HJ_VALUE_MAIL:
    case HJ_VALUE_OCCUPATION:
      return 11;

    case HJ_VALUE_LEVELS:
    case HJ_VALUE_PROSE:
      return 14;

    case HJ_VALUE_TEXT:
    default:
      if (g_str_equal (id, "name"))
        return column->record_field == hj_record_table_field (hj_record_table (HJ_RECORD_RULE), id) ? 24
               : is_person (column) ? 7 : 11;
      return g_str_equal (id, "schooling") ? 5.5 : g_str_equal (id, "subject") ? 24 : 9;
    }
}

/* A head is read whole where eight characters do. */
static double
get_head_em (const HjFormColumn *column)
{
  return MIN ((double) g_utf8_strlen (hj_form_column_get_label (column), -1), 8.0) + 2.4;
}

static gboolean
takes_spare_width (const HjFormColumn *column)
{
  return column->record_field->kind == HJ_VALUE_TEXT || column->record_field->kind == HJ_VALUE_PROSE ||
         column->record_field->kind == HJ_VALUE_OCCUPATION;
}

/* By a label nobody sees: the fonts are the theme's. */
static void
measure_em (HjTableGrid *self,
            int         *em,
            int         *line)
{
  gtk_widget_measure (self->gauge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, em, NULL, NULL);
  gtk_widget_measure (self->gauge, GTK_ORIENTATION_VERTICAL, -1, NULL, line, NULL, NULL);
}

/* What is left of the window's width goes to the columns of texts. */
void
hj_table_head_update_geometry (HjTableGrid *self,
                               int          width)
{
  HjTableGeometry *geometry = &self->geometry;
  guint n = self->columns->len;
  g_autofree int *widths = g_new0 (int, n + 2);
  int em, line, total = 0, spare;
  guint takers = 1;

  measure_em (self, &em, &line);
  geometry->row_height = MAX (HJ_TABLE_MIN_ROW_HEIGHT, line + 18);
  self->header_height = MAX (HJ_TABLE_MIN_HEADER_HEIGHT, 2 * line + 12);
  widths[0] = (int) ceil (NUMBER_EM * em);
  for (guint i = 0; i < n; i++)
    {
      const HjFormColumn *column = hj_table_grid_column (self, i);

      widths[i + 1] = (int) ceil (MAX (get_column_em (column), get_head_em (column)) * em) + 16;
      takers += takes_spare_width (column) ? 1 : 0;
    }
  widths[n + 1] = (int) ceil (REMARKS_EM * em);
  for (guint i = 0; i < n + 2; i++)
    total += widths[i];

  spare = MAX (0, width - total) / (int) takers;
  geometry->x[0] = 0;
  for (guint i = 0; i < n + 2; i++)
    {
      gboolean takes = i == n + 1 || (i > 0 && takes_spare_width (hj_table_grid_column (self, i - 1)));

      geometry->x[i + 1] = geometry->x[i] + widths[i] + (takes ? spare : 0);
    }
  geometry->frozen = geometry->x[HJ_TABLE_N_FROZEN];
  geometry->viewport = width;
}

void
hj_table_head_show_sorted (HjTableGrid *self)
{
  gboolean descending;
  int sort = hj_table_rows_get_sort (self->rows, &descending);

  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *header = g_ptr_array_index (self->headers, i + 1);
      GtkWidget *arrow = g_object_get_data (G_OBJECT (header), "hj-arrow");

      gtk_widget_set_visible (arrow, sort == (int) i);
      gtk_image_set_from_icon_name (GTK_IMAGE (arrow), descending ? "pan-down-symbolic" : "pan-up-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      sort != (int) i ? _("Sorts by this column")
                                                      : descending ? _("Sorted down") : _("Sorted up"), -1);
    }
}

static void
header_clicked_cb (HjTableGrid *self,
                   GtkWidget   *header)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (header), "hj-column"));
  gboolean descending;
  int sort = hj_table_rows_get_sort (self->rows, &descending);

  if (sort != (int) column)
    hj_table_grid_sort (self, (int) column, FALSE);
  else if (!descending)
    hj_table_grid_sort (self, (int) column, TRUE);
  else
    hj_table_grid_sort (self, -1, FALSE);
}

static GtkWidget *
head_label_new (const char *text,
                const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* Where nothing stands below it a head has both lines. */
static void
wrap_head (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, 2);
}

static GtkWidget *
column_header_new (HjTableGrid        *self,
                   const HjFormColumn *column,
                   guint               index)
{
  const char *label = hj_form_column_get_label (column);
  const char *second = column->field->supplement ? _("For the check") : column->record_field->unit;
  GtkWidget *header = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-up-symbolic");
  g_autofree char *tip = g_strdup_printf ("%s%s%s", label, second[0] != '\0' ? "\n" : "", second);

  gtk_box_append (GTK_BOX (words), head_label_new (label, NULL));
  if (second[0] == '\0')
    wrap_head (GTK_LABEL (gtk_widget_get_first_child (words)));
  else
    gtk_box_append (GTK_BOX (words), head_label_new (second, column->field->supplement ? "supplement" : "unit"));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_visible (arrow, FALSE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_button_set_child (GTK_BUTTON (header), box);
  gtk_widget_set_tooltip_text (header, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (header), "hj-column", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (header), "hj-arrow", arrow);
  g_signal_connect_object (header, "clicked", G_CALLBACK (header_clicked_cb), self, G_CONNECT_SWAPPED);

  return header;
}

static void
add_header (HjTableGrid *self,
            GtkWidget   *header)
{
  gtk_widget_add_css_class (header, "head");
  gtk_widget_set_overflow (header, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (header, GTK_WIDGET (self));
  g_ptr_array_add (self->headers, header);
}

void
hj_table_head_make (HjTableGrid *self)
{
  self->gauge = gtk_label_new ("国");
  gtk_widget_set_parent (self->gauge, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->gauge, FALSE);
  add_header (self, head_label_new ("", NULL));
  for (guint i = 0; i < self->columns->len; i++)
    add_header (self, column_header_new (self, hj_table_grid_column (self, i), i));
  add_header (self, head_label_new (_("Remarks of the check"), NULL));
  gtk_widget_add_css_class (g_ptr_array_index (self->headers, 0), "frozen");
  gtk_widget_add_css_class (g_ptr_array_index (self->headers, 1), "frozen");
}

void
hj_table_grid_sort (HjTableGrid *self,
                    int          column,
                    gboolean     descending)
{
  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  hj_table_grid_commit (self);
  hj_table_rows_sort (self->rows, column, descending);
  hj_table_head_show_sorted (self);
}

void
hj_table_grid_sort_current (HjTableGrid *self)
{
  header_clicked_cb (self, g_ptr_array_index (self->headers, self->column + 1));
}
