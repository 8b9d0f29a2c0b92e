/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-place"

#include "config.h"

#include "hj-forms.h"
#include "hj-place.h"

static const char *const kinds[HJ_N_PLACE_KINDS] = {
  [HJ_PLACE_VISIT] = "visit",
  [HJ_PLACE_MATERIALS] = "materials",
  [HJ_PLACE_ITEM] = "item",
  [HJ_PLACE_NOTES] = "notes",
  [HJ_PLACE_SHEET] = "sheet",
  [HJ_PLACE_DEDUCTIONS] = "deductions",
  [HJ_PLACE_APPLICATION] = "application",
  [HJ_PLACE_STANDARDS] = "standards",
  [HJ_PLACE_CONCLUSION] = "conclusion",
  [HJ_PLACE_NOTICE] = "notice",
};

G_DEFINE_BOXED_TYPE (HjPlace, hj_place, hj_place_copy, hj_place_free)

static HjPlace *
place_new (HjPlaceKind  kind,
           const char  *item,
           const char  *criterion,
           const char  *aspect)
{
  HjPlace *self = g_new0 (HjPlace, 1);

  self->kind = kind;
  self->item = g_strdup (item);
  self->criterion = g_strdup (criterion != NULL ? criterion : "");
  self->aspect = g_strdup (aspect != NULL ? aspect : "");

  return self;
}

HjPlace *
hj_place_new (HjPlaceKind kind)
{
  return place_new (kind, "", NULL, NULL);
}

HjPlace *
hj_place_new_item (const char *item,
                   const char *criterion,
                   const char *aspect)
{
  g_return_val_if_fail (item != NULL, NULL);

  return place_new (HJ_PLACE_ITEM, item, criterion, aspect);
}

HjPlace *
hj_place_new_form (const char *form,
                   const char *row)
{
  g_return_val_if_fail (form != NULL, NULL);

  return place_new (HJ_PLACE_APPLICATION, form, row, NULL);
}

HjPlace *
hj_place_new_standard (const char *standard)
{
  g_return_val_if_fail (standard != NULL, NULL);

  return place_new (HJ_PLACE_STANDARDS, standard, NULL, NULL);
}

static gboolean
asks_for (const HjForm *form,
          const char   *field)
{
  for (guint i = 0; i < form->fields->len; i++)
    if (g_str_equal (((const HjField *) g_ptr_array_index (form->fields, i))->id, field))
      return TRUE;

  return FALSE;
}

/* The form that shows the record, and asks for the field if any does. */
static const HjForm *
find_form (HjContent    *content,
           HjRecordKind  kind,
           const char   *id,
           const char   *field)
{
  const HjRecord *record = hj_content_find_record (content, kind, id);
  g_autoptr (GPtrArray) forms = hj_forms_list (content->scheme);
  const HjForm *first = NULL, *showing = NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (forms, i);

      if (form->record != kind)
        continue;
      first = first != NULL ? first : form;
      if (record != NULL && !hj_forms_takes (content->scheme, form, record, NULL))
        continue;
      showing = showing != NULL ? showing : form;
      if (field == NULL || asks_for (form, field))
        return form;
    }

  return showing != NULL ? showing : first;
}

HjPlace *
hj_place_new_record (HjContent    *content,
                     HjRecordKind  kind,
                     const char   *id)
{
  const HjForm *form;

  g_return_val_if_fail (content != NULL && id != NULL, NULL);

  form = find_form (content, kind, id, NULL);

  return form != NULL ? hj_place_new_form (form->id, hj_record_table (kind)->single ? NULL : id) : NULL;
}

HjPlace *
hj_place_new_cell (HjContent    *content,
                   HjRecordKind  kind,
                   const char   *id,
                   const char   *field)
{
  const HjForm *form;

  g_return_val_if_fail (content != NULL && id != NULL && field != NULL, NULL);

  form = find_form (content, kind, id, field);

  return form != NULL ? place_new (HJ_PLACE_APPLICATION, form->id, id, field) : NULL;
}

HjPlace *
hj_place_copy (const HjPlace *place)
{
  g_return_val_if_fail (place != NULL, NULL);

  return place_new (place->kind, place->item, place->criterion, place->aspect);
}

void
hj_place_free (HjPlace *place)
{
  if (place == NULL)
    return;

  g_free (place->item);
  g_free (place->criterion);
  g_free (place->aspect);
  g_free (place);
}

/* Both may be NULL: nowhere is equal to nowhere. */
gboolean
hj_place_equal (const HjPlace *a,
                const HjPlace *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->kind == b->kind &&
         g_str_equal (a->item, b->item) &&
         g_str_equal (a->criterion, b->criterion) &&
         g_str_equal (a->aspect, b->aspect);
}

char *
hj_place_to_string (const HjPlace *place)
{
  GString *text;

  g_return_val_if_fail (place != NULL, NULL);

  text = g_string_new (kinds[place->kind]);
  if (place->item[0] != '\0')
    {
      g_string_append_printf (text, ":%s", place->item);
      if (place->criterion[0] != '\0')
        g_string_append_printf (text, ":%s", place->criterion);
      if (place->criterion[0] != '\0' && place->aspect[0] != '\0')
        g_string_append_printf (text, ":%s", place->aspect);
    }

  return g_string_free (text, FALSE);
}

/* How many ids may follow the kind, and how many must. */
static gboolean
knows_parts (HjPlaceKind kind,
             guint       n)
{
  switch (kind)
    {
    case HJ_PLACE_ITEM:
    case HJ_PLACE_APPLICATION:
      return n >= 1 && n <= 3;


    case HJ_PLACE_STANDARDS:
      return n <= 1;

    case HJ_PLACE_VISIT:
    case HJ_PLACE_MATERIALS:
    case HJ_PLACE_NOTES:
    case HJ_PLACE_SHEET:
    case HJ_PLACE_DEDUCTIONS:
    case HJ_PLACE_CONCLUSION:
    case HJ_PLACE_NOTICE:
    default:
      return n == 0;
    }
}

HjPlace *
hj_place_parse (const char *text)
{
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, ":", 5);
  n = g_strv_length (parts);

  for (guint i = 0; i < HJ_N_PLACE_KINDS; i++)
    {
      if (n == 0 || !g_str_equal (parts[0], kinds[i]))
        continue;
      if (!knows_parts (i, n - 1) || (n > 1 && parts[1][0] == '\0'))
        return NULL;
      return place_new (i, n > 1 ? parts[1] : "", n > 2 ? parts[2] : NULL, n > 3 ? parts[3] : NULL);
    }

  return NULL;
}
