/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <string.h>

#include "hj-clock.h"
#include "hj-exchange.h"
#include "hj-release.h"
#include "hj-session-private.h"
#include "hj-standards.h"

/* What the standards come to: once somebody has asked, again after each change
 * of what they look at, on a lane of its own. While one report is made, only the
 * latest content waits for the next. */

/**
 * hj_job_check_standards:
 * @day: that years are counted to; HJ_DAY_NONE: the visit's, else today
 */
HjStandardReport *
hj_job_check_standards (HjContent     *content,
                        HjDay          day,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GBytes) xml = NULL;

  g_return_val_if_fail (content != NULL, NULL);

  if (day == HJ_DAY_NONE)
    day = content->visit.from;
  if (day == HJ_DAY_NONE)
    day = hj_clock_today ();
  xml = hj_xml_write (content);
  return hj_standards_check (content, xml, day, cancellable, error);
}

static HjContent *
take_next (HjSession *session)
{
  HjContent *content;

  g_mutex_lock (&session->lock);
  content = g_steal_pointer (&session->shared.to_check);
  session->shared.checking = content != NULL;
  g_mutex_unlock (&session->lock);
  return content;
}

static void
post_report (HjSession        *session,
             HjStandardReport *report,
             HjContent        *content)
{
  g_mutex_lock (&session->lock);
  g_clear_pointer (&session->shared.report, hj_standard_report_unref);
  g_clear_pointer (&session->shared.report_of, hj_content_unref);
  session->shared.report = report;
  session->shared.report_of = hj_content_ref (content);
  hj_session_schedule_notify (session);
  g_mutex_unlock (&session->lock);
}

static void
check_job (gpointer data)
{
  HjSession *session = data;

  for (;;)
    {
      g_autoptr (HjContent) content = take_next (session);
      g_autoptr (GError) error = NULL;
      HjStandardReport *report;

      if (content == NULL)
        return;
      report = hj_job_check_standards (content, HJ_DAY_NONE, session->checking, &error);
      if (report != NULL)
        post_report (session, report, content);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        hj_session_post_failure (session, error);
    }
}

static gboolean
relaxations_are_equal (const HjContent *a,
                       const HjContent *b)
{
  if (a->relaxations->len != b->relaxations->len)
    return FALSE;
  for (guint i = 0; i < a->relaxations->len; i++)
    {
      const HjRelaxation *one = g_ptr_array_index (a->relaxations, i);
      const HjRelaxation *other = g_ptr_array_index (b->relaxations, i);

      if (strcmp (one->standard, other->standard) != 0 || strcmp (one->subject, other->subject) != 0 ||
          strcmp (one->bonus_case, other->bonus_case) != 0 || strcmp (one->reason, other->reason) != 0 ||
          strcmp (one->expert, other->expert) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The checks look at the application, never at what the experts say of it: an
 * answer leaves its tables the very same, and the report too. */
static gboolean
nothing_to_check (const HjContent *a,
                  const HjContent *b)
{
  if (a->scheme != b->scheme || a->visit.from != b->visit.from || !relaxations_are_equal (a, b))
    return FALSE;
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    if (a->records[i] != b->records[i])
      return FALSE;
  return TRUE;
}

void
hj_session_check_standards (HjSession *session)
{
  HjContent *content = session->view.content;
  gboolean start;

  if (!session->standards_wanted || content == NULL || content == session->standards_of)
    return;
  g_mutex_lock (&session->lock);
  if (session->standards_of != NULL && !session->shared.checking && session->shared.report == NULL &&
      nothing_to_check (session->standards_of, content))
    {
      g_mutex_unlock (&session->lock);
      hj_content_unref (session->standards_of);
      session->standards_of = hj_content_ref (content);
      return;
    }
  g_clear_pointer (&session->shared.to_check, hj_content_unref);
  session->shared.to_check = hj_content_ref (content);
  start = !session->shared.checking;
  session->shared.checking = TRUE;
  g_mutex_unlock (&session->lock);
  if (session->checker == NULL)
    session->checker = hj_lane_new ("hj-checker", NULL, NULL);
  if (start)
    hj_lane_push (session->checker, check_job, session);
}

void
hj_session_adopt_standards (HjSession        *session,
                            HjStandardReport *report,
                            HjContent        *content)
{
  /* A report names each row that it looked at. */
  hj_release (g_steal_pointer (&session->standards), (GDestroyNotify) hj_standard_report_unref);
  hj_release (g_steal_pointer (&session->standards_of), (GDestroyNotify) hj_content_unref);
  session->standards = hj_standard_report_ref (report);
  session->standards_of = hj_content_ref (content);
}

void
hj_session_stop_standards (HjSession *session)
{
  g_cancellable_cancel (session->checking);
  g_clear_pointer (&session->checker, hj_lane_stop);
}

HjStandardReport *
hj_session_get_standards (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  if (!session->standards_wanted)
    {
      session->standards_wanted = TRUE;
      hj_session_check_standards (session);
    }
  return session->standards;
}

gboolean
hj_session_get_standards_stale (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), FALSE);

  return session->standards_wanted && session->standards_of != session->view.content;
}
