/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-error.h"
#include "hj-scheme-private.h"

/* Scan, parse, grammar, build, sense: each only if the one before found nothing. */
static HjScheme *
read_source (HjSource *source,
             GBytes   *bytes)
{
  g_autoptr (HjScheme) scheme = NULL;
  g_autoptr (xmlDoc) doc = NULL;

  if (g_bytes_get_size (bytes) == 0)
    {
      hj_source_complain_line (source, 0, _("This file is empty. Expected: a scheme."));
      return NULL;
    }
  doc = hj_scheme_xml_parse (source, bytes);
  if (doc == NULL || !hj_scheme_grammar_check (source, doc))
    return NULL;
  scheme = hj_scheme_build (source, doc, bytes);
  hj_scheme_check_sense (source, scheme);
  return hj_source_is_sound (source) ? g_steal_pointer (&scheme) : NULL;
}

static gboolean
is_too_large (GBytes *bytes)
{
  return g_bytes_get_size (bytes) > HJ_SCHEME_MAX_BYTES;
}

static void
complain_too_large (HjSource *source)
{
  hj_source_complain_line (source, 0, _("This file is too large for a scheme. A scheme has at most %d MiB."),
                           HJ_SCHEME_MAX_BYTES / (1024 * 1024));
}

static void
set_error (const HjSource  *source,
           gboolean         too_large,
           GError         **error)
{
  g_autofree char *first = hj_scheme_problem_format (g_ptr_array_index (source->problems, 0));
  guint others = source->problems->len - 1;
  g_autofree char *more = NULL;
  HjErrorCode code = HJ_ERROR_INVALID;

  if (too_large)
    code = HJ_ERROR_TOO_LARGE;
  else if (source->too_new)
    code = HJ_ERROR_TOO_NEW;
  if (others > 0)
    more = g_strdup_printf (_("Further problems in this file: %u."), others);
  g_set_error (error, HJ_ERROR, code, "%s%s%s", first, more ? " " : "", more ? more : "");
}

/* Documented in the header. */
HjScheme *
hj_scheme_read (GBytes      *bytes,
                const char  *name,
                GError     **error)
{
  HjScheme *scheme = NULL;
  HjSource source;
  gboolean too_large;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  hj_source_init (&source, name);
  too_large = is_too_large (bytes);
  if (too_large)
    complain_too_large (&source);
  else
    scheme = read_source (&source, bytes);
  if (scheme == NULL)
    set_error (&source, too_large, error);
  hj_source_clear (&source);
  return scheme;
}

/* Documented in the header. */
GPtrArray *
hj_scheme_check (GBytes     *bytes,
                 const char *name)
{
  g_autoptr (HjScheme) scheme = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  HjSource source;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  hj_source_init (&source, name);
  if (is_too_large (bytes))
    complain_too_large (&source);
  else
    scheme = read_source (&source, bytes);
  problems = g_ptr_array_ref (source.problems);
  hj_source_clear (&source);
  return g_steal_pointer (&problems);
}
