/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-rows"

#include "config.h"

#include <string.h>

#include "hj-release.h"
#include "hj-table-rows.h"

/* Up to so many rows are arranged on the spot: about two milliseconds. */
#define AT_ONCE 2000

/* Which rows, in which order. Made in any thread, then only read. */
typedef struct {
  HjRecords *source;   /* keeps the rows alive */
  GPtrArray *rows;     /* const HjRecord*, borrowed from the source */
} Arrangement;

typedef struct {
  GPtrArray   *columns;
  HjScheme    *scheme;
  const HjForm*form;         /* the scheme's */
  HjRecords   *source;
  Arrangement *before;       /* (nullable): keep its order, and put what is new last */
  char        *occupation;
  char        *filter;       /* folded; "" for none */
  int          sort;
  gboolean     descending;
} Order;

struct _HjTableRows
{
  GObject       parent_instance;
  HjSession    *session;
  HjRecordDesk *desk;
  GPtrArray    *columns;
  const HjForm *form;
  char         *occupation;
  char         *filter;
  int           sort;
  gboolean      descending;
  Arrangement  *now;
  GPtrArray    *fresh;       /* HjRecord: put, and not in the content yet; of this form */
  gboolean      running;
  gboolean      again;
  gboolean      resort;      /* the next arrangement keeps no order */
};

enum { CHANGED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjTableRows, hj_table_rows, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
arrangement_free (Arrangement *arrangement)
{
  g_ptr_array_unref (arrangement->rows);
  hj_records_unref (arrangement->source);
  g_free (arrangement);
}

static void
order_free (Order *order)
{
  g_ptr_array_unref (order->columns);
  hj_scheme_unref (order->scheme);
  hj_records_unref (order->source);
  g_clear_pointer (&order->before, arrangement_free);
  g_free (order->occupation);
  g_free (order->filter);
  g_free (order);
}

static Arrangement *
arrangement_copy (const Arrangement *arrangement)
{
  Arrangement *copy = g_new0 (Arrangement, 1);

  copy->source = hj_records_ref (arrangement->source);
  copy->rows = g_ptr_array_ref (arrangement->rows);

  return copy;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

/* As it is read, not as it is stored: 男 finds "male". Only what could match is folded, for speed. */
static gboolean
holds (const HjFormColumn *column,
       const char         *value,
       const char         *words)
{
  g_autofree char *shown = NULL;
  g_autofree char *folded = NULL;

  if (value[0] == '\0')
    return FALSE;
  if (strstr (value, words) != NULL)
    return TRUE;
  if (column->record_field->kind == HJ_VALUE_TEXT || column->record_field->kind == HJ_VALUE_PROSE)
    {
      folded = fold (value);
      return strstr (folded, words) != NULL;
    }
  shown = hj_form_column_format (column, value, FALSE);
  folded = fold (shown);

  return strstr (folded, words) != NULL;
}

static gboolean
passes (const Order    *order,
        const HjRecord *record)
{
  if (!hj_forms_takes (order->scheme, order->form, record, order->occupation))
    return FALSE;
  if (order->filter[0] == '\0')
    return TRUE;

  for (guint i = 0; i < order->columns->len; i++)
    {
      const HjFormColumn *column = g_ptr_array_index (order->columns, i);

      if (holds (column, record->values[column->index], order->filter))
        return TRUE;
    }

  return FALSE;
}

typedef struct {
  const HjRecord *record;
  guint           place;    /* ties stay as they are */
  gboolean        unknown;  /* comes last either way */
  gboolean        numeric;
  double          number;
  char           *key;
} Keyed;

static int
compare_keyed (const Keyed *a,
               const Keyed *b,
               gboolean     descending)
{
  int order;

  if (a->unknown != b->unknown)
    return a->unknown ? 1 : -1;
  if (a->numeric)
    order = (a->number > b->number) - (a->number < b->number);
  else
    order = a->unknown ? 0 : strcmp (a->key, b->key);
  if (order == 0)
    return a->place < b->place ? -1 : 1;

  return descending ? -order : order;
}

static int
compare_keyed_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  return compare_keyed (a, b, GPOINTER_TO_INT (user_data));
}

static double
option_place (const HjFormColumn *column,
              const char         *value)
{
  for (guint i = 0; i < column->options->len; i++)
    if (g_str_equal (((const HjFormOption *) g_ptr_array_index (column->options, i))->value, value))
      return i;

  return column->options->len;
}

static void
make_key (const HjFormColumn *column,
          const char         *value,
          Keyed              *keyed)
{
  keyed->unknown = value[0] == '\0';
  switch (column->record_field->kind)
    {
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
      keyed->numeric = TRUE;
      keyed->number = g_ascii_strtod (value, NULL);
      break;

    case HJ_VALUE_CHOICE:
    case HJ_VALUE_FLAG:
      keyed->numeric = TRUE;
      keyed->number = option_place (column, value);
      break;

    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_OCCUPATION:
      keyed->key = g_utf8_collate_key (value, -1);
      break;

    case HJ_VALUE_DAY:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_LEVELS:
    case HJ_VALUE_REGION:
    default:
      keyed->key = g_strdup (value);
      break;
    }
}

static void
sort_rows (GPtrArray          *rows,
           const HjFormColumn *column,
           gboolean            descending)
{
  g_autofree Keyed *keyed = g_new0 (Keyed, MAX (rows->len, 1));

  for (guint i = 0; i < rows->len; i++)
    {
      keyed[i].record = g_ptr_array_index (rows, i);
      keyed[i].place = i;
      make_key (column, keyed[i].record->values[column->index], &keyed[i]);
    }
  g_qsort_with_data (keyed, (int) rows->len, sizeof (Keyed), compare_keyed_cb, GINT_TO_POINTER (descending));
  for (guint i = 0; i < rows->len; i++)
    {
      rows->pdata[i] = (gpointer) keyed[i].record;
      g_free (keyed[i].key);
    }
}

/* What was shown keeps its order and stays, also where it is no longer what was asked for:
 * nothing runs away under the hands of the one who edits it. */
static void
keep_order (const Order *order,
            GPtrArray   *rows)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < order->before->rows->len; i++)
    {
      const HjRecord *old = g_ptr_array_index (order->before->rows, i);
      const HjRecord *now = hj_records_find (order->source, old->id);

      if (now != NULL && hj_forms_takes (order->scheme, order->form, now, order->occupation))
        {
          g_hash_table_add (known, now->id);
          g_ptr_array_add (rows, (gpointer) now);
        }
    }
  for (guint i = 0; i < order->source->rows->len; i++)
    {
      const HjRecord *record = g_ptr_array_index (order->source->rows, i);

      /* What is new was just put by somebody: it is shown, whatever the filter says. */
      if (!g_hash_table_contains (known, record->id) &&
          (hj_records_find (order->before->source, record->id) == NULL || passes (order, record)) &&
          hj_forms_takes (order->scheme, order->form, record, order->occupation))
        g_ptr_array_add (rows, (gpointer) record);
    }
}

static Arrangement *
arrange (const Order *order)
{
  Arrangement *arrangement = g_new0 (Arrangement, 1);

  arrangement->source = hj_records_ref (order->source);
  arrangement->rows = g_ptr_array_new ();
  if (order->before != NULL)
    {
      keep_order (order, arrangement->rows);
      return arrangement;
    }

  for (guint i = 0; i < order->source->rows->len; i++)
    if (passes (order, g_ptr_array_index (order->source->rows, i)))
      g_ptr_array_add (arrangement->rows, g_ptr_array_index (order->source->rows, i));
  if (order->sort >= 0 && order->sort < (int) order->columns->len)
    sort_rows (arrangement->rows, g_ptr_array_index (order->columns, (guint) order->sort), order->descending);

  return arrangement;
}

static Order *
order_new (HjTableRows *self)
{
  Order *order = g_new0 (Order, 1);
  gboolean sticky = self->now != NULL && !self->resort && (self->sort >= 0 || self->filter[0] != '\0');

  order->columns = g_ptr_array_ref (self->columns);
  order->scheme = hj_scheme_ref (hj_session_get_scheme (self->session));
  order->form = self->form;
  order->source = hj_records_ref (hj_session_get_content (self->session)->records[self->form->record]);
  order->before = sticky ? arrangement_copy (self->now) : NULL;
  order->occupation = g_strdup (self->occupation);
  order->filter = fold (self->filter);
  order->sort = self->sort;
  order->descending = self->descending;

  return order;
}

static void
release (Arrangement *arrangement)
{
  if (arrangement != NULL && arrangement->source->rows->len <= AT_ONCE)
    arrangement_free (arrangement);
  else
    hj_release (arrangement, (GDestroyNotify) arrangement_free);
}

static void
add_fresh (HjTableRows *self,
           GPtrArray   *fresh,
           GHashTable  *known,
           HjRecord    *record)
{
  gboolean shown = self->now != NULL && hj_records_find (self->now->source, record->id) != NULL;

  if (shown || hj_record_desk_peek (self->desk, self->form->record, record->id) == NULL ||
      !hj_forms_takes (hj_session_get_scheme (self->session), self->form, record, self->occupation) ||
      !g_hash_table_add (known, record->id))
    return;
  g_ptr_array_add (fresh, hj_record_ref (record));
}

/* Rows that were put stay at the end until an arrangement has them. */
static void
take_fresh (HjTableRows *self)
{
  g_autoptr (GPtrArray) rows = hj_record_desk_list_new (self->desk, self->form->record);
  GPtrArray *fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->fresh->len; i++)
    add_fresh (self, fresh, known, g_ptr_array_index (self->fresh, i));
  for (guint i = 0; i < rows->len; i++)
    add_fresh (self, fresh, known, g_ptr_array_index (rows, i));
  g_ptr_array_unref (self->fresh);
  self->fresh = fresh;
}

static void
take_arrangement (HjTableRows *self,
                  Arrangement *arrangement)
{
  release (g_steal_pointer (&self->now));
  self->now = arrangement;
  take_fresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
arrange_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  g_task_return_pointer (task, arrange (task_data), (GDestroyNotify) arrangement_free);
}

static void
start (HjTableRows         *self,
       GAsyncReadyCallback  arranged_cb)
{
  Order *order = order_new (self);
  g_autoptr (GTask) task = NULL;

  self->resort = FALSE;
  if (order->source->rows->len <= AT_ONCE)
    {
      Arrangement *arrangement = arrange (order);

      order_free (order);
      take_arrangement (self, arrangement);
      return;
    }

  self->running = TRUE;
  /* No source of the task: the thread might be the last to let go of it. */
  task = g_task_new (NULL, NULL, arranged_cb, g_object_ref (self));
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, arrange_in_thread);
}

static void
arranged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HjTableRows) self = user_data;
  Arrangement *arrangement = g_task_propagate_pointer (G_TASK (result), NULL);

  self->running = FALSE;
  if (self->session == NULL)
    {
      release (arrangement);
      return;
    }
  take_arrangement (self, arrangement);
  if (self->again)
    {
      self->again = FALSE;
      start (self, arranged_cb);
    }
}

static void
refresh (HjTableRows *self)
{
  if (self->running)
    self->again = TRUE;
  else
    start (self, arranged_cb);
}

static void
desk_changed_cb (HjTableRows *self,
                 int          kind)
{
  if (self->session == NULL || kind != (int) self->form->record)
    return;

  take_fresh (self);
  if (self->now == NULL ||
      self->now->source != hj_session_get_content (self->session)->records[self->form->record])
    refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hj_table_rows_dispose (GObject *object)
{
  HjTableRows *self = HJ_TABLE_ROWS (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (hj_table_rows_parent_class)->dispose (object);
}

static void
hj_table_rows_finalize (GObject *object)
{
  HjTableRows *self = HJ_TABLE_ROWS (object);

  release (g_steal_pointer (&self->now));
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->occupation, g_free);
  g_clear_pointer (&self->filter, g_free);

  G_OBJECT_CLASS (hj_table_rows_parent_class)->finalize (object);
}

static void
hj_table_rows_class_init (HjTableRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hj_table_rows_dispose;
  object_class->finalize = hj_table_rows_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hj_table_rows_init (HjTableRows *self)
{
  self->filter = g_strdup ("");
  self->sort = -1;
  self->fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
}

HjTableRows *
hj_table_rows_new (HjSession    *session,
                   const HjForm *form,
                   GPtrArray    *columns)
{
  HjTableRows *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_new (HJ_TYPE_TABLE_ROWS, NULL);
  self->session = g_object_ref (session);
  self->desk = g_object_ref (hj_record_desk_get (session));
  self->form = form;
  self->columns = g_ptr_array_ref (columns);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  take_fresh (self);
  refresh (self);

  return self;
}

static void
rearrange (HjTableRows *self)
{
  self->resort = TRUE;
  take_fresh (self);
  refresh (self);
}

void
hj_table_rows_set_occupation (HjTableRows *self,
                              const char  *occupation)
{
  g_return_if_fail (HJ_IS_TABLE_ROWS (self));

  if (g_strcmp0 (self->occupation, occupation) == 0)
    return;
  g_free (self->occupation);
  self->occupation = g_strdup (occupation);
  rearrange (self);
}

const char *
hj_table_rows_get_occupation (HjTableRows *self)
{
  g_return_val_if_fail (HJ_IS_TABLE_ROWS (self), NULL);

  return self->occupation;
}

void
hj_table_rows_set_filter (HjTableRows *self,
                          const char  *text)
{
  g_return_if_fail (HJ_IS_TABLE_ROWS (self));

  if (g_str_equal (self->filter, text))
    return;
  g_free (self->filter);
  self->filter = g_strstrip (g_strdup (text));
  rearrange (self);
}

const char *
hj_table_rows_get_filter (HjTableRows *self)
{
  g_return_val_if_fail (HJ_IS_TABLE_ROWS (self), "");

  return self->filter;
}

void
hj_table_rows_sort (HjTableRows *self,
                    int          column,
                    gboolean     descending)
{
  g_return_if_fail (HJ_IS_TABLE_ROWS (self));

  self->sort = column;
  self->descending = descending;
  rearrange (self);
}

int
hj_table_rows_get_sort (HjTableRows *self,
                        gboolean    *descending)
{
  g_return_val_if_fail (HJ_IS_TABLE_ROWS (self), -1);

  if (descending != NULL)
    *descending = self->descending;

  return self->sort;
}

guint
hj_table_rows_get_n (HjTableRows *self)
{
  g_return_val_if_fail (HJ_IS_TABLE_ROWS (self), 0);

  return (self->now != NULL ? self->now->rows->len : 0) + self->fresh->len;
}

const char *
hj_table_rows_get_id (HjTableRows *self,
                      guint        index)
{
  guint n = self->now != NULL ? self->now->rows->len : 0;

  g_return_val_if_fail (HJ_IS_TABLE_ROWS (self), NULL);
  g_return_val_if_fail (index < n + self->fresh->len, NULL);

  return ((const HjRecord *) (index < n ? g_ptr_array_index (self->now->rows, index)
                                        : g_ptr_array_index (self->fresh, index - n)))->id;
}

const HjRecord *
hj_table_rows_get (HjTableRows *self,
                   guint        index)
{
  const char *id = hj_table_rows_get_id (self, index);

  return id != NULL && self->desk != NULL ? hj_record_desk_peek (self->desk, self->form->record, id) : NULL;
}

int
hj_table_rows_find (HjTableRows *self,
                    const char  *id)
{
  guint n = hj_table_rows_get_n (self);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (hj_table_rows_get_id (self, i), id))
      return (int) i;

  return -1;
}

gboolean
hj_table_rows_is_busy (HjTableRows *self)
{
  g_return_val_if_fail (HJ_IS_TABLE_ROWS (self), FALSE);

  return self->running;
}
