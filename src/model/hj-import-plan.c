/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-import-private.h"

/* Between two rows there is room for others to be put later. */
#define POSITION_STEP 1024
/* A row that is told of a thousand times names the first places only. */
#define MAX_PLACE 160

/* What is public comes first, so that one pointer serves for both. */
typedef struct {
  HjImportPlan     plan;
  gatomicrefcount  ref_count;
  HjImportIndex   *indexes[HJ_N_RECORD_KINDS];    /* made when a table is first offered */
  gint64           positions[HJ_N_RECORD_KINDS];  /* of the last row so far */
} PlanWithIndex;

HjImportTrouble *
hj_import_trouble_new (const char *place,
                       const char *field,
                       const char *text,
                       const char *why)
{
  HjImportTrouble *trouble = g_new0 (HjImportTrouble, 1);

  hj_str_set (&trouble->place, place);
  hj_str_set (&trouble->field, field);
  hj_str_set (&trouble->text, text);
  hj_str_set (&trouble->why, why);
  return trouble;
}

void
hj_import_trouble_free (HjImportTrouble *trouble)
{
  g_free (trouble->place);
  g_free (trouble->field);
  g_free (trouble->text);
  g_free (trouble->why);
  g_free (trouble);
}

static void
free_row (HjImportRow *row)
{
  g_clear_pointer (&row->record, hj_record_unref);
  g_clear_pointer (&row->command, hj_command_free);
  g_free (row->label);
  g_free (row->place);
  g_ptr_array_unref (row->fields);
  g_ptr_array_unref (row->troubles);
  g_free (row);
}

/**
 * hj_import_plan_new:
 * @content: what the file is compared with; a reference is taken
 * @source: the file's name, for people
 */
HjImportPlan *
hj_import_plan_new (HjContent  *content,
                    const char *source)
{
  PlanWithIndex *self;
  HjImportPlan *plan;

  g_return_val_if_fail (content != NULL && source != NULL, NULL);

  self = g_new0 (PlanWithIndex, 1);
  g_atomic_ref_count_init (&self->ref_count);
  plan = &self->plan;
  plan->content = hj_content_ref (content);
  plan->source = g_strdup (source);
  plan->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);
  plan->notes = g_ptr_array_new_with_free_func (g_free);
  return plan;
}

HjImportPlan *
hj_import_plan_ref (HjImportPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_atomic_ref_count_inc (&((PlanWithIndex *) plan)->ref_count);
  return plan;
}

void
hj_import_plan_unref (HjImportPlan *plan)
{
  PlanWithIndex *self = (PlanWithIndex *) plan;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    g_clear_pointer (&self->indexes[i], hj_import_index_free);
  g_ptr_array_unref (plan->rows);
  g_ptr_array_unref (plan->notes);
  hj_content_unref (plan->content);
  g_free (plan->source);
  g_free (self);
}

void
hj_import_plan_note (HjImportPlan *plan,
                     const char   *text)
{
  g_return_if_fail (plan != NULL && text != NULL);

  g_ptr_array_add (plan->notes, g_strdup (text));
}

static HjImportIndex *
ensure_index (PlanWithIndex *self,
              HjRecordKind   kind)
{
  const HjRecords *records = self->plan.content->records[kind];

  if (self->indexes[kind] == NULL)
    {
      self->indexes[kind] = hj_import_index_new (records);
      if (records->rows->len > 0)
        self->positions[kind] = ((const HjRecord *) g_ptr_array_index (records->rows, records->rows->len - 1))->position;
    }
  return self->indexes[kind];
}

static HjImportRow *
add_row (HjImportPlan *plan,
         const char   *place)
{
  HjImportRow *row = g_new0 (HjImportRow, 1);

  row->state = HJ_IMPORT_UNREADABLE;
  row->label = g_strdup ("");
  row->place = g_strdup (place);
  row->fields = g_ptr_array_new ();
  row->troubles = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_import_trouble_free);
  g_ptr_array_add (plan->rows, row);
  return row;
}

static void
count_state (HjImportPlan  *plan,
             HjImportState  state,
             int            by)
{
  guint *counters[] = {
    [HJ_IMPORT_NEW] = &plan->n_new,
    [HJ_IMPORT_CHANGED] = &plan->n_changed,
    [HJ_IMPORT_SAME] = &plan->n_same,
  };

  if ((guint) state < G_N_ELEMENTS (counters) && counters[state] != NULL)
    *counters[state] += (guint) by;
}

/* What a row is, for people. */
static char *
dup_label (const HjContent *content,
           const HjRecord  *record)
{
  static const char * const names[] = { "code", "name", "trade", "subject", "year", "kind", "occupation" };
  const HjRecordTable *table = hj_record_table (record->kind);
  GString *label = g_string_new (NULL);

  if (record->kind == HJ_RECORD_MATERIAL)
    for (guint i = 0; i < content->scheme->materials->len; i++)
      {
        const HjMaterial *material = g_ptr_array_index (content->scheme->materials, i);

        if (g_strcmp0 (material->id, record->id) == 0)
          g_string_assign (label, material->text);
      }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int field = hj_record_table_index (table, names[i]);

      if (field < 0 || *record->values[field] == '\0')
        continue;
      if (i > 2 && hj_record_table_index (table, "name") >= 0)
        break;
      if (label->len > 0)
        g_string_append_c (label, ' ');
      g_string_append (label, hj_record_field_choice_label (&table->fields[field], record->values[field]));
    }
  if (label->len == 0)
    g_string_append (label, table->label);
  return g_string_free (label, FALSE);
}

/* The row as it would be: what the dossier has, and over it what the file says. */
static HjRecord *
merge (const HjImportSlot *slot)
{
  const HjRecordTable *table = hj_record_table (slot->offered->kind);
  HjRecord *merged;

  if (slot->before == NULL)
    return hj_record_copy (slot->offered);

  merged = hj_record_copy (slot->before);
  for (guint i = 0; i < table->n_fields; i++)
    if (*slot->offered->values[i] != '\0')
      hj_record_set (merged, table->fields[i].id, slot->offered->values[i]);
  if (strcmp (slot->offered->id, slot->before->id) == 0 && hj_import_is_own_form (slot->offered))
    merged->position = slot->offered->position;
  return merged;
}

/* An applicant's row is always there; as long as it is blank, what the file says of it is new. */
static gboolean
is_known (const HjImportSlot *slot)
{
  return slot->before != NULL &&
         !(hj_record_table (slot->before->kind)->single && hj_record_is_empty (slot->before));
}

/* Says of a row what it comes to, after what is offered for it has changed. */
static void
settle (PlanWithIndex *self,
        HjImportSlot  *slot)
{
  HjImportRow *row = slot->row;
  const HjRecordTable *table = hj_record_table (slot->offered->kind);
  gint64 position = row->record != NULL && row->before == NULL && slot->before == NULL ? row->record->position : 0;
  gboolean moved;

  count_state (&self->plan, row->state, -1);
  g_clear_pointer (&row->record, hj_record_unref);
  row->record = merge (slot);
  row->before = is_known (slot) ? slot->before : NULL;
  if (slot->before == NULL && !hj_import_is_own_form (slot->offered))
    row->record->position = position != 0 ? position : (self->positions[table->kind] += POSITION_STEP);
  self->positions[table->kind] = MAX (self->positions[table->kind], row->record->position);

  g_ptr_array_set_size (row->fields, 0);
  for (guint i = 0; i < table->n_fields; i++)
    if (strcmp (row->record->values[i], row->before != NULL ? row->before->values[i] : "") != 0)
      g_ptr_array_add (row->fields, (gpointer) table->fields[i].id);
  moved = row->before != NULL && row->before->position != row->record->position;

  if (row->before == NULL)
    row->state = HJ_IMPORT_NEW;
  else if (row->fields->len > 0 || moved)
    row->state = HJ_IMPORT_CHANGED;
  else
    row->state = row->troubles->len > 0 ? HJ_IMPORT_UNREADABLE : HJ_IMPORT_SAME;
  row->chosen = row->state == HJ_IMPORT_NEW || row->state == HJ_IMPORT_CHANGED;
  count_state (&self->plan, row->state, 1);

  g_free (row->label);
  row->label = dup_label (self->plan.content, row->record);
}

static void
add_trouble (HjImportPlan    *plan,
             HjImportRow     *row,
             HjImportTrouble *trouble)
{
  g_ptr_array_add (row->troubles, trouble);
  plan->n_unreadable++;
}

/* Two lists as one: "5" and "4,3" are "5,4,3" in the order of the scheme; ids that it doesn't know come last. */
static char *
unite_levels (const HjScheme *scheme,
              const char     *a,
              const char     *b)
{
  g_autofree char *both = g_strdup_printf (",%s,%s,", a, b);
  GString *united = g_string_new (NULL);
  g_auto (GStrv) levels = g_strsplit (both, ",", -1);

  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);

      if (g_strv_contains ((const char * const *) levels, level->id))
        g_string_append_printf (united, "%s%s", united->len > 0 ? "," : "", level->id);
    }
  for (guint i = 0; levels[i] != NULL; i++)
    {
      g_auto (GStrv) known = g_strsplit (united->str, ",", -1);

      if (*levels[i] != '\0' && !g_strv_contains ((const char * const *) known, levels[i]))
        g_string_append_printf (united, "%s%s", united->len > 0 ? "," : "", levels[i]);
    }
  return g_string_free (united, FALSE);
}

static char *
unite_occupations (const char *a,
                   const char *b)
{
  g_auto (GStrv) names = g_strsplit (a, "、", -1);
  g_auto (GStrv) others = g_strsplit (b, "、", -1);
  GString *united = g_string_new (a);

  for (guint i = 0; others[i] != NULL; i++)
    if (!g_strv_contains ((const char * const *) names, others[i]))
      g_string_append_printf (united, "、%s", others[i]);
  return g_string_free (united, FALSE);
}

/* What a second row of the file says of the same thing. Two values that can't both hold: the first stays, and it is told. */
static void
unite (PlanWithIndex *self,
       HjImportSlot  *slot,
       HjRecord      *record,
       const char    *place)
{
  const HjRecordTable *table = hj_record_table (record->kind);

  for (guint i = 0; i < table->n_fields; i++)
    {
      const char *id = table->fields[i].id;
      const char *told = slot->offered->values[i];
      g_autofree char *united = NULL;
      g_autofree char *why = NULL;

      if (*record->values[i] == '\0' || strcmp (told, record->values[i]) == 0)
        continue;
      if (*told == '\0')
        united = g_strdup (record->values[i]);
      else if (table->fields[i].kind == HJ_VALUE_LEVELS)
        united = unite_levels (self->plan.content->scheme, told, record->values[i]);
      else if (table->fields[i].kind == HJ_VALUE_OCCUPATION)
        united = unite_occupations (told, record->values[i]);
      if (united != NULL)
        {
          hj_record_set (slot->offered, id, united);
          continue;
        }
      why = g_strdup_printf (_("another row of the same says %s, which is taken"), told);
      add_trouble (&self->plan, slot->row, hj_import_trouble_new (place, id, record->values[i], why));
    }

  if (strlen (slot->row->place) < MAX_PLACE)
    {
      g_autofree char *first = slot->row->place;

      slot->row->place = g_strdup_printf ("%s、%s", first, place);
    }
}

/* A row that turned out to be part of another one after all. */
static void
drop_row (HjImportPlan *plan,
          HjImportRow  *row)
{
  count_state (plan, row->state, -1);
  plan->n_unreadable -= row->troubles->len;
  g_ptr_array_remove (plan->rows, row);
}

/* Finds out what @record is and says so in @row. @may_unite: it may turn out to be a row that is listed already. */
static HjImportRow *
match (PlanWithIndex *self,
       HjImportRow   *row,
       HjRecord      *record,
       const char    *place,
       gboolean       may_unite)
{
  HjImportIndex *index = ensure_index (self, record->kind);
  HjImportSlot *slot = NULL;
  HjImportRow *robbed_row = NULL;
  HjRecord *robbed = NULL;

  switch (hj_import_index_find (index, record, may_unite, &slot))
    {
    case HJ_MATCH_NONE:
      slot = hj_import_index_add (index);
      break;
    case HJ_MATCH_STEAL:
      robbed_row = slot->row;
      robbed = g_steal_pointer (&slot->offered);
      break;
    case HJ_MATCH_UNITE:
      unite (self, slot, record, place);
      hj_import_index_learn (index, slot, record);
      hj_record_unref (record);
      settle (self, slot);
      return slot->row;
    case HJ_MATCH_FREE:
    default:
      break;
    }

  slot->row = row != NULL ? row : add_row (&self->plan, place);
  slot->offered = record;
  hj_import_index_learn (index, slot, record);
  settle (self, slot);
  if (robbed != NULL && match (self, robbed_row, robbed, robbed_row->place, may_unite) != robbed_row)
    drop_row (&self->plan, robbed_row);
  return slot->row;
}

/* A row of which nothing was understood but that there is something. */
static HjImportRow *
add_unreadable (HjImportPlan *plan,
                HjRecord     *record,
                const char   *place)
{
  HjImportRow *row = add_row (plan, place);

  hj_str_set (&row->label, hj_record_table (record->kind)->label);
  hj_record_unref (record);
  return row;
}

HjImportRow *
hj_import_plan_offer (HjImportPlan *plan,
                      HjRecord     *record,
                      const char   *place,
                      GPtrArray    *troubles)
{
  PlanWithIndex *self = (PlanWithIndex *) plan;
  HjImportRow *row;

  g_return_val_if_fail (plan != NULL && record != NULL && place != NULL, NULL);

  if (!hj_record_is_empty (record))
    row = match (self, NULL, record, place, !hj_import_is_own_form (record));
  else if (troubles != NULL && troubles->len > 0)
    row = add_unreadable (plan, record, place);
  else
    {
      hj_record_unref (record);
      row = NULL;
    }

  for (guint i = 0; row != NULL && troubles != NULL && i < troubles->len; i++)
    {
      const HjImportTrouble *trouble = g_ptr_array_index (troubles, i);

      add_trouble (plan, row, hj_import_trouble_new (trouble->place, trouble->field, trouble->text, trouble->why));
    }
  if (row != NULL && row->state == HJ_IMPORT_SAME && row->troubles->len > 0)
    {
      count_state (plan, row->state, -1);
      row->state = HJ_IMPORT_UNREADABLE;
    }
  g_clear_pointer (&troubles, g_ptr_array_unref);
  return row;
}

/**
 * hj_import_plan_offer_command:
 * @command: (transfer full): what it would do
 * @state: NEW, CHANGED or SAME, as the reader compared it; OTHER where it can't be told
 */
HjImportRow *
hj_import_plan_offer_command (HjImportPlan  *plan,
                              HjCommand     *command,
                              const char    *label,
                              HjImportState  state)
{
  HjImportRow *row;

  g_return_val_if_fail (plan != NULL && command != NULL && label != NULL, NULL);

  row = add_row (plan, "");
  row->state = state;
  row->command = command;
  hj_str_set (&row->label, label);
  row->chosen = state != HJ_IMPORT_SAME && state != HJ_IMPORT_UNREADABLE;
  count_state (plan, state, 1);
  return row;
}

/**
 * hj_import_plan_commands:
 *
 * Returns: (transfer full) (element-type HjCommand): what the chosen rows do, in the file's order
 */
GPtrArray *
hj_import_plan_commands (const HjImportPlan *plan)
{
  GPtrArray *commands = hj_command_list_new ();

  g_return_val_if_fail (plan != NULL, commands);

  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = g_ptr_array_index (plan->rows, i);

      if (!row->chosen || row->state == HJ_IMPORT_SAME || row->state == HJ_IMPORT_UNREADABLE)
        continue;
      if (row->command != NULL)
        g_ptr_array_add (commands, hj_command_copy (row->command));
      else
        g_ptr_array_add (commands, hj_command_new_record (row->record));
    }
  return commands;
}
