/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-import-entry"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-import-entry.h"
#include "hj-value.h"

/* So many characters of a value are shown in the one line. */
#define SHORT_VALUE 24

struct _HjImportEntry
{
  GObject         parent_instance;
  const HjScheme *scheme;
  HjImportRow    *row;
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
hj_import_entry_class_init (HjImportEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

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

HjImportEntry *
hj_import_entry_new (const HjScheme *scheme,
                     HjImportRow    *row)
{
  HjImportEntry *self = g_object_new (HJ_TYPE_IMPORT_ENTRY, NULL);

  self->scheme = scheme;
  self->row = row;

  return self;
}

const HjImportRow *
hj_import_entry_get_row (HjImportEntry *self)
{
  return self->row;
}

gboolean
hj_import_entry_can_choose (HjImportEntry *self)
{
  return self->row->state == HJ_IMPORT_NEW || self->row->state == HJ_IMPORT_CHANGED ||
         self->row->state == HJ_IMPORT_OTHER;
}

gboolean
hj_import_entry_is_in (HjImportEntry *self,
                       HjImportShow   show)
{
  switch (show)
    {
    case HJ_IMPORT_SHOW_NEW:
      return self->row->state == HJ_IMPORT_NEW;

    case HJ_IMPORT_SHOW_CHANGED:
      return self->row->state == HJ_IMPORT_CHANGED || self->row->state == HJ_IMPORT_OTHER;

    case HJ_IMPORT_SHOW_UNREADABLE:
      return self->row->state == HJ_IMPORT_UNREADABLE || self->row->troubles->len > 0;

    case HJ_IMPORT_SHOW_SAME:
    default:
      return self->row->state == HJ_IMPORT_SAME;
    }
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
  [HJ_IMPORT_OTHER] = { NC_("import", "≠ Other"), "changed" },
};

const char *
hj_import_entry_get_sign (HjImportEntry *self)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "import", states[self->row->state].sign);
}

const char *
hj_import_entry_get_css_class (HjImportEntry *self)
{
  return states[self->row->state].css_class;
}

const char *
hj_import_entry_get_table (HjImportEntry *self)
{
  return self->row->record != NULL ? hj_record_table (self->row->record->kind)->label : "";
}

const char *
hj_import_entry_field_label (const HjScheme *scheme,
                             HjRecordKind    kind,
                             const char     *field)
{
  const HjRecordField *known = hj_record_table_field (hj_record_table (kind), field);

  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (scheme->forms, i);

      for (guint j = 0; form->record == kind && j < form->fields->len; j++)
        if (g_str_equal (((const HjField *) g_ptr_array_index (form->fields, j))->id, field))
          return ((const HjField *) g_ptr_array_index (form->fields, j))->label;
    }

  return known != NULL ? known->label : field;
}

char *
hj_import_entry_dup_value (const HjScheme *scheme,
                           const HjRecord *record,
                           const char     *field)
{
  const HjRecordField *known = hj_record_table_field (hj_record_table (record->kind), field);
  g_autofree char *text = known != NULL ? hj_value_format (scheme, known, hj_record_get (record, field), TRUE) : NULL;

  return text != NULL && text[0] != '\0' ? g_steal_pointer (&text) : g_strdup ("—");
}

static char *
dup_short (char *text)
{
  g_autofree char *whole = text;
  g_autofree char *cut = NULL;

  g_strdelimit (whole, "\n\t", ' ');
  if (g_utf8_strlen (whole, -1) <= SHORT_VALUE)
    return g_steal_pointer (&whole);
  cut = g_utf8_substring (whole, 0, SHORT_VALUE);

  return g_strconcat (cut, "…", NULL);
}

static void
append_field (HjImportEntry *self,
              GString       *text,
              const char    *field)
{
  const HjRecord *record = self->row->record;
  g_autofree char *now = dup_short (hj_import_entry_dup_value (self->scheme, record, field));
  const char *label = hj_import_entry_field_label (self->scheme, record->kind, field);

  if (text->len > 0)
    g_string_append (text, "；");
  if (self->row->state == HJ_IMPORT_CHANGED && self->row->before != NULL)
    {
      g_autofree char *before = dup_short (hj_import_entry_dup_value (self->scheme, self->row->before, field));

      g_string_append_printf (text, "%s %s → %s", label, before, now);
    }
  else
    {
      g_string_append_printf (text, "%s %s", label, now);
    }
}

char *
hj_import_entry_dup_summary (HjImportEntry *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (HJ_IS_IMPORT_ENTRY (self), NULL);

  for (guint i = 0; i < self->row->troubles->len && i < 2; i++)
    {
      const HjImportTrouble *trouble = g_ptr_array_index (self->row->troubles, i);

      g_string_append_printf (text, "%s%s：%s", text->len > 0 ? "；" : "", trouble->place, trouble->why);
    }
  for (guint i = 0; self->row->record != NULL && i < self->row->fields->len && i < 6; i++)
    append_field (self, text, g_ptr_array_index (self->row->fields, i));

  return g_strdup (text->str);
}
