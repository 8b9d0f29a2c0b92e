/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-accelerators.h"
#include "hj-assess.h"
#include "hj-banner.h"
#include "hj-conclusion-page.h"
#include "hj-dossier-page.h"
#include "hj-error.h"
#include "hj-export.h"
#include "hj-form-page.h"
#include "hj-forms.h"
#include "hj-item-page.h"
#include "hj-materials-page.h"
#include "hj-notes-page.h"
#include "hj-notice-page.h"
#include "hj-recorder-button.h"
#include "hj-report.h"
#include "hj-score-bar.h"
#include "hj-search-page.h"
#include "hj-standards-page.h"
#include "hj-visit-page.h"
#include "hj-way.h"
#include "hj-where-button.h"

struct _HjDossierPage
{
  GtkWidget         parent_instance;

  HjSession        *session;
  HjScheme         *scheme;    /* the one its pages are made for: it outlives a move to another edition */
  HjPlace          *place;

  AdwFlap          *flap;
  GtkToggleButton  *way_button;
  GtkButton        *undo;
  GtkButton        *redo;
  AdwWindowTitle   *title;
  HjRecorderButton *recorder;
  HjWhereButton    *where;
  GtkMenuButton    *menu;
  HjBanner         *failure_banner;
  HjBanner         *where_banner;
  HjBanner         *notice_banner;
  HjBanner         *recovery_banner;
  HjWay            *way;
  GtkStack         *pages;
  HjSearchPage     *search;
  HjScoreBar       *score_bar;

  /* Made when one first goes there. */
  GtkWidget        *item_page;
  GtkWidget        *visit_page;
  GtkWidget        *materials_page;
  GtkWidget        *notes_page;
  GtkWidget        *sheet_page;
  GHashTable       *form_pages;  /* form id -> its page, borrowed */
  GtkWidget        *standards_page;
  GtkWidget        *conclusion_page;
  GtkWidget        *notice_page;
};

enum {
  PLACE_CHANGED,
  SCHEME_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (HjDossierPage, hj_dossier_page, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
update_title (HjDossierPage *self)
{
  const HjContent *content = hj_session_get_content (self->session);
  const HjScheme *scheme = hj_session_get_scheme (self->session);
  const char *name = content->applicant.name;

  adw_window_title_set_title (self->title, name[0] != '\0' ? name : _("Applicant without a name"));
  adw_window_title_set_subtitle (self->title, scheme->short_title);
}

static void
set_undo_button (GtkButton  *button,
                 const char *verb,
                 const char *label,
                 const char *action)
{
  g_autofree char *key = hj_accelerators_dup_label (action);
  g_autofree char *text = label != NULL ? g_strdup_printf ("%s: %s (%s)", verb, label, key)
                                        : g_strdup_printf ("%s (%s)", verb, key);

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update_undo (HjDossierPage *self)
{
  set_undo_button (self->undo, _("Undo"), hj_session_get_undo_label (self->session), "win.undo");
  set_undo_button (self->redo, _("Redo"), hj_session_get_redo_label (self->session), "win.redo");
}

static void
update_where (HjDossierPage *self)
{
  const GError *error = hj_session_get_publish_error (self->session);
  g_autofree char *body = NULL;

  switch (hj_session_get_where (self->session))
    {
    case HJ_WHERE_FAILED:
      body = g_strdup_printf (_("%s\nEvery answer is safe on this computer; you can go on."),
                              error != NULL ? error->message : _("The file could not be written."));
      hj_banner_show (self->where_banner, HJ_BANNER_FAILURE, _("The file was not saved"), body,
                      _("Try Again"), "win.save");
      break;

    case HJ_WHERE_CONFLICT:
      hj_banner_show (self->where_banner, HJ_BANNER_FAILURE,
                      _("The file was changed elsewhere since you opened it"),
                      _("Your answers are safe on this computer, and the other file is untouched. "
                        "Choose how both are kept."),
                      _("Choose…"), "win.resolve-conflict");
      break;

    /* While an attempt runs, what was said of the last one stays. */
    case HJ_WHERE_PUBLISHING:
      break;

    case HJ_WHERE_PUBLISHED:
    case HJ_WHERE_HERE:
    case HJ_WHERE_READ_ONLY:
    default:
      hj_banner_hide (self->where_banner);
      break;
    }
}

static void
update_notice (HjDossierPage *self)
{
  const char *notice = hj_session_get_notice (self->session);

  if (hj_session_get_mode (self->session) == HJ_SESSION_READ)
    hj_banner_show (self->notice_banner, HJ_BANNER_NOTICE, _("Open to read"),
                    notice != NULL ? notice : _("Nothing here can be changed."),
                    _("Save a Copy…"), "win.save-copy");
}

static void
session_failed_cb (HjDossierPage *self,
                   const GError  *error)
{
  HjWhere where = hj_session_get_where (self->session);
  const GError *publish_error = hj_session_get_publish_error (self->session);

  /* A file that could not be saved by itself has a banner of its own; every answer was recorded. */
  if (where == HJ_WHERE_CONFLICT && g_error_matches (error, HJ_ERROR, HJ_ERROR_CHANGED))
    return;
  if (where == HJ_WHERE_FAILED && publish_error != NULL && g_str_equal (publish_error->message, error->message))
    return;

  hj_banner_show (self->failure_banner, HJ_BANNER_FAILURE, _("Something was not recorded"),
                  error->message, NULL, NULL);
}

static void
way_activated_cb (HjDossierPage *self,
                  const HjPlace *place)
{
  hj_dossier_page_go (self, place);
}

/* The focus moved within the item page: the way and the score bar follow, the page is where it is. */
static void
item_place_changed_cb (HjDossierPage *self,
                       const HjPlace *place)
{
  if (hj_place_equal (self->place, place) || self->place == NULL || self->place->kind != HJ_PLACE_ITEM)
    return;

  hj_place_free (self->place);
  self->place = hj_place_copy (place);
  hj_way_show_place (self->way, place);
  hj_score_bar_show_place (self->score_bar, place);
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

static void
search_chosen_cb (HjDossierPage *self,
                  const HjPlace *place)
{
  hj_dossier_page_go (self, place);
}

/* Who records has been chosen: the next key is an answer on the page again, not the button's. */
static void
recorder_closed_cb (HjDossierPage *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  if (self->place == NULL || page == NULL)
    return;
  if (page == self->item_page)
    hj_item_page_show_place (HJ_ITEM_PAGE (page), self->place);
  else
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
add_page (HjDossierPage *self,
          GtkWidget     *page)
{
  gtk_stack_add_child (self->pages, page);

  return page;
}

static GtkWidget *
ensure_item_page (HjDossierPage *self)
{
  if (self->item_page == NULL)
    {
      self->item_page = add_page (self, hj_item_page_new (self->session));
      g_signal_connect_object (self->item_page, "place-changed",
                               G_CALLBACK (item_place_changed_cb), self, G_CONNECT_SWAPPED);
    }

  return self->item_page;
}

/* NULL: the scheme has no such form. */
static GtkWidget *
ensure_form_page (HjDossierPage *self,
                  const char    *id)
{
  const HjForm *form = hj_forms_find (hj_session_get_scheme (self->session), id);
  GtkWidget *page = g_hash_table_lookup (self->form_pages, id);

  if (page == NULL && form != NULL)
    {
      page = add_page (self, hj_form_page_new (self->session, form));
      g_hash_table_insert (self->form_pages, form->id, page);
    }

  return page;
}

static GtkWidget *
show_in_page (HjDossierPage *self,
              const HjPlace *place)
{
  switch (place->kind)
    {
    case HJ_PLACE_VISIT:
      if (self->visit_page == NULL)
        self->visit_page = add_page (self, hj_visit_page_new (self->session));
      hj_visit_page_show_place (HJ_VISIT_PAGE (self->visit_page), place);
      return self->visit_page;

    case HJ_PLACE_MATERIALS:
      if (self->materials_page == NULL)
        self->materials_page = add_page (self, hj_materials_page_new (self->session));
      hj_materials_page_show_place (HJ_MATERIALS_PAGE (self->materials_page), place);
      return self->materials_page;

    case HJ_PLACE_NOTES:
      if (self->notes_page == NULL)
        self->notes_page = add_page (self, hj_notes_page_new (self->session));
      hj_notes_page_show_place (HJ_NOTES_PAGE (self->notes_page), place);
      return self->notes_page;

    case HJ_PLACE_SHEET:
    case HJ_PLACE_DEDUCTIONS:
      if (self->sheet_page == NULL)
        self->sheet_page = add_page (self, hj_sheet_page_new (self->session));
      hj_sheet_page_set_kind (HJ_SHEET_PAGE (self->sheet_page),
                              place->kind == HJ_PLACE_SHEET ? HJ_DOCUMENT_SCORE_SHEET : HJ_DOCUMENT_DEDUCTIONS);
      return self->sheet_page;

    case HJ_PLACE_STANDARDS:
      if (self->standards_page == NULL)
        self->standards_page = add_page (self, hj_standards_page_new (self->session));
      return self->standards_page;

    case HJ_PLACE_APPLICATION:
      return ensure_form_page (self, place->item);

    case HJ_PLACE_NOTICE:
      if (self->notice_page == NULL)
        self->notice_page = add_page (self, hj_notice_page_new (self->session));
      return self->notice_page;

    case HJ_PLACE_CONCLUSION:
      if (self->conclusion_page == NULL)
        self->conclusion_page = add_page (self, hj_conclusion_page_new (self->session));
      return self->conclusion_page;

    case HJ_PLACE_ITEM:
    default:
      return ensure_item_page (self);
    }
}

/* The first place: the first open criterion, or the visit while nothing says what is applied for. */
static HjPlace *
first_place_new (HjDossierPage *self)
{
  const HjCriterion *open = hj_assess_next_open (hj_session_get_card (self->session), NULL, 1);
  const HjContent *content = hj_session_get_content (self->session);

  if (open == NULL || content->members->len == 0)
    return hj_place_new (HJ_PLACE_VISIT);

  return hj_place_new_item (open->item->id, open->id, NULL);
}

static void
let_go_of_pages (HjDossierPage *self)
{
  GtkWidget *pages[] = { self->item_page, self->visit_page, self->materials_page, self->notes_page, self->standards_page,
                         self->conclusion_page, self->notice_page,
                         GTK_WIDGET (self->way), GTK_WIDGET (self->score_bar) };
  GHashTableIter iter;
  gpointer form_page;

  /* First, since closing its choice gives the keyboard back to a page. */
  hj_recorder_button_set_session (self->recorder, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i] != NULL)
      g_object_set (pages[i], "session", NULL, NULL);
  g_hash_table_iter_init (&iter, self->form_pages);
  while (g_hash_table_iter_next (&iter, NULL, &form_page))
    g_object_set (form_page, "session", NULL, NULL);
  g_hash_table_remove_all (self->form_pages);
  hj_where_button_set_session (self->where, NULL);
  hj_search_page_set_session (self->search, NULL);
  if (self->sheet_page != NULL)
    hj_sheet_page_set_session (HJ_SHEET_PAGE (self->sheet_page), NULL);

  g_signal_handlers_disconnect_by_data (self->session, self);
}

static void
let_go (HjDossierPage *self)
{
  if (self->session == NULL)
    return;

  let_go_of_pages (self);
  g_clear_object (&self->session);
}

/* Another edition: the pages are made for the old one and let go of the session before any of them is
 * told of the new content; the window makes new ones. */
static void
session_changed_cb (HjDossierPage *self)
{
  if (hj_session_get_scheme (self->session) != self->scheme)
    {
      let_go_of_pages (self);
      g_signal_emit (self, signals[SCHEME_CHANGED], 0);
    }
  else
    {
      update_title (self);
    }
}

static void
take_session (HjDossierPage *self)
{
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "undo-changed", G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "where-changed", G_CALLBACK (update_where), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (session_failed_cb), self, G_CONNECT_SWAPPED);

  hj_recorder_button_set_session (self->recorder, self->session);
  hj_where_button_set_session (self->where, self->session);
  hj_search_page_set_session (self->search, self->session);
  g_object_set (self->way, "session", self->session, NULL);
  g_object_set (self->score_bar, "session", self->session, NULL);

  update_title (self);
  update_undo (self);
  update_where (self);
  update_notice (self);
  if (hj_session_get_recovery (self->session) != NULL)
    hj_banner_show (self->recovery_banner, HJ_BANNER_QUIET,
                    hj_session_get_recovery (self->session), NULL, NULL, NULL);
}

static void
hj_dossier_page_dispose (GObject *object)
{
  HjDossierPage *self = HJ_DOSSIER_PAGE (object);
  GtkWidget *child;

  let_go (self);
  g_clear_pointer (&self->place, hj_place_free);
  g_clear_pointer (&self->form_pages, g_hash_table_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->scheme, hj_scheme_unref);

  G_OBJECT_CLASS (hj_dossier_page_parent_class)->dispose (object);
}

static void
hj_dossier_page_class_init (HjDossierPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_dossier_page_dispose;

  /* The dossier was moved to another edition: this page is done, and another is to be made for the session. */
  signals[SCHEME_CHANGED] =
    g_signal_new ("scheme-changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[PLACE_CHANGED] =
    g_signal_new ("place-changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HJ_TYPE_BANNER);
  g_type_ensure (HJ_TYPE_RECORDER_BUTTON);
  g_type_ensure (HJ_TYPE_SCORE_BAR);
  g_type_ensure (HJ_TYPE_SEARCH_PAGE);
  g_type_ensure (HJ_TYPE_WAY);
  g_type_ensure (HJ_TYPE_WHERE_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/dossier-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, failure_banner);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, flap);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, menu);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, notice_banner);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, pages);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, recorder);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, recovery_banner);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, redo);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, score_bar);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, search);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, title);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, undo);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, way);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, way_button);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, where);
  gtk_widget_class_bind_template_child (widget_class, HjDossierPage, where_banner);
  gtk_widget_class_bind_template_callback (widget_class, recorder_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_activated_cb);
}

/* A file of an applicant's, dropped anywhere on the dossier; another dossier opens in a window of its own. */
static gboolean
drop_cb (HjDossierPage *self,
         const GValue  *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;
  g_autofree char *folded = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (path == NULL || self->session == NULL)
    return FALSE;
  if (files->next != NULL)
    hj_report_toast (GTK_WIDGET (self), _("Drop one file at a time; none was taken."));
  else if (g_str_has_suffix (folded, ".hjd"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-path", "s", path);
  else if (hj_session_get_mode (self->session) == HJ_SESSION_WRITE)
    hj_exchange_import_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session, files->data);
  else
    hj_report_toast (GTK_WIDGET (self), _("This dossier is open for reading only; nothing was imported."));

  return TRUE;
}

static void
hj_dossier_page_init (HjDossierPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->form_pages = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
hj_dossier_page_new (HjSession *session)
{
  HjDossierPage *self;
  g_autoptr (HjPlace) place = NULL;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_new (HJ_TYPE_DOSSIER_PAGE, NULL);
  self->session = g_object_ref (session);
  self->scheme = hj_scheme_ref (hj_session_get_scheme (session));
  take_session (self);

  place = first_place_new (self);
  hj_dossier_page_go (self, place);

  return GTK_WIDGET (self);
}

HjSession *
hj_dossier_page_get_session (HjDossierPage *self)
{
  g_return_val_if_fail (HJ_IS_DOSSIER_PAGE (self), NULL);

  return self->session;
}

const HjPlace *
hj_dossier_page_get_place (HjDossierPage *self)
{
  g_return_val_if_fail (HJ_IS_DOSSIER_PAGE (self), NULL);

  return self->place;
}

void
hj_dossier_page_go (HjDossierPage *self,
                    const HjPlace *place)
{
  g_autoptr (HjPlace) destination = NULL;
  GtkWidget *page;

  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));
  g_return_if_fail (place != NULL);

  if (place->kind == HJ_PLACE_ITEM && hj_scheme_find_item (hj_session_get_scheme (self->session), place->item) == NULL)
    return;

  /* @place may be what self->place points to. */
  destination = hj_place_copy (place);
  page = show_in_page (self, destination);
  if (page == NULL)
    return;

  g_clear_pointer (&self->place, hj_place_free);
  self->place = hj_place_copy (destination);
  gtk_stack_set_visible_child (self->pages, page);
  hj_way_show_place (self->way, destination);
  hj_score_bar_show_place (self->score_bar, destination);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);

  /* After the page is in sight: it puts the keyboard on the criterion. */
  if (destination->kind == HJ_PLACE_ITEM)
    hj_item_page_show_place (HJ_ITEM_PAGE (page), destination);
  else if (destination->kind == HJ_PLACE_APPLICATION)
    hj_form_page_show_place (HJ_FORM_PAGE (page), destination);
  else if (destination->kind == HJ_PLACE_STANDARDS && destination->item[0] != '\0')
    hj_standards_page_show_place (HJ_STANDARDS_PAGE (page), destination);
  else if (gtk_widget_get_root (page) != NULL && (gtk_widget_get_state_flags (page) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);

  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

/* All pages of the way, in its order. (element-type HjPlace) */
static GPtrArray *
list_places (HjDossierPage *self)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_place_free);
  HjScheme *scheme = hj_session_get_scheme (self->session);
  g_autoptr (GPtrArray) forms = hj_forms_list (scheme);

  g_ptr_array_add (places, hj_place_new (HJ_PLACE_NOTICE));
  g_ptr_array_add (places, hj_place_new (HJ_PLACE_VISIT));
  for (guint i = 0; i < forms->len; i++)
    g_ptr_array_add (places, hj_place_new_form (((const HjForm *) g_ptr_array_index (forms, i))->id, NULL));
  if (scheme->materials->len > 0)
    g_ptr_array_add (places, hj_place_new (HJ_PLACE_MATERIALS));
  if (scheme->standards->len > 0)
    g_ptr_array_add (places, hj_place_new (HJ_PLACE_STANDARDS));
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        g_ptr_array_add (places, hj_place_new_item (((HjItem *) g_ptr_array_index (section->items, j))->id, NULL, NULL));
    }
  g_ptr_array_add (places, hj_place_new (HJ_PLACE_NOTES));
  g_ptr_array_add (places, hj_place_new (HJ_PLACE_CONCLUSION));
  g_ptr_array_add (places, hj_place_new (HJ_PLACE_SHEET));
  g_ptr_array_add (places, hj_place_new (HJ_PLACE_DEDUCTIONS));

  return places;
}

void
hj_dossier_page_step (HjDossierPage *self,
                      int            direction)
{
  g_autoptr (GPtrArray) places = NULL;

  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));
  g_return_if_fail (direction == 1 || direction == -1);

  places = list_places (self);
  for (guint i = 0; i < places->len; i++)
    {
      const HjPlace *place = g_ptr_array_index (places, i);
      int next = (int) i + direction;

      if (place->kind != self->place->kind || !g_str_equal (place->item, self->place->item))
        continue;
      if (next >= 0 && next < (int) places->len)
        hj_dossier_page_go (self, g_ptr_array_index (places, next));
      return;
    }
}

/* The recorder's own open criteria first; where these are done, what the panel still
 * has open (disagreements). */
void
hj_dossier_page_go_open (HjDossierPage *self,
                         int            direction)
{
  const HjCriterion *criterion;
  const char *from = NULL;

  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  if (self->place->kind == HJ_PLACE_ITEM && self->place->criterion[0] != '\0')
    from = self->place->criterion;

  criterion = hj_assess_next_open (hj_session_get_own_card (self->session), from, direction);
  if (criterion == NULL)
    criterion = hj_assess_next_open (hj_session_get_card (self->session), from, direction);

  if (criterion != NULL)
    {
      g_autoptr (HjPlace) place = hj_place_new_item (criterion->item->id, criterion->id, NULL);

      hj_dossier_page_go (self, place);
    }
  else
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Nothing is open any more."));
    }
}

void
hj_dossier_page_toggle_way (HjDossierPage *self)
{
  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
  if (adw_flap_get_reveal_flap (self->flap))
    gtk_widget_child_focus (GTK_WIDGET (self->way), GTK_DIR_TAB_FORWARD);
}

void
hj_dossier_page_start_search (HjDossierPage *self)
{
  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->search));
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  hj_search_page_start (self->search);
}

gboolean
hj_dossier_page_escape (HjDossierPage *self)
{
  g_return_val_if_fail (HJ_IS_DOSSIER_PAGE (self), FALSE);

  if (gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->search) ||
      (adw_flap_get_folded (self->flap) && adw_flap_get_reveal_flap (self->flap)))
    {
      hj_dossier_page_go (self, self->place);
      return TRUE;
    }

  return FALSE;
}

void
hj_dossier_page_popup_where (HjDossierPage *self)
{
  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  hj_where_button_popup (self->where);
}

void
hj_dossier_page_popup_recorder (HjDossierPage *self)
{
  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  hj_dossier_page_commit_typing (self);
  hj_recorder_button_popup (self->recorder);
}

void
hj_dossier_page_popup_menu (HjDossierPage *self)
{
  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  gtk_menu_button_popup (self->menu);
}

void
hj_dossier_page_report_failure (HjDossierPage *self,
                                const char    *headline,
                                const char    *body)
{
  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  hj_banner_show (self->failure_banner, HJ_BANNER_FAILURE, headline, body, NULL, NULL);
}

void
hj_dossier_page_leave_field (HjDossierPage *self)
{
  GtkRoot *root;

  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  hj_session_flush_drafts (self->session);
}

void
hj_dossier_page_commit_typing (HjDossierPage *self)
{
  GtkRoot *root;
  g_autoptr (GtkWidget) focus = NULL;

  g_return_if_fail (HJ_IS_DOSSIER_PAGE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (root == NULL || gtk_root_get_focus (root) == NULL)
    return;

  focus = g_object_ref (gtk_root_get_focus (root));
  hj_dossier_page_leave_field (self);
  /* A field may be gone once its answer is taken. */
  if (gtk_widget_get_root (focus) != root)
    return;
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else
    gtk_widget_grab_focus (focus);
}

HjSheetPage *
hj_dossier_page_get_sheet (HjDossierPage *self)
{
  g_return_val_if_fail (HJ_IS_DOSSIER_PAGE (self), NULL);

  if (self->sheet_page == NULL || gtk_stack_get_visible_child (self->pages) != self->sheet_page)
    return NULL;

  return HJ_SHEET_PAGE (self->sheet_page);
}
