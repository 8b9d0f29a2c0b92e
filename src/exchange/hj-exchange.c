/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-exchange-private.h"

static const struct {
  const char *ending;
  HjFormat    format;
} endings[] = {
  { ".xml", HJ_FORMAT_XML },
  { ".xlsx", HJ_FORMAT_XLSX },
  { ".xlsm", HJ_FORMAT_XLSX },
  { ".docx", HJ_FORMAT_DOCX },
  { ".csv", HJ_FORMAT_CSV },
  { ".tsv", HJ_FORMAT_CSV },
  { ".txt", HJ_FORMAT_CSV },
};

static gboolean
has_ending (const char *name,
            const char *ending)
{
  gsize length = strlen (name), tail = strlen (ending);

  return length > tail && g_ascii_strcasecmp (name + length - tail, ending) == 0;
}

gboolean
hj_format_from_path (const char *path,
                     HjFormat   *format)
{
  g_return_val_if_fail (path != NULL && format != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (has_ending (path, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }

  return FALSE;
}

static gboolean
refuse (const char   *name,
        HjErrorCode   code,
        const char   *sentence,
        GError      **error)
{
  g_set_error (error, HJ_ERROR, code, _("“%s”: %s Nothing was changed."), name, sentence);

  return FALSE;
}

/* The container of Word's and Excel's files before 2007, which is also that of a file with a password. */
static gboolean
refuse_ole (const char  *name,
            GError     **error)
{
  if (has_ending (name, ".xlsx") || has_ending (name, ".docx") || has_ending (name, ".xlsm"))
    return refuse (name, HJ_ERROR_INVALID,
                   _("It is protected by a password, or an old file under a new name. Open it, take the password away, "
                     "and save it anew as .xlsx or .docx."), error);
  if (has_ending (name, ".doc") || has_ending (name, ".wps"))
    return refuse (name, HJ_ERROR_INVALID,
                   _("It is an old Word or WPS file. Open it in Word, WPS or LibreOffice, save it as .docx, and import that."),
                   error);
  if (has_ending (name, ".xls") || has_ending (name, ".et"))
    return refuse (name, HJ_ERROR_INVALID,
                   _("It is an old Excel or WPS file. Open it in Excel, WPS or LibreOffice, save it as .xlsx, and import that."),
                   error);

  return refuse (name, HJ_ERROR_INVALID,
                 _("It is an old Word, Excel or WPS file. Open it there, save it as .docx or .xlsx, and import that."), error);
}

/* Both are archives: what is in them tells them apart, whatever the name says. */
static gboolean
guess_archive (GBytes      *bytes,
               const char  *name,
               HjFormat    *format,
               GError     **error)
{
  g_autoptr (HjZip) zip = hj_zip_open (bytes, name, error);
  g_autoptr (GPtrArray) entries = NULL;

  if (zip == NULL)
    return FALSE;
  entries = hj_zip_list (zip);
  for (guint i = 0; i < entries->len; i++)
    {
      const char *entry = entries->pdata[i];

      *format = g_str_has_prefix (entry, "word/") ? HJ_FORMAT_DOCX : HJ_FORMAT_XLSX;
      if (g_str_has_prefix (entry, "word/") || g_str_has_prefix (entry, "xl/"))
        return TRUE;
    }

  return refuse (name, HJ_ERROR_INVALID,
                 _("It is an archive, but neither a workbook (.xlsx) nor a Word form (.docx). "
                   "An OpenDocument file is to be saved as .xlsx or .docx first."), error);
}

static gboolean
begins_with (const char *text,
             gsize       length,
             const char *mark,
             gsize       size)
{
  return length >= size && memcmp (text, mark, size) == 0;
}

/* An XML file begins so, after a mark and blanks. */
static gboolean
looks_like_xml (const char *text,
                gsize       length)
{
  const char *end = text + length;

  if (begins_with (text, length, "\xef\xbb\xbf", 3))
    text += 3;
  while (text < end && g_ascii_isspace (*text))
    text++;

  return text < end && *text == '<';
}

/**
 * hj_format_guess:
 *
 * By the first bytes, and by the name where they leave it open.
 */
gboolean
hj_format_guess (GBytes      *bytes,
                 const char  *name,
                 HjFormat    *format,
                 GError     **error)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (bytes != NULL && name != NULL && format != NULL, FALSE);

  text = g_bytes_get_data (bytes, &length);
  if (length == 0)
    return refuse (name, HJ_ERROR_INVALID, _("The file is empty."), error);
  if (length > HJ_EXCHANGE_MAX_BYTES)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE, _("“%s” is larger than %d MiB. Nothing was changed."),
                   name, HJ_EXCHANGE_MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  if (begins_with (text, length, "PK\x03\x04", 4) || begins_with (text, length, "PK\x05\x06", 4))
    return guess_archive (bytes, name, format, error);
  if (begins_with (text, length, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    return refuse_ole (name, error);
  if (looks_like_xml (text, length))
    {
      *format = HJ_FORMAT_XML;
      return TRUE;
    }
  if (hj_format_from_path (name, format) && (*format == HJ_FORMAT_CSV || *format == HJ_FORMAT_XML))
    return TRUE;
  if (has_ending (name, ".xlsx") || has_ending (name, ".docx"))
    return refuse (name, HJ_ERROR_CORRUPT, _("It is damaged: it is no archive, as such a file is. Ask for it again."), error);

  return refuse (name, HJ_ERROR_INVALID,
                 _("It can't be told what it is. What can be imported: .xlsx, .docx, .csv, and a dossier's .xml."), error);
}

/* Reading a workbook is the smaller part of the work, telling what its cells mean the larger. */
#define READ_SHARE 0.3

typedef struct {
  HjProgress progress;
  gpointer   user_data;
  double     from, to;
} Share;

static void
progressed_cb (double   done,
               gpointer user_data)
{
  const Share *share = user_data;

  share->progress (share->from + (share->to - share->from) * done, share->user_data);
}

static void
report (HjProgress progress,
        gpointer   user_data,
        double     done)
{
  if (progress != NULL)
    progress (done, user_data);
}

/* (transfer full) (nullable) */
static GPtrArray *
read_grids (HjFormat       format,
            GBytes        *bytes,
            const char    *name,
            GPtrArray    **lines,
            HjProgress     progress,
            gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  switch (format)
    {
    case HJ_FORMAT_XLSX:
      return hj_xlsx_read (bytes, name, progress, user_data, cancellable, error);

    case HJ_FORMAT_DOCX:
      return hj_docx_read (bytes, name, lines, cancellable, error);

    case HJ_FORMAT_CSV:
      return hj_csv_read (bytes, name, cancellable, error);

    case HJ_FORMAT_XML:
    default:
      g_assert_not_reached ();
    }
}

/**
 * hj_import_read:
 * @name: of the file
 * @content: what it is compared with; it isn't changed
 *
 * Returns: (transfer full): the plan, to be looked through before anything is applied
 */
HjImportPlan *
hj_import_read (GBytes        *bytes,
                const char    *name,
                HjContent     *content,
                HjProgress     progress,
                gpointer       user_data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (GPtrArray) grids = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  HjFormat format;

  g_return_val_if_fail (bytes != NULL && name != NULL && content != NULL, NULL);

  if (!hj_format_guess (bytes, name, &format, error))
    return NULL;
  if (format == HJ_FORMAT_XML)
    plan = hj_xml_plan (bytes, name, content, cancellable, error);
  else
    {
      Share reading = { progress, user_data, 0, READ_SHARE };
      Share telling = { progress, user_data, READ_SHARE, 1 };
      HjProgress shared = progress != NULL ? progressed_cb : NULL;

      grids = read_grids (format, bytes, name, &lines, shared, &reading, cancellable, error);
      if (grids == NULL)
        return NULL;
      plan = hj_import_plan_new (content, name);
      if (!hj_recognise_grids (plan, grids, lines, shared, &telling, cancellable, error))
        return NULL;
    }
  if (plan != NULL)
    report (progress, user_data, 1);

  return g_steal_pointer (&plan);
}

/**
 * hj_export_write:
 * @table: of a CSV file; HJ_EXPORT_ALL_TABLES for one below the other
 *
 * Returns: (transfer full)
 */
GBytes *
hj_export_write (HjFormat          format,
                 const HjContent  *content,
                 gboolean          empty,
                 HjRecordKind      table,
                 HjProgress        progress,
                 gpointer          user_data,
                 GCancellable     *cancellable,
                 GError          **error)
{
  GBytes *bytes = NULL;

  g_return_val_if_fail (content != NULL, NULL);

  switch (format)
    {
    case HJ_FORMAT_XML:
      if (empty)
        g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                             _("There is no empty form in XML. Choose .xlsx or .docx for a form to be filled in."));
      else
        bytes = hj_xml_write (content);
      break;

    case HJ_FORMAT_XLSX:
      bytes = hj_workbook_write (content, empty, progress, user_data, cancellable, error);
      break;

    case HJ_FORMAT_DOCX:
      bytes = hj_docx_write (content, empty, cancellable, error);
      break;

    case HJ_FORMAT_CSV:
    default:
      bytes = hj_csv_write (content, table, empty, error);
      break;
    }
  if (bytes != NULL)
    report (progress, user_data, 1);

  return bytes;
}
