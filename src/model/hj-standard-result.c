/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <math.h>

#include "hj-standard-result.h"

static const char * const status_ids[] = { "met", "short", "unknown", "relaxed", "manual", "not-applicable" };

const char *
hj_standard_status_to_id (HjStandardStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (status_ids), "unknown");

  return status_ids[status];
}

static void
free_row (gpointer data)
{
  HjStandardRow *row = data;

  g_free (row->id);
  g_free (row->why);
  g_free (row);
}

static void
free_result (gpointer data)
{
  HjStandardResult *result = data;

  g_free (result->subject);
  g_free (result->occupation);
  g_free (result->required);
  g_free (result->found);
  g_free (result->message);
  g_free (result->item);
  g_free (result->aspect);
  g_free (result->state);
  g_ptr_array_unref (result->rows);
  g_free (result);
}

HjStandardReport *
hj_standard_report_new (HjScheme *scheme,
                        HjDay     day)
{
  HjStandardReport *report;

  g_return_val_if_fail (scheme != NULL, NULL);

  report = g_new0 (HjStandardReport, 1);
  g_atomic_ref_count_init (&report->ref_count);
  report->scheme = hj_scheme_ref (scheme);
  report->day = day;
  report->results = g_ptr_array_new_with_free_func (free_result);

  return report;
}

/**
 * hj_standard_report_add:
 *
 * Returns: (transfer none): an outcome with empty texts, MANUAL without a check, to be
 *   filled before the report is shared; whoever fills it counts it
 */
HjStandardResult *
hj_standard_report_add (HjStandardReport *report,
                        const HjStandard *standard,
                        const HjCheck    *check)
{
  HjStandardResult *result;

  g_return_val_if_fail (report != NULL && standard != NULL, NULL);

  result = g_new0 (HjStandardResult, 1);
  result->standard = standard;
  result->check = check;
  result->status = check != NULL ? HJ_STANDARD_UNKNOWN : HJ_STANDARD_MANUAL;
  result->measured = NAN;
  hj_str_set (&result->subject, NULL);
  hj_str_set (&result->occupation, NULL);
  hj_str_set (&result->required, NULL);
  hj_str_set (&result->found, NULL);
  hj_str_set (&result->message, NULL);
  hj_str_set (&result->item, standard->item);
  hj_str_set (&result->aspect, standard->aspect);
  hj_str_set (&result->state, NULL);
  result->rows = g_ptr_array_new_with_free_func (free_row);
  g_ptr_array_add (report->results, result);

  return result;
}

HjStandardReport *
hj_standard_report_ref (HjStandardReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_atomic_ref_count_inc (&report->ref_count);

  return report;
}

void
hj_standard_report_unref (HjStandardReport *report)
{
  g_return_if_fail (report != NULL);

  if (!g_atomic_ref_count_dec (&report->ref_count))
    return;

  g_ptr_array_unref (report->results);
  hj_scheme_unref (report->scheme);
  g_free (report);
}

const HjStandardResult *
hj_standard_report_find (const HjStandardReport *report,
                         const char             *check,
                         const char             *subject)
{
  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < report->results->len; i++)
    {
      const HjStandardResult *result = report->results->pdata[i];

      if (result->check != NULL && g_strcmp0 (result->check->id, check) == 0 &&
          g_strcmp0 (result->subject, subject) == 0)
        return result;
    }

  return NULL;
}
