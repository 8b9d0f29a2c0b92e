/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-way"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-standards-model.h"
#include "hj-forms.h"
#include "hj-remark-board.h"
#include "hj-way.h"
#include "hj-walk-style.h"
#include "hj-wording.h"

/* A criterion with more aspects than these shows them only while one is there. */
#define MAX_ASPECTS_IN_SIGHT 4

struct _HjWay
{
  GtkWidget          parent_instance;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  HjSession         *session;
  HjPlace           *place;      /* where one is */
  guint              scroll_id;  /* tick callback */
};

enum { PROP_0, PROP_SESSION, N_PROPS };
enum { PLACE_ACTIVATED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjWay, hj_way, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
add_row (HjWay      *self,
         HjPlace    *place,
         const char *title,
         guint       depth)
{
  gtk_list_box_append (self->list, hj_way_row_new (place, title, depth));
  hj_place_free (place);
}

static void
add_aspects (HjWay             *self,
             const HjCriterion *criterion,
             guint              depth)
{
  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      add_row (self, hj_place_new_item (criterion->item->id, criterion->id, aspect->id), aspect->title, depth);
    }
}

static void
add_item (HjWay        *self,
          const HjItem *item,
          const char   *title,
          guint         depth)
{
  add_row (self, hj_place_new_item (item->id, NULL, NULL), title, depth);
  for (guint i = 0; i < item->criteria->len; i++)
    add_aspects (self, g_ptr_array_index (item->criteria, i), depth + 1);
}

/* A section of one item is one step; else the section goes before its items, and leads to the first. */
static void
add_section (HjWay           *self,
             const HjSection *section)
{
  g_autofree char *title = hj_wording_title (section->id, section->short_title);
  const HjItem *first = section->items->len > 0 ? g_ptr_array_index (section->items, 0) : NULL;

  if (first == NULL)
    return;
  if (section->items->len == 1)
    {
      add_item (self, first, title, 0);
      return;
    }

  add_row (self, hj_place_new_item (first->id, NULL, NULL), title, 0);
  for (guint i = 0; i < section->items->len; i++)
    {
      const HjItem *item = g_ptr_array_index (section->items, i);
      g_autofree char *item_title = hj_wording_title (item->id, item->short_title);

      add_item (self, item, item_title, 1);
    }
}

static void
fill (HjWay *self)
{
  HjScheme *scheme = hj_session_get_scheme (self->session);
  gboolean points = scheme->kind == HJ_SCHEME_POINTS;
  g_autoptr (GPtrArray) forms = hj_forms_list (scheme);

  add_row (self, hj_place_new (HJ_PLACE_NOTICE), _("Notice"), 0);
  add_row (self, hj_place_new (HJ_PLACE_VISIT), _("Visit"), 0);
  for (guint i = 0; i < forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (forms, i);

      add_row (self, hj_place_new_form (form->id, NULL), form->title, 0);
    }
  if (scheme->materials->len > 0)
    add_row (self, hj_place_new (HJ_PLACE_MATERIALS), _("Materials"), 0);
  if (scheme->standards->len > 0)
    add_row (self, hj_place_new (HJ_PLACE_STANDARDS), _("Standards"), 0);
  for (guint i = 0; i < scheme->sections->len; i++)
    add_section (self, g_ptr_array_index (scheme->sections, i));
  add_row (self, hj_place_new (HJ_PLACE_NOTES), _("Notes"), 0);
  add_row (self, hj_place_new (HJ_PLACE_CONCLUSION), _("Conclusion"), 0);
  add_row (self, hj_place_new (HJ_PLACE_SHEET), points ? _("Score Sheet") : _("Assessment Sheet"), 0);
  add_row (self, hj_place_new (HJ_PLACE_DEDUCTIONS), points ? _("Deduction Statement") : _("Conditions Not Met"), 0);
}

/* A row that stands for a whole section: its first item has a row of its own below it. */
static gboolean
is_section_row (HjWayRow *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  return next != NULL && hj_place_equal (hj_way_row_get_place (row), hj_way_row_get_place (HJ_WAY_ROW (next)));
}

static void
show_visit (HjWayRow  *row,
            HjContent *content)
{
  gboolean have[] = {
    content->visit.from != HJ_DAY_NONE,
    content->visit.place[0] != '\0',
    content->visit.methods[0] != '\0',
    content->occupations->len > 0,
    content->members->len > 0,
  };
  g_autofree char *progress = NULL;
  guint missing = 0;

  for (guint i = 0; i < G_N_ELEMENTS (have); i++)
    missing += have[i] ? 0 : 1;
  progress = missing > 0 ? g_strdup_printf (_("%u missing"), missing) : g_strdup ("");
  hj_way_row_show (row,
                   missing == 0 ? HJ_WAY_DONE : missing == G_N_ELEMENTS (have) ? HJ_WAY_UNTOUCHED : HJ_WAY_BEGUN,
                   missing == 0 ? _("complete") : _("incomplete"), progress, "");
}

static void
show_materials (HjWayRow  *row,
                HjContent *content)
{
  g_autofree char *progress = NULL;
  guint answered = 0, asked = 0;

  for (guint i = 0; i < content->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (content->scheme->materials, i);
      const HjMaterialReceipt *receipt = g_ptr_array_index (content->materials, i);

      answered += receipt->answered ? 1 : 0;
      asked += receipt->answered || hj_content_asks (content, material->types) ? 1 : 0;
    }
  progress = g_strdup_printf ("%u/%u", answered, asked);
  hj_way_row_show (row,
                   answered == 0 ? HJ_WAY_UNTOUCHED : answered < asked ? HJ_WAY_BEGUN : HJ_WAY_DONE,
                   answered < asked ? _("incomplete") : _("complete"), progress, "");
}

/* Fields that the notice asks for and nobody filled in yet. */
static guint
count_missing (HjContent    *content,
               const HjForm *form)
{
  const HjRecords *records = content->records[form->record];
  g_autoptr (GPtrArray) columns = hj_forms_list_columns (content->scheme, form);
  guint missing = 0;

  for (guint i = 0; i < records->rows->len; i++)
    for (guint j = 0; j < columns->len; j++)
      {
        const HjFormColumn *column = g_ptr_array_index (columns, j);
        const HjRecord *record = g_ptr_array_index (records->rows, i);

        missing += !column->field->supplement && record->values[column->index][0] == '\0' ? 1 : 0;
      }

  return missing;
}

/* How many rows, or how many fields are missing; and what the check remarks on. */
static void
show_form (HjWay        *self,
           HjWayRow     *row,
           const HjForm *form)
{
  HjRemarkBoard *board = hj_remark_board_get (self->session);
  guint remarks = hj_remark_board_count (board, form->id);
  guint n = hj_remark_board_count_rows (board, form->id);
  g_autofree char *told = remarks > 0 ? g_strdup_printf ("! %u", remarks) : g_strdup ("");
  g_autofree char *word = remarks > 0 ? g_strdup_printf (ngettext ("%u remark", "%u remarks", remarks), remarks)
                                      : g_strdup (n > 0 ? _("filled in") : _("empty"));
  g_autofree char *progress = NULL;
  HjWayState state = n > 0 ? HJ_WAY_DONE : HJ_WAY_UNTOUCHED;

  if (hj_forms_is_table (form))
    {
      progress = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
    }
  else
    {
      guint missing = count_missing (hj_session_get_content (self->session), form);

      progress = missing > 0 ? g_strdup_printf (_("%u missing"), missing) : g_strdup ("");
      state = missing > 0 ? HJ_WAY_BEGUN : state;
    }
  hj_way_row_show (row, state, word, progress, told);
}

static void
show_notes (HjWayRow  *row,
            HjContent *content)
{
  g_autofree char *progress = content->notes->len > 0 ? g_strdup_printf ("%u", content->notes->len) : g_strdup ("");

  hj_way_row_show (row, HJ_WAY_NOTHING, "", progress, "");
}

/* What is short comes first, then what can't be told; nothing while it is being checked. */
static void
show_standards (HjWay    *self,
                HjWayRow *row)
{
  HjStandardReport *report = hj_standards_model_get_report (hj_standards_model_get (self->session));
  g_autofree char *n_short = NULL;
  g_autofree char *n_unknown = NULL;

  if (report == NULL)
    {
      hj_way_row_show (row, HJ_WAY_UNTOUCHED, _("being checked"), "", "");
      return;
    }
  n_unknown = report->n_unknown > 0 ? g_strdup_printf (_("%u unknown"), report->n_unknown) : g_strdup ("");
  n_short = report->n_short > 0 ? g_strdup_printf (_("%u short"), report->n_short) : g_strdup ("");
  hj_way_row_show (row,
                   report->n_short > 0 ? HJ_WAY_ATTENTION : report->n_unknown > 0 ? HJ_WAY_BEGUN : HJ_WAY_DONE,
                   report->n_short + report->n_unknown > 0 ? _("incomplete") : _("complete"),
                   n_short, n_unknown);
}

/* Proposals that wait for a word: a sign and their number, in words for a screen reader. */
static char *
dup_waiting (guint       waiting,
             const char *progress)
{
  if (waiting == 0)
    return g_strdup (progress);

  return g_strdup_printf ("\xe2\x96\xb2%u%s%s", waiting, progress[0] != '\0' ? " " : "", progress);
}

static char *
dup_state_word (const char *word,
                guint       waiting)
{
  if (waiting == 0)
    return g_strdup (word);

  return g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%s, %u proposal waits", "%s, %u proposals wait", waiting),
                          word, waiting);
}

/* "6 / 10" once nothing is open; "at most 6" and how far one is until then; "not assessed" before. */
static void
show_figures (HjWayRow *row,
              guint     done,
              guint     open,
              gboolean  has_points,
              HjPoints  points,
              HjAmount  score,
              gboolean  attention,
              gboolean  begun,
              guint     waiting)
{
  g_autofree char *figure = hj_amount_format_short (score);
  g_autofree char *full = hj_points_format_short (points);
  g_autofree char *assessed = open > 0 && begun ? g_strdup_printf ("%u/%u", done, done + open) : g_strdup ("");
  g_autofree char *progress = dup_waiting (waiting, assessed);
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;
  HjWayState state = open == 0 ? HJ_WAY_DONE : begun ? HJ_WAY_BEGUN : HJ_WAY_UNTOUCHED;

  if (open == 0 && has_points)
    text = g_strdup_printf ("%s / %s", figure, full);
  else if (open == 0 && !begun)
    text = g_strdup (hj_wording_mark (HJ_MARK_NOT_APPLICABLE));  /* nothing of it is asked of this applicant */
  else if (!begun)
    text = g_strdup (_("not assessed"));
  else if (has_points)
    text = g_strdup_printf (_("at most %s"), figure);
  word = dup_state_word (attention ? _("experts differ") : open == 0 ? _("complete") : _("incomplete"), waiting);
  hj_way_row_show (row, attention ? HJ_WAY_ATTENTION : state, word, progress, text != NULL ? text : "");
}

/* Whether anything was recorded about the item, by anyone, even what does not count yet. */
static gboolean
is_begun (const HjCardItem *card)
{
  for (guint i = 0; i < card->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (card->criteria, i);

      if (criterion->voices->len > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_disagreement (const HjCardItem *card)
{
  for (guint i = 0; i < card->criteria->len; i++)
    if (((const HjCardCriterion *) g_ptr_array_index (card->criteria, i))->disagreement)
      return TRUE;

  return FALSE;
}

/* Bonus cases are never open: what was awarded, or nothing. */
static void
show_bonus (HjWayRow *row,
            HjAmount  score,
            gboolean  begun)
{
  g_autofree char *figure = hj_amount_format_short (score);
  g_autofree char *text = score.num > 0 ? g_strdup_printf ("+%s", figure) : g_strdup ("");

  hj_way_row_show (row, score.num > 0 ? HJ_WAY_DONE : begun ? HJ_WAY_BEGUN : HJ_WAY_NOTHING, "", "", text);
}

static void
show_item (HjWayRow         *row,
           const HjCardItem *card,
           guint             waiting)
{
  if (card->item->section->bonus)
    show_bonus (row, card->score, is_begun (card));
  else
    show_figures (row, card->done, card->open, card->item->has_points, card->item->points,
                  card->score, has_disagreement (card), is_begun (card), waiting);
}

static void
show_section (HjWayRow            *row,
              const HjCardSection *card)
{
  gboolean begun = FALSE, attention = FALSE;

  for (guint i = 0; i < card->items->len; i++)
    {
      begun |= is_begun (g_ptr_array_index (card->items, i));
      attention |= has_disagreement (g_ptr_array_index (card->items, i));
    }
  if (card->section->bonus)
    show_bonus (row, card->score, begun);
  else
    show_figures (row, card->done, card->open, card->section->has_points, card->section->points,
                  card->score, attention, begun, 0);
}

/* The mark of the one who records; of anyone where nobody does. */
static HjMark
find_mark (HjWay         *self,
           const HjPlace *place)
{
  HjContent *content = hj_session_get_content (self->session);
  const char *recorder = hj_session_get_recorder (self->session);
  HjMark mark = HJ_MARK_NONE;

  for (guint i = 0; i < content->findings->len && mark == HJ_MARK_NONE; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (g_str_equal (finding->criterion, place->criterion) &&
          (recorder[0] == '\0' || g_str_equal (finding->expert, recorder)))
        mark = hj_finding_get_mark (finding, place->aspect);
    }

  return mark;
}

static void
show_aspect (HjWay    *self,
             HjWayRow *row)
{
  const HjPlace *place = hj_way_row_get_place (row);
  const HjCardCriterion *card = hj_score_card_find_criterion (hj_session_get_card (self->session), place->criterion);
  HjMark mark = find_mark (self, place);

  /* Not asked of this kind of applicant: nothing to look at. */
  if (mark == HJ_MARK_NONE && card != NULL && card->unasked)
    mark = HJ_MARK_NOT_APPLICABLE;
  hj_way_row_show (row,
                   mark == HJ_MARK_NONE ? HJ_WAY_UNTOUCHED : mark == HJ_MARK_PROBLEM ? HJ_WAY_ATTENTION : HJ_WAY_DONE,
                   "", "", hj_wording_mark (mark));
}

static void
update_row (HjWay    *self,
            HjWayRow *row)
{
  const HjPlace *place = hj_way_row_get_place (row);
  HjContent *content = hj_session_get_content (self->session);
  HjScoreCard *card = hj_session_get_card (self->session);
  const HjCardItem *item;
  const HjForm *form;

  switch (place->kind)
    {
    case HJ_PLACE_VISIT:
      show_visit (row, content);
      break;

    case HJ_PLACE_MATERIALS:
      show_materials (row, content);
      break;

    case HJ_PLACE_NOTES:
      show_notes (row, content);
      break;

    case HJ_PLACE_STANDARDS:
      show_standards (self, row);
      break;

    case HJ_PLACE_ITEM:
      item = hj_score_card_find_item (card, place->item);
      if (item == NULL)
        break;
      if (place->aspect[0] != '\0')
        show_aspect (self, row);
      else if (is_section_row (row))
        show_section (row, hj_score_card_find_section (card, item->item->section->id));
      else
        show_item (row, item, hj_standards_model_count_waiting (hj_standards_model_get (self->session), item->item));
      break;

    case HJ_PLACE_CONCLUSION:
      hj_way_row_show (row, content->conclusion.result != HJ_RESULT_NONE ? HJ_WAY_DONE : HJ_WAY_UNTOUCHED,
                       content->conclusion.result != HJ_RESULT_NONE ? _("complete") : _("incomplete"), "", "");
      break;

    case HJ_PLACE_APPLICATION:
      form = hj_forms_find (hj_session_get_scheme (self->session), place->item);
      if (form != NULL)
        show_form (self, row, form);
      break;

    case HJ_PLACE_NOTICE:
    case HJ_PLACE_SHEET:
    case HJ_PLACE_DEDUCTIONS:
    default:
      hj_way_row_show (row, HJ_WAY_NOTHING, "", "", "");
      break;
    }
}

static void
update (HjWay *self)
{
  if (self->session == NULL)
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (HJ_IS_WAY_ROW (child))
      update_row (self, HJ_WAY_ROW (child));
}

/* Many aspects are in sight only while their item is where one is. */
static gboolean
filter_row_cb (GtkListBoxRow *row,
               gpointer       user_data)
{
  HjWay *self = user_data;
  const HjPlace *place = hj_way_row_get_place (HJ_WAY_ROW (row));
  const HjCriterion *criterion;

  if (place->aspect[0] == '\0' || self->session == NULL)
    return TRUE;
  if (self->place != NULL && g_str_equal (self->place->item, place->item))
    return TRUE;
  criterion = hj_scheme_find_criterion (hj_session_get_scheme (self->session), place->criterion);

  return criterion == NULL || criterion->aspects->len <= MAX_ASPECTS_IN_SIGHT;
}

static const char *
get_group (const HjPlace *place)
{
  switch (place->kind)
    {
    case HJ_PLACE_NOTICE:
    case HJ_PLACE_VISIT:
      return _("Dossier");

    case HJ_PLACE_APPLICATION:
    case HJ_PLACE_MATERIALS:
    case HJ_PLACE_STANDARDS:
      return _("Application");

    case HJ_PLACE_ITEM:
      return _("Assessment");

    case HJ_PLACE_NOTES:
    case HJ_PLACE_SHEET:
    case HJ_PLACE_DEDUCTIONS:
    case HJ_PLACE_CONCLUSION:
    default:
      return _("Result");
    }
}

static void
update_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer       user_data)
{
  const char *group = get_group (hj_way_row_get_place (HJ_WAY_ROW (row)));
  GtkWidget *label;

  if (before != NULL && g_str_equal (group, get_group (hj_way_row_get_place (HJ_WAY_ROW (before)))))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;

  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "way-header");
  gtk_list_box_row_set_header (row, label);
}

/* The last match is the deepest: an item's own row rather than its section's. */
static HjWayRow *
find_row (HjWay         *self,
          const HjPlace *place)
{
  g_autoptr (HjPlace) whole = NULL;
  HjWayRow *found = NULL, *whole_found = NULL;

  if (place == NULL)
    return NULL;
  whole = place->kind == HJ_PLACE_ITEM ? hj_place_new_item (place->item, NULL, NULL)
          : place->kind == HJ_PLACE_APPLICATION ? hj_place_new_form (place->item, NULL)
                                                : hj_place_new (place->kind);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!HJ_IS_WAY_ROW (child))
        continue;
      if (hj_place_equal (hj_way_row_get_place (HJ_WAY_ROW (child)), place))
        found = HJ_WAY_ROW (child);
      if (hj_place_equal (hj_way_row_get_place (HJ_WAY_ROW (child)), whole))
        whole_found = HJ_WAY_ROW (child);
    }

  return found != NULL ? found : whole_found;
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  HjWay *self = HJ_WAY (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (row)))
    return G_SOURCE_CONTINUE;
  self->scroll_id = 0;
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment,
                               (double) bounds.origin.y - 24,
                               (double) bounds.origin.y + (double) bounds.size.height + 24);

  return G_SOURCE_REMOVE;
}

/* The selection says where one is; the arrows borrow it while the keyboard is in the way. */
static void
select_place (HjWay *self)
{
  HjWayRow *row = find_row (self, self->place);

  gtk_list_box_select_row (self->list, row != NULL ? GTK_LIST_BOX_ROW (row) : NULL);
  if (row != NULL && self->scroll_id == 0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
row_activated_cb (HjWay    *self,
                  HjWayRow *row)
{
  g_autoptr (HjPlace) place = hj_place_copy (hj_way_row_get_place (row));

  g_signal_emit (self, signals[PLACE_ACTIVATED], 0, place);
}

static void
focus_left_cb (HjWay *self)
{
  if (self->place != NULL)
    select_place (self);
}

static void
clear_rows (HjWay *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
set_session (HjWay     *self,
             HjSession *session)
{
  if (session == self->session)
    return;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (hj_standards_model_get (self->session), update, self);
      g_signal_handlers_disconnect_by_func (hj_remark_board_get (self->session), update, self);
      clear_rows (self);
      g_clear_pointer (&self->place, hj_place_free);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  fill (self);
  update (self);
  g_signal_connect_object (hj_standards_model_get (session), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hj_remark_board_get (session), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
hj_way_dispose (GObject *object)
{
  HjWay *self = HJ_WAY (object);

  if (self->scroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_id);
  self->scroll_id = 0;
  if (self->scroller != NULL)
    {
      set_session (self, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->scroller));
      self->scroller = NULL;
    }
  g_clear_pointer (&self->place, hj_place_free);

  G_OBJECT_CLASS (hj_way_parent_class)->dispose (object);
}

static void
hj_way_get_property (GObject    *object,
                     guint       prop_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  g_value_set_object (value, HJ_WAY (object)->session);
}

static void
hj_way_set_property (GObject      *object,
                     guint         prop_id,
                     const GValue *value,
                     GParamSpec   *pspec)
{
  set_session (HJ_WAY (object), g_value_get_object (value));
}

static gboolean
hj_way_grab_focus (GtkWidget *widget)
{
  HjWay *self = HJ_WAY (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
hj_way_class_init (HjWayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_way_dispose;
  object_class->get_property = hj_way_get_property;
  object_class->set_property = hj_way_set_property;
  widget_class->grab_focus = hj_way_grab_focus;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PLACE_ACTIVATED] =
    g_signal_new ("place-activated",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HJ_TYPE_PLACE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-way.ui");
  gtk_widget_class_bind_template_child (widget_class, HjWay, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjWay, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
hj_way_init (HjWay *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_row_cb, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), focus);
}

GtkWidget *
hj_way_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_WAY, "session", session, NULL);
}

void
hj_way_show_place (HjWay         *self,
                   const HjPlace *place)
{
  g_autoptr (HjPlace) copy = NULL;

  g_return_if_fail (HJ_IS_WAY (self));

  copy = place != NULL ? hj_place_copy (place) : NULL;
  if (self->place == NULL || copy == NULL || !g_str_equal (self->place->item, copy->item))
    {
      g_clear_pointer (&self->place, hj_place_free);
      self->place = g_steal_pointer (&copy);
      gtk_list_box_invalidate_filter (self->list);
    }
  else
    {
      g_clear_pointer (&self->place, hj_place_free);
      self->place = g_steal_pointer (&copy);
    }
  select_place (self);
}

HjWayRow *
hj_way_get_row (HjWay      *self,
                const char *place)
{
  g_autoptr (HjPlace) parsed = hj_place_parse (place);
  HjWayRow *row = find_row (self, parsed);

  return row != NULL && hj_place_equal (hj_way_row_get_place (row), parsed) ? row : NULL;
}

HjWayRow *
hj_way_get_selected (HjWay *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? HJ_WAY_ROW (row) : NULL;
}
