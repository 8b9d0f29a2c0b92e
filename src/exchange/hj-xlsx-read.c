/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-xlsx-private.h"

#define MAX_SHEETS     256
#define MAX_SHEET_NAME 200

typedef struct {
  char     *name;
  char     *relation;
  gboolean  hidden;
} SheetEntry;

typedef struct {
  GPtrArray *sheets;
  gboolean   from_1904;
} Workbook;

static void
free_entry (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry->relation);
  g_free (entry);
}

static void
started_cb (HjPart     *part,
            const char *element,
            gpointer    data)
{
  Workbook *workbook = data;

  if (strcmp (element, "workbookPr") == 0)
    {
      g_autofree char *value = hj_part_dup (part, "date1904");

      workbook->from_1904 = strcmp (value, "1") == 0 || strcmp (value, "true") == 0;
    }
  else if (strcmp (element, "sheet") == 0 && workbook->sheets->len < MAX_SHEETS)
    {
      SheetEntry *entry = g_new0 (SheetEntry, 1);
      g_autofree char *name = hj_part_dup (part, "name");
      g_autofree char *state = hj_part_dup (part, "state");

      entry->name = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_SHEET_NAME));
      entry->relation = hj_part_dup (part, "id");
      entry->hidden = strcmp (state, "hidden") == 0 || strcmp (state, "veryHidden") == 0;
      g_ptr_array_add (workbook->sheets, entry);
    }
}

static void
ended_cb (HjPart     *part,
          const char *element,
          gpointer    data)
{
}

static void
text_cb (HjPart     *part,
         const char *text,
         gsize       length,
         gpointer    data)
{
}

static gboolean
set_no_workbook (const char  *file,
                 GError     **error)
{
  g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
               _("“%s” is no workbook, or a part of it is missing. Nothing was taken from it; "
                 "open it in the program that wrote it and save it as .xlsx again."),
               file);

  return FALSE;
}

/* The part that a relationship of this type names; %NULL without an error where there is none. */
static GBytes *
read_related (HjZip            *zip,
              const GPtrArray  *relations,
              const char       *type,
              GError          **error)
{
  const HjRelation *relation = hj_relations_find_type (relations, type);

  return relation != NULL ? hj_zip_read (zip, relation->target, error) : NULL;
}

static gboolean
read_workbook (HjZip       *zip,
               const char  *file,
               Workbook    *workbook,
               GPtrArray  **relations,
               GError     **error)
{
  static const HjPartHandler handler = { started_cb, ended_cb, text_cb };
  g_autoptr (GPtrArray) roots = hj_relations_read (zip, "", file, error);
  const HjRelation *root = roots != NULL ? hj_relations_find_type (roots, "officeDocument") : NULL;
  const char *name = root != NULL ? root->target : "xl/workbook.xml";
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (roots == NULL)
    return FALSE;
  bytes = hj_zip_read (zip, name, &local);
  if (bytes == NULL && local == NULL)
    return set_no_workbook (file, error);
  if (local != NULL || !hj_part_read (bytes, file, &handler, workbook, NULL, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *relations = hj_relations_read (zip, name, file, error);
  if (*relations == NULL)
    return FALSE;

  return workbook->sheets->len > 0 || set_no_workbook (file, error);
}

static gboolean
read_shared (HjXlsxBook        *book,
             HjZip             *zip,
             const GPtrArray   *relations,
             const HjPartWork  *work,
             GError           **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) strings = read_related (zip, relations, "sharedStrings", &local);
  g_autoptr (GBytes) styles = local == NULL ? read_related (zip, relations, "styles", &local) : NULL;

  if (local == NULL)
    book->strings = hj_xlsx_strings_read (strings, book->file, work, &local);
  if (local == NULL)
    book->styles = hj_xlsx_styles_read (styles, book->file, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static HjGrid *
read_sheet (HjXlsxBook        *book,
            HjZip             *zip,
            const GPtrArray   *relations,
            const SheetEntry  *entry,
            const HjPartWork  *work,
            GError           **error)
{
  const HjRelation *relation = hj_relations_find (relations, entry->relation);
  g_autofree char *place = g_strdup_printf (_("Sheet “%s”"), entry->name);
  g_autoptr (HjGrid) grid = hj_grid_new (entry->name, place);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;

  grid->hidden = entry->hidden;
  /* A chart takes a sheet too, and holds no cells. */
  if (relation != NULL && !hj_relation_has_type (relation, "worksheet"))
    return g_steal_pointer (&grid);
  bytes = relation != NULL ? hj_zip_read (zip, relation->target, &local) : NULL;
  if (bytes == NULL && local == NULL)
    set_no_workbook (book->file, &local);
  if (local != NULL || !hj_xlsx_sheet_read (book, bytes, grid, work, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&grid);
}

static gboolean
read_sheets (HjXlsxBook      *book,
             HjZip           *zip,
             const GPtrArray *relations,
             const GPtrArray *entries,
             HjPartWork      *work,
             GPtrArray       *grids,
             GError         **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      HjGrid *grid;

      work->from = 0.2 + 0.8 * i / entries->len;
      work->to = 0.2 + 0.8 * (i + 1) / entries->len;
      grid = read_sheet (book, zip, relations, entries->pdata[i], work, error);
      if (grid == NULL)
        return FALSE;
      if (grid->rows->len > 0)
        g_ptr_array_add (grids, grid);
      else
        hj_grid_free (grid);
    }
  return TRUE;
}

static void
free_grid (gpointer data)
{
  hj_grid_free (data);
}

/**
 * hj_xlsx_read:
 * @bytes: a workbook as Excel, WPS, LibreOffice or this program wrote it
 * @name: the file's name, for what is told
 * @progress: (nullable)
 *
 * Every sheet that holds anything, hidden ones marked so. Texts are as they show: days as ISO by the cell's number
 * format in either of the two calendars, whole numbers in full.
 *
 * Returns: (transfer full) (nullable) (element-type HjGrid): CORRUPT, TOO_LARGE, INVALID, cancelled
 */
GPtrArray *
hj_xlsx_read (GBytes        *bytes,
              const char    *name,
              HjProgress     progress,
              gpointer       user_data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (HjZip) zip = hj_zip_open (bytes, name, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func (free_grid);
  g_autoptr (GPtrArray) relations = NULL;
  HjPartWork work = { progress, user_data, 0, 0.2, cancellable };
  Workbook workbook = { entries, FALSE };
  HjXlsxBook book = { .file = name };
  gboolean read;

  if (zip == NULL || !read_workbook (zip, name, &workbook, &relations, error))
    return NULL;
  book.from_1904 = workbook.from_1904;
  read = read_shared (&book, zip, relations, &work, error)
         && read_sheets (&book, zip, relations, entries, &work, grids, error);
  g_clear_pointer (&book.strings, g_ptr_array_unref);
  g_clear_pointer (&book.styles, g_array_unref);

  return read ? g_steal_pointer (&grids) : NULL;
}
