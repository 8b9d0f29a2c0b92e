/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-xlsx-private.h"

#define MAX_STYLES 65536

typedef struct {
  GHashTable *codes;   /* id of a format of the workbook's own to its code */
  GArray     *styles;  /* HjShown */
  gboolean    in_cells;
} Styles;

static HjShown
find_format (const Styles *styles,
             guint         id)
{
  const char *code = g_hash_table_lookup (styles->codes, GUINT_TO_POINTER (id));

  return code != NULL ? hj_shown_from_code (code) : hj_shown_from_builtin (id);
}

static void
started_cb (HjPart     *part,
            const char *element,
            gpointer    data)
{
  Styles *styles = data;

  if (strcmp (element, "numFmt") == 0 && g_hash_table_size (styles->codes) < MAX_STYLES)
    g_hash_table_insert (styles->codes, GUINT_TO_POINTER (hj_part_get_uint (part, "numFmtId", 0)),
                         hj_part_dup (part, "formatCode"));
  else if (strcmp (element, "cellXfs") == 0)
    styles->in_cells = TRUE;
  else if (styles->in_cells && strcmp (element, "xf") == 0 && styles->styles->len < MAX_STYLES)
    {
      HjShown shown = find_format (styles, hj_part_get_uint (part, "numFmtId", 0));

      g_array_append_val (styles->styles, shown);
    }
}

static void
ended_cb (HjPart     *part,
          const char *element,
          gpointer    data)
{
  Styles *styles = data;

  if (strcmp (element, "cellXfs") == 0)
    styles->in_cells = FALSE;
}

static void
text_cb (HjPart     *part,
         const char *text,
         gsize       length,
         gpointer    data)
{
}

/**
 * hj_xlsx_styles_read:
 * @bytes: (nullable): the part
 *
 * Returns: (transfer full) (nullable) (element-type HjShown): how each style of cells shows a number
 */
GArray *
hj_xlsx_styles_read (GBytes      *bytes,
                     const char  *file,
                     GError     **error)
{
  static const HjPartHandler handler = { started_cb, ended_cb, text_cb };
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (HjShown));
  Styles styles = { codes, found, FALSE };

  if (bytes != NULL && !hj_part_read (bytes, file, &handler, &styles, NULL, error))
    return NULL;

  return g_steal_pointer (&found);
}
