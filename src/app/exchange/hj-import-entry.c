/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-import-entry"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-import-entry.h"
#include "hj-import-words.h"

/* So many characters of a value are shown in the one line. */
#define SHORT_VALUE 24
/* And of so many fields. */
#define MAX_LINES 6

struct _HjImportEntry
{
  GObject       parent_instance;
  HjImportPlan *plan;
  HjImportRow  *row;
};

enum { PROP_0, PROP_CHOSEN, N_PROPS };

G_DEFINE_FINAL_TYPE (HjImportEntry, hj_import_entry, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
hj_import_entry_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  g_value_set_boolean (value, HJ_IMPORT_ENTRY (object)->row->chosen);
}

static void
hj_import_entry_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  hj_import_entry_set_chosen (HJ_IMPORT_ENTRY (object), g_value_get_boolean (value));
}

static void
hj_import_entry_finalize (GObject *object)
{
  hj_import_plan_unref (HJ_IMPORT_ENTRY (object)->plan);

  G_OBJECT_CLASS (hj_import_entry_parent_class)->finalize (object);
}

static void
hj_import_entry_class_init (HjImportEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = hj_import_entry_finalize;
  object_class->get_property = hj_import_entry_get_property;
  object_class->set_property = hj_import_entry_set_property;

  properties[PROP_CHOSEN] =
    g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hj_import_entry_init (HjImportEntry *self)
{
}

gboolean
hj_import_row_can_choose (const HjImportRow *row)
{
  return row->state == HJ_IMPORT_NEW || row->state == HJ_IMPORT_CHANGED || row->state == HJ_IMPORT_OTHER;
}

/* Of the assessment, whatever it would do: what is no row of the application's tables. */
static gboolean
is_other (const HjImportRow *row)
{
  return row->state == HJ_IMPORT_OTHER || (row->command != NULL && row->command->kind != HJ_COMMAND_RECORD);
}

gboolean
hj_import_row_is_in (const HjImportRow *row,
                     HjImportShow       show)
{
  switch (show)
    {
    case HJ_IMPORT_SHOW_NEW:
      return row->state == HJ_IMPORT_NEW && !is_other (row);

    case HJ_IMPORT_SHOW_CHANGED:
      return row->state == HJ_IMPORT_CHANGED && !is_other (row);

    case HJ_IMPORT_SHOW_OTHER:
      return hj_import_row_can_choose (row) && is_other (row);

    case HJ_IMPORT_SHOW_UNREADABLE:
      return row->state == HJ_IMPORT_UNREADABLE || row->troubles->len > 0;

    case HJ_IMPORT_SHOW_SAME:
    default:
      return row->state == HJ_IMPORT_SAME;
    }
}

HjImportEntry *
hj_import_entry_new (HjImportPlan *plan,
                     HjImportRow  *row)
{
  HjImportEntry *self = g_object_new (HJ_TYPE_IMPORT_ENTRY, NULL);

  self->plan = hj_import_plan_ref (plan);
  self->row = row;

  return self;
}

const HjImportPlan *
hj_import_entry_get_plan (HjImportEntry *self)
{
  return self->plan;
}

const HjImportRow *
hj_import_entry_get_row (HjImportEntry *self)
{
  return self->row;
}

gboolean
hj_import_entry_can_choose (HjImportEntry *self)
{
  return hj_import_row_can_choose (self->row);
}

gboolean
hj_import_entry_get_chosen (HjImportEntry *self)
{
  return self->row->chosen;
}

void
hj_import_entry_set_chosen (HjImportEntry *self,
                            gboolean       chosen)
{
  g_return_if_fail (HJ_IS_IMPORT_ENTRY (self));

  if (!hj_import_entry_can_choose (self) || self->row->chosen == chosen)
    return;
  self->row->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

static const struct {
  const char *sign, *css_class;
} states[] = {
  [HJ_IMPORT_NEW] = { NC_("import", "+ New"), "new" },
  [HJ_IMPORT_CHANGED] = { NC_("import", "≠ Changed"), "changed" },
  [HJ_IMPORT_SAME] = { NC_("import", "= Same"), "same" },
  [HJ_IMPORT_UNREADABLE] = { NC_("import", "? Unreadable"), "unreadable" },
};

/* What is not of the application is new or changed all the same. */
static HjImportState
get_state (HjImportEntry *self)
{
  if (self->row->state != HJ_IMPORT_OTHER)
    return self->row->state;

  return hj_import_words_is_known (self->plan, self->row) ? HJ_IMPORT_CHANGED : HJ_IMPORT_NEW;
}

const char *
hj_import_entry_get_sign (HjImportEntry *self)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "import", states[get_state (self)].sign);
}

const char *
hj_import_entry_get_css_class (HjImportEntry *self)
{
  return states[get_state (self)].css_class;
}

const char *
hj_import_entry_get_table (HjImportEntry *self)
{
  return hj_import_words_kind (self->row);
}

static char *
dup_short (const char *text)
{
  g_autofree char *whole = g_strdup (text);
  g_autofree char *cut = NULL;

  g_strdelimit (whole, "\n\t", ' ');
  if (g_utf8_strlen (whole, -1) <= SHORT_VALUE)
    return g_steal_pointer (&whole);
  cut = g_utf8_substring (whole, 0, SHORT_VALUE);

  return g_strconcat (cut, "…", NULL);
}

static void
append_line (GString            *text,
             const HjImportLine *line)
{
  g_autofree char *after = dup_short (line->after);
  g_autofree char *before = line->before != NULL ? dup_short (line->before) : NULL;

  if (text->len > 0)
    g_string_append (text, "；");
  if (before != NULL)
    g_string_append_printf (text, "%s %s → %s", line->label, before, after);
  else
    g_string_append_printf (text, "%s %s", line->label, after);
}

char *
hj_import_entry_dup_summary (HjImportEntry *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (HJ_IS_IMPORT_ENTRY (self), NULL);

  for (guint i = 0; i < self->row->troubles->len && i < 2; i++)
    {
      const HjImportTrouble *trouble = g_ptr_array_index (self->row->troubles, i);

      g_string_append_printf (text, "%s%s：%s", text->len > 0 ? "；" : "", trouble->place, trouble->why);
    }
  lines = hj_import_words_list (self->plan, self->row);
  for (guint i = 0; i < lines->len && i < MAX_LINES; i++)
    append_line (text, g_ptr_array_index (lines, i));

  return g_strdup (text->str);
}
