/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-item-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-cost.h"
#include "hj-derivation.h"
#include "hj-follow-focus.h"
#include "hj-item-page.h"
#include "hj-proposal-list.h"
#include "hj-standards-model.h"
#include "hj-walk-style.h"
#include "hj-wording.h"

struct _HjItemPage
{
  GtkWidget          parent_instance;
  GtkScrolledWindow *scroller;
  GtkLabel          *section;
  GtkLabel          *title;
  GtkLabel          *basis;
  GtkLabel          *methods;
  GtkWidget         *score;
  GtkLabel          *score_figure;
  GtkLabel          *score_caption;
  GtkWidget         *reading_box;
  GtkLabel          *reading;
  GtkWidget         *nobody;
  GtkLabel          *nobody_label;
  GtkWidget         *waiting;    /* tells of proposals as the item opens, and leads to them */
  HjProposalList    *proposals;  /* those that belong to no criterion yet */
  GtkListBox        *rows;
  GtkLabel          *summary;
  GtkLabel          *hint;
  HjSession         *session;
  const HjItem      *item;       /* borrowed from the session's scheme */
  char              *answered;   /* the criterion answered last */
  char              *place;      /* told last */
};

enum { PROP_0, PROP_SESSION, N_PROPS };
enum { PLACE_CHANGED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjItemPage, hj_item_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (!g_str_equal (gtk_label_get_label (label), text))
    gtk_label_set_label (label, text);
}

static char *
dup_methods (const HjItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < item->methods->len; i++)
    {
      const char *id = g_ptr_array_index (item->methods, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "",
                              hj_scheme_method_label (item->section->scheme, id));
    }

  return g_strdup (text->str);
}

/* What the notice doesn't settle stands apart from its words, as the program's. */
static char *
dup_reading (const HjItem *item)
{
  const char *borrowed = item->section->scheme->borrowed;
  const char *reading = item->rule.reading;
  g_autofree char *own = reading[0] != '\0' ? g_strdup_printf (_("Program’s default, the notice doesn’t say: %s"), reading) : NULL;

  if (borrowed[0] == '\0')
    return g_strdup (own != NULL ? own : "");
  if (own == NULL)
    return g_strdup_printf (_("Borrowed rubric: %s"), borrowed);

  return g_strdup_printf (_("Borrowed rubric: %s\n%s"), borrowed, own);
}

static void
show_item_words (HjItemPage *self)
{
  const HjItem *item = self->item;
  g_autofree char *title = hj_wording_title (item->id, item->title);
  g_autofree char *methods = dup_methods (item);
  g_autofree char *points = hj_points_format_short (item->points);
  g_autofree char *described = hj_assess_describe_rule (item);
  g_autofree char *rule_line = NULL;
  g_autofree char *line = NULL;
  g_autofree char *reading = dup_reading (item);

  rule_line = item->has_points ? g_strdup_printf (_("%s points · %s"), points, described) : g_strdup (described);
  line = methods[0] != '\0' ? g_strdup_printf ("%s · %s", rule_line, methods) : g_strdup (rule_line);
  gtk_label_set_label (self->section, item->section->title);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->basis, item->basis);
  gtk_widget_set_visible (GTK_WIDGET (self->basis), item->basis[0] != '\0');
  gtk_label_set_label (self->methods, line);
  gtk_label_set_label (self->reading, reading);
  gtk_widget_set_visible (self->reading_box, reading[0] != '\0');
}

static void
update_score (HjItemPage       *self,
              const HjCardItem *card)
{
  g_autofree char *score = hj_amount_format_short (card->score);
  g_autofree char *points = hj_points_format_short (self->item->points);
  g_autofree char *caption = NULL;
  g_autofree char *name = NULL;
  gboolean untouched = card->done == 0 && card->raw.num == 0;

  if (self->item->section->bonus)
    {
      g_autofree char *bonus = g_strdup_printf ("+%s", score);

      set_label (self->score_figure, card->score.num > 0 ? bonus : "0");
      caption = g_strdup (_("bonus"));
    }
  else if (card->has_score)
    {
      set_label (self->score_figure, score);
      caption = g_strdup_printf (_("of %s"), points);
    }
  else if (untouched)
    {
      set_label (self->score_figure, "\xe2\x80\x94");
      caption = g_strdup_printf (_("not assessed, of %s"), points);
    }
  else
    {
      set_label (self->score_figure, score);
      caption = g_strdup_printf (_("at most, of %s"), points);
    }
  set_label (self->score_caption, caption);
  gtk_widget_set_visible (self->score, self->item->has_points || self->item->section->bonus);
  name = g_strdup_printf ("%s %s", gtk_label_get_label (self->score_figure), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->score), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* "3 of 7 assessed; −4 taken": where the item stands, below its criteria. */
static void
update_summary (HjItemPage       *self,
                const HjCardItem *card)
{
  guint total = card->done + card->open;
  g_autofree char *raw = hj_wording_amount_cost (card->raw);
  g_autofree char *applied = hj_wording_amount_cost (card->applied);
  g_autofree char *text = NULL;

  if (hj_amount_compare (card->raw, card->applied) > 0)
    text = g_strdup_printf (_("%u of %u assessed; %s found, %s taken: the item is used up"),
                            card->done, total, raw, applied);
  else if (card->raw.num > 0)
    text = g_strdup_printf (_("%u of %u assessed; %s taken"), card->done, total, applied);
  else
    text = g_strdup_printf (_("%u of %u assessed"), card->done, total);
  set_label (self->summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), total > 0);
}

/* Of the criterion answered last; where it doesn't count yet, what it will cost is said already. */
static char *
dup_after (HjItemPage *self,
           gboolean   *can_pass)
{
  HjScoreCard *card = hj_session_get_card (self->session);
  HjCriterionRow *row = self->answered != NULL ? hj_item_page_get_row (self, self->answered) : NULL;
  const HjFinding *finding = row != NULL ? hj_finding_editor_peek (hj_criterion_row_get_editor (row)) : NULL;
  char *owed = NULL;

  *can_pass = card->can_pass;
  if (row == NULL)
    return hj_cost_line (card);
  if (finding != NULL)
    owed = hj_cost_owed (hj_session_get_content (self->session),
                         hj_criterion_row_get_criterion (row), finding, can_pass);

  return owed != NULL ? owed : hj_cost_after (card, self->answered);
}

/* The line that is always in sight: what the last answer did, or that nothing can be gained any more. */
static void
show_after (HjItemPage *self)
{
  HjScoreCard *card = hj_session_get_card (self->session);
  gboolean can_pass = TRUE;
  g_autofree char *text = dup_after (self, &can_pass);

  set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text[0] != '\0');
  if ((!can_pass || !card->can_pass) && card->content->scheme->kind == HJ_SCHEME_POINTS)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "impossible");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "impossible");
}

/* Whoever can't answer is told why, and who could. */
static void
update_nobody (HjItemPage *self)
{
  const char *recorder = hj_session_get_recorder (self->session);
  const HjMember *member = hj_content_find_member (hj_session_get_content (self->session), recorder);
  gboolean recused = member != NULL && member->recused;

  gtk_widget_set_visible (self->nobody,
                          (recorder[0] == '\0' || recused) &&
                          hj_session_get_mode (self->session) == HJ_SESSION_WRITE);
  set_label (self->nobody_label,
             recused ? _("You are recused: what you record is kept, but does not count.")
                     : _("Nobody is recording yet: an answer needs the expert who gives it."));
}

/* Whether @widget stands lower on the page than @other. */
static gboolean
is_below (GtkWidget *widget,
          GtkWidget *other)
{
  graphene_rect_t bounds, others;
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (other));

  return root != NULL && gtk_widget_compute_bounds (widget, root, &bounds) &&
         gtk_widget_compute_bounds (other, root, &others) && bounds.origin.y > others.origin.y;
}

/* The proposals that wait for a word, top to bottom. */
static GPtrArray *
list_waiting (HjItemPage *self)
{
  GPtrArray *waiting = g_ptr_array_new ();

  hj_proposal_list_add_waiting (self->proposals, waiting);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_proposal_list_add_waiting (hj_criterion_row_get_proposals (HJ_CRITERION_ROW (child)), waiting);

  return waiting;
}

/* They stand below what is looked at, often out of sight: how many there are is said at the top. */
static void
update_waiting (HjItemPage *self)
{
  guint n = hj_standards_model_count_waiting (hj_standards_model_get (self->session), self->item);
  g_autofree char *text = NULL;

  if (n == 1)
    text = g_strdup (_("▲ The standards propose something here (F4)"));
  else
    text = g_strdup_printf (_("▲ The standards propose %u things here (F4: one after another)"), n);
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->waiting)), text) != 0)
    gtk_button_set_label (GTK_BUTTON (self->waiting), text);
  gtk_widget_set_visible (self->waiting, n > 0);
}

/* From where the keyboard is to the next that waits, and round again. */
static void
next_proposal (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HjItemPage *self = HJ_ITEM_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *here = focus != NULL ? gtk_widget_get_ancestor (focus, HJ_TYPE_PROPOSAL_ROW) : NULL;
  g_autoptr (GPtrArray) waiting = list_waiting (self);
  guint position = 0;

  if (waiting->len == 0)
    return;
  if (here != NULL && g_ptr_array_find (waiting, here, &position))
    position = (position + 1) % waiting->len;
  else if (here != NULL)
    {
      /* Just decided: the next is the first below it. */
      while (position < waiting->len && !is_below (g_ptr_array_index (waiting, position), here))
        position++;
      position %= waiting->len;
    }
  hj_proposal_row_focus (g_ptr_array_index (waiting, position));
}

static void
update_proposals (HjItemPage *self)
{
  HjStandardsModel *model = hj_standards_model_get (self->session);
  g_autoptr (GPtrArray) proposals = hj_standards_model_list_proposals (model, self->item);

  hj_proposal_list_show (self->proposals, self->session, proposals, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_proposal_list_show (hj_criterion_row_get_proposals (HJ_CRITERION_ROW (child)), self->session, proposals,
                           hj_criterion_row_get_criterion (HJ_CRITERION_ROW (child)));
  update_waiting (self);
}

static void
update (HjItemPage *self)
{
  const HjCardItem *card;

  if (self->session == NULL || self->item == NULL)
    return;

  card = hj_score_card_find_item (hj_session_get_card (self->session), self->item->id);
  update_nobody (self);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_criterion_row_update (HJ_CRITERION_ROW (child));
  update_proposals (self);
  if (card != NULL)
    {
      update_score (self, card);
      update_summary (self, card);
    }
  show_after (self);
}

static void
row_hinted_cb (HjItemPage *self,
               const char *hint)
{
  if (hint == NULL || hint[0] == '\0')
    show_after (self);
  else
    set_label (self->hint, hint);
}

static void
row_answered_cb (HjItemPage     *self,
                 HjCriterionRow *row)
{
  g_free (self->answered);
  self->answered = g_strdup (hj_criterion_row_get_criterion (row)->id);
  show_after (self);
}

static void
tell_place (HjItemPage *self,
            const char *criterion,
            const char *aspect)
{
  g_autoptr (HjPlace) place = NULL;
  g_autofree char *text = NULL;

  /* The keyboard may come back to a row of a page that was let go of. */
  if (self->item == NULL)
    return;

  place = hj_place_new_item (self->item->id, criterion, aspect);
  text = hj_place_to_string (place);
  if (g_strcmp0 (text, self->place) == 0)
    return;
  g_free (self->place);
  self->place = g_steal_pointer (&text);
  g_signal_emit (self, signals[PLACE_CHANGED], 0, place);
}

static void
row_entered_cb (GtkEventController *controller,
                HjItemPage         *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);

  tell_place (self, hj_criterion_row_get_criterion (HJ_CRITERION_ROW (row))->id, NULL);
}

static void
row_aspect_focused_cb (HjItemPage     *self,
                       const char     *aspect,
                       HjCriterionRow *row)
{
  tell_place (self, hj_criterion_row_get_criterion (row)->id, aspect);
}

static void
score_clicked_cb (HjItemPage *self)
{
  hj_derivation_popup (self->score, hj_session_get_card (self->session), self->item->id,
                       gtk_label_get_label (self->title));
}

static void
add_row (HjItemPage        *self,
         const HjCriterion *criterion,
         guint              number)
{
  GtkWidget *row = hj_criterion_row_new (self->session, criterion, number);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (row, "hinted", G_CALLBACK (row_hinted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "answered", G_CALLBACK (row_answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "aspect-focused", G_CALLBACK (row_aspect_focused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (row_entered_cb), self, 0);
  gtk_widget_add_controller (row, focus);
  gtk_list_box_append (self->rows, row);
}

static void
remove_rows (HjItemPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
}

/* Another item: the only moment at which rows are made anew. */
static void
show_item (HjItemPage   *self,
           const HjItem *item)
{
  hj_item_page_commit (self);
  g_clear_pointer (&self->answered, g_free);
  g_clear_pointer (&self->place, g_free);
  remove_rows (self);
  self->item = item;
  if (item == NULL)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      hj_proposal_list_show (self->proposals, self->session, none, NULL);
      gtk_widget_set_visible (self->waiting, FALSE);
      return;
    }

  show_item_words (self);
  for (guint i = 0; i < item->criteria->len; i++)
    add_row (self, g_ptr_array_index (item->criteria, i), item->criteria->len > 1 ? i + 1 : 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update (self);
}

static void
set_session (HjItemPage *self,
             HjSession  *session)
{
  if (session == self->session)
    return;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (hj_standards_model_get (self->session), update, self);
      show_item (self, NULL);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (hj_standards_model_get (session), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
hj_item_page_dispose (GObject *object)
{
  HjItemPage *self = HJ_ITEM_PAGE (object);
  GtkWidget *child;

  if (self->rows != NULL)
    set_session (self, NULL);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->rows = NULL;

  G_OBJECT_CLASS (hj_item_page_parent_class)->dispose (object);
}

static void
hj_item_page_finalize (GObject *object)
{
  HjItemPage *self = HJ_ITEM_PAGE (object);

  g_clear_pointer (&self->answered, g_free);
  g_clear_pointer (&self->place, g_free);

  G_OBJECT_CLASS (hj_item_page_parent_class)->finalize (object);
}

static void
hj_item_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_object (value, HJ_ITEM_PAGE (object)->session);
}

static void
hj_item_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  set_session (HJ_ITEM_PAGE (object), g_value_get_object (value));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-item-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, section);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, title);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, basis);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, methods);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, score);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, score_figure);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, score_caption);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, reading_box);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, reading);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, nobody_label);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, proposals);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, rows);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, summary);
  gtk_widget_class_bind_template_child (widget_class, HjItemPage, hint);
  gtk_widget_class_bind_template_callback (widget_class, score_clicked_cb);
}

static void
hj_item_page_class_init (HjItemPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hj_item_page_dispose;
  object_class->finalize = hj_item_page_finalize;
  object_class->get_property = hj_item_page_get_property;
  object_class->set_property = hj_item_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PLACE_CHANGED] =
    g_signal_new ("place-changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HJ_TYPE_PLACE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "proposals.next", NULL, next_proposal);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_F4, 0, "proposals.next", NULL);
  g_type_ensure (HJ_TYPE_PROPOSAL_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
hj_item_page_init (HjItemPage *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hj_follow_focus (self->scroller);
}

GtkWidget *
hj_item_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_ITEM_PAGE, "session", session, NULL);
}

/* The first criterion that is open for the one who records, or the first. */
static GtkWidget *
find_start (HjItemPage *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (hj_finding_editor_why_open (hj_criterion_row_get_editor (HJ_CRITERION_ROW (child))) != HJ_OPEN_NOT)
      return child;

  return first;
}

void
hj_item_page_show_place (HjItemPage    *self,
                         const HjPlace *place)
{
  const HjItem *item;
  HjCriterionRow *row;

  g_return_if_fail (HJ_IS_ITEM_PAGE (self));
  g_return_if_fail (place != NULL && self->session != NULL);

  item = hj_scheme_find_item (hj_session_get_scheme (self->session), place->item);
  if (item == NULL)
    return;
  if (item != self->item)
    show_item (self, item);

  row = place->criterion[0] != '\0' ? hj_item_page_get_row (self, place->criterion) : NULL;
  if (row != NULL && place->aspect[0] != '\0')
    hj_criterion_row_focus_aspect (row, place->aspect);
  else if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (find_start (self) != NULL)
    gtk_widget_grab_focus (find_start (self));
}

HjCriterionRow *
hj_item_page_get_row (HjItemPage *self,
                      const char *criterion)
{
  g_return_val_if_fail (HJ_IS_ITEM_PAGE (self), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (hj_criterion_row_get_criterion (HJ_CRITERION_ROW (child))->id, criterion))
      return HJ_CRITERION_ROW (child);

  return NULL;
}

const char *
hj_item_page_get_hint (HjItemPage *self)
{
  return gtk_label_get_label (self->hint);
}

void
hj_item_page_commit (HjItemPage *self)
{
  g_return_if_fail (HJ_IS_ITEM_PAGE (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_criterion_row_commit (HJ_CRITERION_ROW (child));
}

GtkWidget *
hj_item_page_get_waiting (HjItemPage *self)
{
  return self->waiting;
}

HjProposalList *
hj_item_page_get_proposals (HjItemPage *self)
{
  return self->proposals;
}
