/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-cli.h"
#include "hj-json.h"
#include "hj-session-exchange.h"

/* To a script a standard that no machine can check is as unknown as one whose figures are missing. */
static const char *
status_id (HjStandardStatus status)
{
  return hj_standard_status_to_id (status == HJ_STANDARD_MANUAL ? HJ_STANDARD_UNKNOWN : status);
}

static void
print_json (const HjStandardReport *report)
{
  g_autoptr (HjJsonWriter) writer = hj_json_writer_new ();

  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "scheme", report->scheme->id);
  hj_json_writer_begin (writer, "standards", '[');
  for (guint i = 0; i < report->results->len; i++)
    {
      const HjStandardResult *result = g_ptr_array_index (report->results, i);

      if (result->status == HJ_STANDARD_NOT_APPLICABLE)
        continue;
      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", result->standard->id);
      hj_json_writer_string (writer, "clause", result->standard->clause);
      hj_json_writer_string (writer, "occupation", result->occupation);
      hj_json_writer_string (writer, "status", status_id (result->status));
      hj_json_writer_string (writer, "required", result->required);
      hj_json_writer_string (writer, "found", result->found);
      hj_json_writer_string (writer, "message", result->message);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
  hj_cli_print ("%s\n", hj_json_writer_get_text (writer));
}

static const char *
status_words (HjStandardStatus status)
{
  switch (status)
    {
    case HJ_STANDARD_MET:
      return _("met");
    case HJ_STANDARD_SHORT:
      return _("short");
    case HJ_STANDARD_RELAXED:
      return _("relaxed");
    case HJ_STANDARD_MANUAL:
      return _("by eye");
    case HJ_STANDARD_UNKNOWN:
    case HJ_STANDARD_NOT_APPLICABLE:
    default:
      return _("unknown");
    }
}

static void
print_result (const HjStandardResult *result)
{
  hj_cli_print ("%s  %s%s%s\n", status_words (result->status), result->standard->clause,
                *result->occupation != '\0' ? " · " : "", result->occupation);
  if (result->check == NULL)
    hj_cli_print ("    %s\n", result->standard->text);
  if (*result->message != '\0')
    hj_cli_print ("    %s\n", result->message);
  else if (*result->required != '\0' || *result->found != '\0')
    hj_cli_print ("    %s: %s → %s\n", result->check != NULL ? result->check->title : "", result->required, result->found);
}

static void
print_text (const HjStandardReport *report)
{
  const char *group = "";

  for (guint i = 0; i < report->results->len; i++)
    {
      const HjStandardResult *result = g_ptr_array_index (report->results, i);

      if (result->status == HJ_STANDARD_NOT_APPLICABLE)
        continue;
      if (*result->standard->group != '\0' && !g_str_equal (result->standard->group, group))
        hj_cli_print ("%s%s\n", i > 0 ? "\n" : "", result->standard->group);
      group = result->standard->group;
      print_result (result);
    }
  hj_cli_print (_("\n%u met, %u short, %u relaxed, %u unknown, %u to be checked by eye\n"),
                report->n_met, report->n_short, report->n_relaxed, report->n_unknown, report->n_manual);
}

static int
check (const char *path,
       HjDay       day,
       gboolean    json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_cli_open (path, HJ_SESSION_READ, &error);
  g_autoptr (HjStandardReport) report = NULL;

  if (session != NULL)
    report = hj_job_check_standards (hj_session_get_content (session), day, NULL, &error);
  if (report == NULL)
    return hj_cli_refuse (error);
  if (json)
    print_json (report);
  else
    print_text (report);
  return hj_cli_finish_output ();
}

int
hj_cli_check (char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *date = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "date", 'd', 0, G_OPTION_ARG_FILENAME, &date, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  HjDay day = HJ_DAY_NONE;
  int status = hj_cli_parse ("check", entries, &arguments, 1, 1);

  if (status >= 0)
    return status;
  if (date != NULL && !hj_day_parse (date, &day, &error))
    return hj_cli_misuse ("check", "%s", error->message);
  return check (arguments[0], day, json);
}
