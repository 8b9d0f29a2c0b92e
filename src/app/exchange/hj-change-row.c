/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-change-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-change-row.h"
#include "hj-text-diff.h"

/* Of longer ones one looks for the words that differ. */
#define SHORT_RULE 24

static const struct {
  const char *sign, *word, *css_class;
} changes[] = {
  [HJ_CHANGE_EQUAL] = { "=", NC_("edition", "Equal"), "equal" },
  [HJ_CHANGE_CHANGED] = { "≠", NC_("edition", "Changed"), "changed" },
  [HJ_CHANGE_NEW] = { "+", NC_("edition", "New"), "new" },
  [HJ_CHANGE_GONE] = { "−", NC_("edition", "Gone"), "gone" },
};

const char *
hj_change_row_word (HjChange change)
{
  g_return_val_if_fail ((guint) change < G_N_ELEMENTS (changes), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "edition", changes[change].word);
}

static void
append_runs (GString   *markup,
             GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const HjRun *run = g_ptr_array_index (runs, i);
      g_autofree char *text = g_markup_escape_text (run->text, -1);

      if (run->kind == HJ_RUN_OLD)
        g_string_append_printf (markup, "<s>%s</s>", text);
      else if (run->kind == HJ_RUN_ADDED)
        g_string_append_printf (markup, "<u><b>%s</b></u>", text);
      else
        g_string_append (markup, text);
    }
}

char *
hj_change_row_dup_markup (const HjSchemeChange *change)
{
  GString *markup = g_string_new (NULL);

  append_runs (markup, change->runs);
  if (change->runs->len == 0)
    {
      g_autofree char *text = g_markup_escape_text (change->after[0] != '\0' ? change->after : change->before, -1);

      g_string_append (markup, text);
    }

  return g_string_free (markup, FALSE);
}

char *
hj_change_row_dup_rule_markup (const HjSchemeChange *change)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (g_utf8_strlen (change->before_rule, -1) > SHORT_RULE && g_utf8_strlen (change->after_rule, -1) > SHORT_RULE)
    {
      GString *markup = g_string_new (NULL);
      g_autoptr (GPtrArray) runs = hj_text_diff (change->before_rule, change->after_rule);

      append_runs (markup, runs);

      return g_string_free (markup, FALSE);
    }
  before = g_markup_escape_text (change->before_rule[0] != '\0' ? change->before_rule : "—", -1);
  after = g_markup_escape_text (change->after_rule[0] != '\0' ? change->after_rule : "—", -1);

  return g_strdup_printf ("<s>%s</s>  →  <b>%s</b>", before, after);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* "item 2.1"; of what a scheme has one of only its name. */
static char *
dup_place (const HjSchemeChange *change)
{
  const char *label = hj_part_label (change->part);

  return g_str_equal (change->id, hj_part_to_id (change->part)) ? g_strdup (label)
                                                                : g_strdup_printf ("%s %s", label, change->id);
}

/* The same in words: "before …, now …". */
static char *
dup_name (const HjSchemeChange *change)
{
  const char *word = hj_change_row_word (change->change);

  if (change->change == HJ_CHANGE_CHANGED && g_str_equal (change->before, change->after))
    return g_strdup_printf (_("%s %s, before: %s; now: %s"), change->id, word, change->before_rule, change->after_rule);
  if (change->change == HJ_CHANGE_CHANGED)
    return g_strdup_printf (_("%s %s, before: %s; now: %s"), change->id, word, change->before, change->after);

  return g_strdup_printf ("%s %s, %s", change->id, word, change->after[0] != '\0' ? change->after : change->before);
}

GtkWidget *
hj_change_row_new (const HjSchemeChange *change)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *sign = g_strdup_printf ("%s %s", changes[change->change].sign, hj_change_row_word (change->change));
  g_autofree char *place = dup_place (change);
  g_autofree char *markup = hj_change_row_dup_markup (change);
  g_autofree char *name = dup_name (change);
  GtkWidget *status = make_label (sign, "status");
  GtkWidget *text = make_label (NULL, NULL);

  gtk_widget_add_css_class (status, changes[change->change].css_class);
  gtk_box_append (GTK_BOX (head), status);
  gtk_box_append (GTK_BOX (head), make_label (place, "dim-label"));
  gtk_label_set_markup (GTK_LABEL (text), markup);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  if (change->points_changed)
    {
      g_autofree char *rule = hj_change_row_dup_rule_markup (change);
      GtkWidget *label = make_label (NULL, "caption");

      gtk_label_set_markup (GTK_LABEL (label), rule);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (row, "change");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}
