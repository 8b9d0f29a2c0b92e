/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-import-list"

#include "config.h"

#include "hj-import-list.h"
#include "hj-release.h"

struct _HjImportList
{
  GObject       parent_instance;
  HjImportPlan *plan;
  GArray       *filed[HJ_N_IMPORT_SHOWS];  /* guint: which rows of the plan */
  GHashTable   *entries;                   /* HjImportRow to its HjImportEntry, while somebody holds that */
  HjImportShow  show;
  guint         n_chosen;
  gboolean      choosing;                  /* many at once */
};

enum { CHOICE_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HjImportList, hj_import_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
hj_import_list_get_item_type (GListModel *model)
{
  return HJ_TYPE_IMPORT_ENTRY;
}

static guint
hj_import_list_get_n_items (GListModel *model)
{
  HjImportList *self = HJ_IMPORT_LIST (model);

  return self->filed[self->show]->len;
}

static HjImportRow *
get_row (HjImportList *self,
         guint         position)
{
  return g_ptr_array_index (self->plan->rows, g_array_index (self->filed[self->show], guint, position));
}

static void
chosen_cb (HjImportList  *self,
           GParamSpec    *pspec,
           HjImportEntry *entry)
{
  if (self->choosing)
    return;
  self->n_chosen += hj_import_entry_get_chosen (entry) ? 1 : -1;
  g_signal_emit (self, signals[CHOICE_CHANGED], 0);
}

static void
entry_gone_cb (gpointer  user_data,
               GObject  *entry)
{
  HjImportList *self = user_data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == entry)
      g_hash_table_iter_remove (&iter);
}

static gpointer
hj_import_list_get_item (GListModel *model,
                         guint       position)
{
  HjImportList *self = HJ_IMPORT_LIST (model);
  HjImportEntry *entry;
  HjImportRow *row;

  if (position >= self->filed[self->show]->len)
    return NULL;

  row = get_row (self, position);
  entry = g_hash_table_lookup (self->entries, row);
  if (entry != NULL)
    return g_object_ref (entry);
  entry = hj_import_entry_new (self->plan, row);
  g_signal_connect_object (entry, "notify::chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_object_weak_ref (G_OBJECT (entry), entry_gone_cb, self);
  g_hash_table_insert (self->entries, row, entry);

  return entry;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = hj_import_list_get_item_type;
  iface->get_n_items = hj_import_list_get_n_items;
  iface->get_item = hj_import_list_get_item;
}

/* Whoever holds an entry of the plan that goes keeps it; it is none of this list any more. */
static void
forget_entries (HjImportList *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      g_object_weak_unref (entry, entry_gone_cb, self);
      g_signal_handlers_disconnect_by_data (entry, self);
      g_hash_table_iter_remove (&iter);
    }
}

/* Tens of thousands of rows take longer to let go of than a frame. */
static void
forget_plan (HjImportList *self)
{
  forget_entries (self);
  for (HjImportShow show = 0; show < HJ_N_IMPORT_SHOWS; show++)
    g_array_set_size (self->filed[show], 0);
  self->n_chosen = 0;
  if (self->plan != NULL)
    hj_release (g_steal_pointer (&self->plan), (GDestroyNotify) hj_import_plan_unref);
}

static void
hj_import_list_finalize (GObject *object)
{
  HjImportList *self = HJ_IMPORT_LIST (object);

  forget_plan (self);
  for (HjImportShow show = 0; show < HJ_N_IMPORT_SHOWS; show++)
    g_array_unref (self->filed[show]);
  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (hj_import_list_parent_class)->finalize (object);
}

static void
hj_import_list_class_init (HjImportListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hj_import_list_finalize;

  signals[CHOICE_CHANGED] =
    g_signal_new ("choice-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hj_import_list_init (HjImportList *self)
{
  self->entries = g_hash_table_new (NULL, NULL);
  for (HjImportShow show = 0; show < HJ_N_IMPORT_SHOWS; show++)
    self->filed[show] = g_array_new (FALSE, FALSE, sizeof (guint));
}

HjImportList *
hj_import_list_new (void)
{
  return g_object_new (HJ_TYPE_IMPORT_LIST, NULL);
}

void
hj_import_list_take_plan (HjImportList *self,
                          HjImportPlan *plan)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self));

  g_return_if_fail (HJ_IS_IMPORT_LIST (self));

  forget_plan (self);
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  self->plan = plan;
  for (guint i = 0; plan != NULL && i < plan->rows->len; i++)
    {
      const HjImportRow *row = g_ptr_array_index (plan->rows, i);

      for (HjImportShow show = 0; show < HJ_N_IMPORT_SHOWS; show++)
        if (hj_import_row_is_in (row, show))
          g_array_append_val (self->filed[show], i);
      self->n_chosen += row->chosen && hj_import_row_can_choose (row) ? 1 : 0;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->filed[self->show]->len);
  g_signal_emit (self, signals[CHOICE_CHANGED], 0);
}

HjImportPlan *
hj_import_list_get_plan (HjImportList *self)
{
  return self->plan;
}

void
hj_import_list_set_show (HjImportList *self,
                         HjImportShow  show)
{
  guint before;

  g_return_if_fail (HJ_IS_IMPORT_LIST (self) && show < HJ_N_IMPORT_SHOWS);

  if (self->show == show)
    return;
  before = self->filed[self->show]->len;
  self->show = show;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->filed[show]->len);
}

HjImportShow
hj_import_list_get_show (HjImportList *self)
{
  return self->show;
}

guint
hj_import_list_get_n_filed (HjImportList *self,
                            HjImportShow  show)
{
  return self->filed[show]->len;
}

guint
hj_import_list_get_n_chosen (HjImportList *self)
{
  return self->n_chosen;
}

void
hj_import_list_choose_all (HjImportList *self,
                           gboolean      chosen)
{
  g_return_if_fail (HJ_IS_IMPORT_LIST (self));

  self->choosing = TRUE;
  for (guint i = 0; i < self->filed[self->show]->len; i++)
    {
      HjImportRow *row = get_row (self, i);
      HjImportEntry *entry = g_hash_table_lookup (self->entries, row);

      if (!hj_import_row_can_choose (row) || row->chosen == chosen)
        continue;
      self->n_chosen += chosen ? 1 : -1;
      if (entry != NULL)
        hj_import_entry_set_chosen (entry, chosen);
      else
        row->chosen = chosen;
    }
  self->choosing = FALSE;
  g_signal_emit (self, signals[CHOICE_CHANGED], 0);
}
