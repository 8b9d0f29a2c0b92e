/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-standard-entry"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-place.h"
#include "hj-standard-entry.h"
#include "hj-standards-words.h"
#include "hj-wording.h"

/* So many results of one standard are shown without folding those that are met. */
#define FEW 3

/* So many are shown before one asks for more: twenty occupations have forty of one standard. */
#define MANY 6
#define FURTHER 12

struct _HjStandardEntry
{
  GtkListBoxRow     parent_instance;
  GtkLabel         *sign;
  GtkLabel         *clause;
  GtkLabel         *text;
  GtkLabel         *manual;
  GtkWidget        *results;
  GtkToggleButton  *more;
  GtkWidget        *further;
  GtkWidget        *item;
  HjSession        *session;
  const HjStandard *standard;
  HjStandardStatus  status;
  HjStandardReport *report;      /* what is shown */
  HjShow            show;
  char             *occupation;
  guint             limit;       /* results shown, beside those that are open */
};

G_DEFINE_FINAL_TYPE (HjStandardEntry, hj_standard_entry, GTK_TYPE_LIST_BOX_ROW)

static void
item_clicked_cb (HjStandardEntry *self)
{
  g_autoptr (HjPlace) place = hj_place_new_item (self->standard->item, NULL, NULL);
  g_autofree char *text = hj_place_to_string (place);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

static HjResultRow *
find_result (HjStandardEntry *self,
             const char    *check,
             const char    *subject)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->results);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const HjStandardResult *result = hj_result_row_get_result (HJ_RESULT_ROW (child));

      if (g_str_equal (result->check->id, check) && g_str_equal (result->subject, subject))
        return HJ_RESULT_ROW (child);
    }

  return NULL;
}

static gboolean
is_of_occupation (const HjStandardResult *result,
                  const char             *occupation)
{
  gsize length = strlen (occupation);

  return length == 0 || result->subject[0] == '\0' ||
         (strncmp (result->subject, occupation, length) == 0 &&
          (result->subject[length] == '\0' || result->subject[length] == '/'));
}

static gboolean
fits (const HjStandardResult *result,
      HjShow                  show)
{
  switch (show)
    {
    case HJ_SHOW_SHORT:
      return result->status == HJ_STANDARD_SHORT || result->status == HJ_STANDARD_RELAXED;

    case HJ_SHOW_UNKNOWN:
      return result->status == HJ_STANDARD_UNKNOWN;

    case HJ_SHOW_ALL:
    default:
      return result->status != HJ_STANDARD_NOT_APPLICABLE;
    }
}

/* Worst first: what is short tells more of a standard than what is met. */
static HjStandardStatus
worse (HjStandardStatus a,
       HjStandardStatus b)
{
  static const int weight[] = {
    [HJ_STANDARD_MET] = 1, [HJ_STANDARD_SHORT] = 5, [HJ_STANDARD_UNKNOWN] = 4,
    [HJ_STANDARD_RELAXED] = 3, [HJ_STANDARD_MANUAL] = 2, [HJ_STANDARD_NOT_APPLICABLE] = 0,
  };

  return weight[a] >= weight[b] ? a : b;
}

/* Results by identity: those of an older report that are still there keep their widget, its open rows
 * and what is being typed in it. */
static void
drop_gone (HjStandardEntry *self,
           GPtrArray     *wanted)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (self->results); child != NULL; child = next)
    {
      const HjStandardResult *shown = hj_result_row_get_result (HJ_RESULT_ROW (child));
      gboolean found = FALSE;

      next = gtk_widget_get_next_sibling (child);
      for (guint i = 0; i < wanted->len && !found; i++)
        {
          const HjStandardResult *result = g_ptr_array_index (wanted, i);

          found = g_str_equal (result->check->id, shown->check->id) && g_str_equal (result->subject, shown->subject);
        }
      if (!found)
        gtk_box_remove (GTK_BOX (self->results), child);
    }
}

static void
put_results (HjStandardEntry *self,
             GPtrArray     *wanted)
{
  GtkWidget *before = NULL;

  drop_gone (self, wanted);
  for (guint i = 0; i < wanted->len; i++)
    {
      const HjStandardResult *result = g_ptr_array_index (wanted, i);
      HjResultRow *row = find_result (self, result->check->id, result->subject);

      if (row == NULL)
        {
          row = HJ_RESULT_ROW (hj_result_row_new (self->session));
          hj_result_row_show (row, result);
          gtk_box_insert_child_after (GTK_BOX (self->results), GTK_WIDGET (row), before);
        }
      else
        {
          hj_result_row_show (row, result);
          if (gtk_widget_get_prev_sibling (GTK_WIDGET (row)) != before)
            gtk_box_reorder_child_after (GTK_BOX (self->results), GTK_WIDGET (row), before);
        }
      /* Of one result the standard's own status says enough. */
      hj_result_row_set_alone (row, wanted->len == 1);
      before = GTK_WIDGET (row);
    }
  gtk_widget_set_visible (self->results, wanted->len > 0);
}

/* As many as one asked for; what is open or being written stays whatever its place. */
static void
cut_short (HjStandardEntry *self,
           GPtrArray       *wanted)
{
  guint all = wanted->len, n = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < wanted->len;)
    {
      const HjStandardResult *result = g_ptr_array_index (wanted, i);
      HjResultRow *row = n >= self->limit ? find_result (self, result->check->id, result->subject) : NULL;

      if (n >= self->limit && (row == NULL || !hj_result_row_is_open (row)))
        {
          g_ptr_array_remove_index (wanted, i);
          continue;
        }
      n++;
      i++;
    }
  label = g_strdup_printf (_("Show More (%u)"), all - wanted->len);
  gtk_button_set_label (GTK_BUTTON (self->further), label);
  gtk_widget_set_visible (self->further, wanted->len < all);
}

static void
show_more_button (HjStandardEntry *self,
                  guint          n_folded)
{
  g_autofree char *label = g_strdup_printf (gtk_toggle_button_get_active (self->more) ? _("Fold the %u That Are Met")
                                                                                      : _("Show the %u That Are Met"),
                                            n_folded);

  gtk_button_set_label (GTK_BUTTON (self->more), label);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_folded > 0);
}

static void
show_status (HjStandardEntry *self)
{
  g_autofree char *sign = g_strdup_printf ("%s %s", hj_standards_words_status_sign (self->status),
                                           hj_standards_words_status (self->status));
  g_autofree char *name = g_strdup_printf ("%s, %s", self->standard->text, hj_standards_words_status (self->status));

  gtk_label_set_label (self->sign, sign);
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign),
                              (const char *[]) { "status", hj_standards_words_status_class (self->status), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_results (HjStandardEntry *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  guint n_met = 0;
  gboolean fold;

  self->status = self->standard->checks->len > 0 ? HJ_STANDARD_NOT_APPLICABLE : HJ_STANDARD_MANUAL;
  for (guint i = 0; self->report != NULL && i < self->report->results->len; i++)
    {
      const HjStandardResult *result = g_ptr_array_index (self->report->results, i);

      if (!g_str_equal (result->standard->id, self->standard->id) || !is_of_occupation (result, self->occupation))
        continue;
      self->status = result->check == NULL ? result->status : worse (self->status, result->status);
      if (result->check == NULL || !fits (result, self->show))
        continue;
      g_ptr_array_add (all, (gpointer) result);
      n_met += result->status == HJ_STANDARD_MET ? 1 : 0;
    }

  fold = all->len > FEW && n_met > 1;
  for (guint i = 0; i < all->len; i++)
    {
      const HjStandardResult *result = g_ptr_array_index (all, i);

      if (!fold || result->status != HJ_STANDARD_MET || gtk_toggle_button_get_active (self->more))
        g_ptr_array_add (wanted, (gpointer) result);
    }
  cut_short (self, wanted);
  put_results (self, wanted);
  show_more_button (self, fold ? n_met : 0);
  if (self->report == NULL && self->standard->checks->len > 0)
    self->status = HJ_STANDARD_UNKNOWN;
  show_status (self);
}

static void
more_toggled_cb (HjStandardEntry *self)
{
  if (self->standard != NULL)
    show_results (self);
}

static void
further_clicked_cb (HjStandardEntry *self)
{
  self->limit += FURTHER;
  show_results (self);
}

static void
hj_standard_entry_dispose (GObject *object)
{
  HjStandardEntry *self = HJ_STANDARD_ENTRY (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->report, hj_standard_report_unref);

  G_OBJECT_CLASS (hj_standard_entry_parent_class)->dispose (object);
}

static void
hj_standard_entry_finalize (GObject *object)
{
  g_free (HJ_STANDARD_ENTRY (object)->occupation);

  G_OBJECT_CLASS (hj_standard_entry_parent_class)->finalize (object);
}

static void
hj_standard_entry_class_init (HjStandardEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_standard_entry_dispose;
  object_class->finalize = hj_standard_entry_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hengjian/Hengjian/ui/standards/hj-standard-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, clause);
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, further);
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, item);
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, manual);
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, more);
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, results);
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, sign);
  gtk_widget_class_bind_template_child (widget_class, HjStandardEntry, text);
  gtk_widget_class_bind_template_callback (widget_class, further_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
}

static void
hj_standard_entry_init (HjStandardEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->occupation = g_strdup ("");
  self->limit = MANY;
}

/* "附件1 一.4 · 可适当放宽": the clause, and what kind of demand it is. */
static char *
dup_clause (const HjStandard *standard)
{
  GString *text = g_string_new (standard->clause);

  if (standard->kind == HJ_STANDARD_EXCLUSION)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", C_("standard", "must not hold"));
  if (standard->kind == HJ_STANDARD_REMARK)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", C_("standard", "no demand"));
  if (standard->relaxable)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", C_("standard", "may be relaxed"));

  return g_string_free (text, FALSE);
}

GtkWidget *
hj_standard_entry_new (HjSession        *session,
                     const HjStandard *standard)
{
  HjStandardEntry *self = g_object_new (HJ_TYPE_STANDARD_ENTRY, NULL);
  g_autofree char *clause = dup_clause (standard);
  const HjItem *item = hj_scheme_find_item (hj_session_get_scheme (session), standard->item);

  self->session = g_object_ref (session);
  self->standard = standard;
  gtk_label_set_label (self->clause, clause);
  gtk_label_set_label (self->text, standard->text);
  gtk_widget_set_visible (GTK_WIDGET (self->manual), standard->checks->len == 0);
  gtk_widget_set_visible (self->item, item != NULL);
  if (item != NULL)
    {
      g_autofree char *title = hj_wording_title (item->id, item->short_title);
      g_autofree char *label = g_strdup_printf (_("Go to %s"), title);

      gtk_button_set_label (GTK_BUTTON (self->item), label);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->item))), PANGO_ELLIPSIZE_END);
    }

  return GTK_WIDGET (self);
}

const HjStandard *
hj_standard_entry_get_standard (HjStandardEntry *self)
{
  return self->standard;
}

gboolean
hj_standard_entry_show (HjStandardEntry    *self,
                      HjStandardReport *report,
                      HjShow            show,
                      const char       *occupation)
{
  HjStandardReport *before;

  g_return_val_if_fail (HJ_IS_STANDARD_ENTRY (self), FALSE);

  /* The rows point into the old report until each shows the new one. */
  before = self->report;
  self->report = report != NULL ? hj_standard_report_ref (report) : NULL;
  self->show = show;
  g_free (self->occupation);
  self->occupation = g_strdup (occupation);
  show_results (self);
  g_clear_pointer (&before, hj_standard_report_unref);

  switch (show)
    {
    case HJ_SHOW_SHORT:
      return self->status == HJ_STANDARD_SHORT || self->status == HJ_STANDARD_RELAXED ||
             gtk_widget_get_visible (self->results);

    case HJ_SHOW_UNKNOWN:
      return self->status == HJ_STANDARD_UNKNOWN || gtk_widget_get_visible (self->results);

    case HJ_SHOW_ALL:
    default:
      return TRUE;
    }
}

HjStandardStatus
hj_standard_entry_get_status (HjStandardEntry *self)
{
  return self->status;
}

HjResultRow *
hj_standard_entry_get_result (HjStandardEntry *self,
                            const char    *check,
                            const char    *subject)
{
  g_return_val_if_fail (HJ_IS_STANDARD_ENTRY (self), NULL);

  return find_result (self, check, subject);
}

GtkWidget *
hj_standard_entry_get_more (HjStandardEntry *self)
{
  return GTK_WIDGET (self->more);
}
