/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-place"

#include "config.h"

#include "hj-place.h"

static const char *const kinds[HJ_N_PLACE_KINDS] = {
  [HJ_PLACE_VISIT] = "visit",
  [HJ_PLACE_MATERIALS] = "materials",
  [HJ_PLACE_ITEM] = "item",
  [HJ_PLACE_NOTES] = "notes",
  [HJ_PLACE_SHEET] = "sheet",
  [HJ_PLACE_DEDUCTIONS] = "deductions",
};

G_DEFINE_BOXED_TYPE (HjPlace, hj_place, hj_place_copy, hj_place_free)

HjPlace *
hj_place_new (HjPlaceKind kind)
{
  HjPlace *self = g_new0 (HjPlace, 1);

  self->kind = kind;
  self->item = g_strdup ("");
  self->criterion = g_strdup ("");
  self->aspect = g_strdup ("");

  return self;
}

HjPlace *
hj_place_new_item (const char *item,
                   const char *criterion,
                   const char *aspect)
{
  HjPlace *self = g_new0 (HjPlace, 1);

  g_return_val_if_fail (item != NULL, NULL);

  self->kind = HJ_PLACE_ITEM;
  self->item = g_strdup (item);
  self->criterion = g_strdup (criterion != NULL ? criterion : "");
  self->aspect = g_strdup (aspect != NULL ? aspect : "");

  return self;
}

HjPlace *
hj_place_copy (const HjPlace *place)
{
  HjPlace *self;

  g_return_val_if_fail (place != NULL, NULL);

  self = g_new0 (HjPlace, 1);
  self->kind = place->kind;
  self->item = g_strdup (place->item);
  self->criterion = g_strdup (place->criterion);
  self->aspect = g_strdup (place->aspect);

  return self;
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
  if (place->kind == HJ_PLACE_ITEM)
    {
      g_string_append_printf (text, ":%s", place->item);
      if (place->criterion[0] != '\0')
        g_string_append_printf (text, ":%s", place->criterion);
      if (place->criterion[0] != '\0' && place->aspect[0] != '\0')
        g_string_append_printf (text, ":%s", place->aspect);
    }

  return g_string_free (text, FALSE);
}

HjPlace *
hj_place_parse (const char *text)
{
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, ":", 4);
  n = g_strv_length (parts);

  for (guint i = 0; i < HJ_N_PLACE_KINDS; i++)
    {
      if (n == 0 || !g_str_equal (parts[0], kinds[i]))
        continue;
      if (i != HJ_PLACE_ITEM)
        return n == 1 ? hj_place_new (i) : NULL;
      if (n >= 2 && parts[1][0] != '\0')
        return hj_place_new_item (parts[1], n > 2 ? parts[2] : NULL, n > 3 ? parts[3] : NULL);
    }

  return NULL;
}
