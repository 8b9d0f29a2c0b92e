/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-recognise-private.h"

/* 职业（工种）场地设备情况: the page that a form has for each occupation. */

static void
free_page (gpointer data)
{
  HjPage *page = data;

  g_free (page->occupation);
  g_clear_pointer (&page->record, hj_record_unref);
  g_ptr_array_unref (page->troubles);
  g_free (page->place);
  g_free (page);
}

/* A page that says nothing yet is the one that begins here. */
HjPage *
hj_page_begin (HjWork     *work,
               const char *occupation,
               const char *place)
{
  HjPage *page = work->page;

  if (page == NULL || *page->occupation != '\0' || !hj_record_is_empty (page->record))
    {
      if (work->pages == NULL)
        work->pages = g_ptr_array_new_with_free_func (free_page);
      page = g_new0 (HjPage, 1);
      page->occupation = g_strdup ("");
      page->record = hj_record_new (HJ_RECORD_OCCUPATION, NULL);
      page->troubles = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_import_trouble_free);
      page->place = g_strdup (place);
      g_ptr_array_add (work->pages, page);
      work->page = page;
    }
  if (*occupation != '\0')
    hj_str_set (&page->occupation, occupation);

  return page;
}

/* The page that such values belong to: the same question again is the next page. */
HjPage *
hj_page_for (HjWork         *work,
             const HjRecord *values,
             const char     *place)
{
  const HjRecordTable *table = hj_record_table (values->kind);

  for (guint i = 0; work->page != NULL && i < table->n_fields; i++)
    if (*values->values[i] != '\0' && *work->page->record->values[i] != '\0')
      return hj_page_begin (work, "", place);

  return work->page != NULL ? work->page : hj_page_begin (work, "", place);
}

static gboolean
is_of (const HjRecord *record,
       const char     *occupation)
{
  g_autofree char *name = hj_normalise_heading (hj_record_get (record, "name"));
  g_autofree char *trade = hj_normalise_heading (hj_record_get (record, "trade"));
  g_autofree char *code = hj_normalise_heading (hj_record_get (record, "code"));

  return *occupation != '\0' && (strcmp (name, occupation) == 0 || strcmp (trade, occupation) == 0 ||
                                 strcmp (code, occupation) == 0);
}

/* The occupations of the file and of the dossier: (element-type HjRecord), borrowed. */
static GPtrArray *
list_occupations (const HjWork *work)
{
  const HjRecords *known = work->plan->content->records[HJ_RECORD_OCCUPATION];
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < work->plan->rows->len; i++)
    {
      const HjImportRow *row = work->plan->rows->pdata[i];

      if (row->record != NULL && row->record->kind == HJ_RECORD_OCCUPATION)
        g_ptr_array_add (list, row->record);
    }
  if (list->len == 0)
    for (guint i = 0; i < known->rows->len; i++)
      g_ptr_array_add (list, known->rows->pdata[i]);

  return list;
}

/* So that the page is matched with the occupation it belongs to. */
static gboolean
name_page (const HjWork *work,
           HjPage       *page)
{
  g_autoptr (GPtrArray) list = list_occupations (work);
  g_autofree char *normal = hj_normalise_heading (page->occupation);
  const HjRecord *found = *normal == '\0' && list->len == 1 ? list->pdata[0] : NULL;

  for (guint i = 0; i < list->len && found == NULL; i++)
    if (is_of (list->pdata[i], normal))
      found = list->pdata[i];
  if (found == NULL && *normal == '\0')
    return FALSE;

  hj_record_set (page->record, "name", found != NULL ? hj_record_get (found, "name") : page->occupation);
  if (found != NULL)
    {
      hj_record_set (page->record, "code", hj_record_get (found, "code"));
      hj_record_set (page->record, "trade", hj_record_get (found, "trade"));
    }

  return TRUE;
}

static void
offer_page (HjWork *work,
            HjPage *page)
{
  if (hj_record_is_empty (page->record) && page->troubles->len == 0)
    return;
  if (!name_page (work, page))
    {
      g_ptr_array_add (page->troubles,
                       hj_import_trouble_new (page->place, "name", "",
                                              _("the page does not say for which occupation it is")));
      g_clear_pointer (&page->record, hj_record_unref);
      page->record = hj_record_new (HJ_RECORD_OCCUPATION, NULL);
    }
  hj_import_plan_offer (work->plan, g_steal_pointer (&page->record), page->place, g_steal_pointer (&page->troubles));
  page->troubles = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_import_trouble_free);
}

/* When all else has been offered: a page is matched with the occupation it names. */
void
hj_page_offer_all (HjWork *work)
{
  for (guint i = 0; work->pages != NULL && i < work->pages->len; i++)
    offer_page (work, work->pages->pdata[i]);
  g_clear_pointer (&work->pages, g_ptr_array_unref);
  work->page = NULL;
}
