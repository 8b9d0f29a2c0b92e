/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-docx-private.h"

/* A title is short; what is longer above a table is an explanation. */
#define MAX_TITLE 60
#define MAX_GRIDS 4096

typedef struct {
  const char   *file;
  GPtrArray    *grids;   /* HjGrid, in the order in which their tables begin */
  GPtrArray    *lines;   /* char*; "" where a table stands */
  guint         lead;    /* the first line since the last table */
  GCancellable *cancellable;
  GError       *error;
} Docx;

/* Down a table: for each column the cell that goes on there. */
typedef struct {
  Docx      *docx;
  HjGrid    *grid;
  GPtrArray *open;   /* HjCell, borrowed, or NULL */
  guint      row;
  guint      column;
} Table;

static void read_blocks (Docx *docx, const xmlNode *parent, GString *cell);

static gboolean
may_go_on (Docx *docx)
{
  if (docx->error == NULL)
    g_cancellable_set_error_if_cancelled (docx->cancellable, &docx->error);

  return docx->error == NULL;
}

/* In a cell texts are lines of one value; outside they are lines of the document. */
static void
add_line (Docx    *docx,
          GString *cell,
          GString *text)
{
  if (cell != NULL)
    {
      if (cell->len > 0)
        g_string_append_c (cell, '\n');
      g_string_append (cell, text->str);
    }
  else
    {
      g_strstrip (text->str);
      if (*text->str != '\0')
        g_ptr_array_add (docx->lines, g_strdup (text->str));
    }
}

static void
read_paragraph (Docx          *docx,
                const xmlNode *paragraph,
                GString       *cell)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();

  hj_docx_collect (paragraph, text, boxes);
  add_line (docx, cell, text);
  for (guint i = 0; i < boxes->len && may_go_on (docx); i++)
    read_blocks (docx, boxes->pdata[i], cell);
}

static gboolean
is_title (const char *line)
{
  return g_utf8_strlen (line, -1) <= MAX_TITLE
         && !g_str_has_prefix (line, "注")
         && strstr (line, "：") == NULL && strchr (line, ':') == NULL;
}

/* The last short line above without a colon: "工作人员情况", not "职业（工种）：电工" nor a note. */
static const char *
find_title (const Docx    *docx,
            const GString *cell)
{
  if (cell != NULL)
    {
      const char *line = strrchr (cell->str, '\n');

      return line != NULL ? line + 1 : cell->str;
    }
  for (guint i = docx->lines->len; i > docx->lead; i--)
    if (is_title (docx->lines->pdata[i - 1]))
      return docx->lines->pdata[i - 1];

  return "";
}

static char *
dup_lead (const Docx *docx)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = docx->lead; i < docx->lines->len; i++)
    g_ptr_array_add (lines, docx->lines->pdata[i]);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
refuse_table (Docx *docx)
{
  if (docx->error == NULL)
    docx->error = g_error_new (HJ_ERROR, HJ_ERROR_TOO_LARGE,
                               _("A table of “%s” has more columns or rows than a form has. "
                                 "Nothing was taken from it; split it and import the pieces."),
                               docx->file);
}

/* The cells that a merged one takes belong to it; one that goes on from above lengthens it. */
static void
place_cell (Table      *table,
            const char *text,
            guint       span,
            gboolean    continues)
{
  HjCell *cell = NULL;

  if (span == 0 || span > HJ_GRID_MAX_COLUMNS || table->column + span > HJ_GRID_MAX_COLUMNS)
    {
      refuse_table (table->docx);
      return;
    }
  if (table->open->len < table->column + span)
    g_ptr_array_set_size (table->open, (int) (table->column + span));
  if (continues && table->open->pdata[table->column] != NULL)
    {
      cell = table->open->pdata[table->column];
      cell->row_span++;
    }
  else
    {
      cell = hj_grid_set (table->grid, table->row, table->column, text);
      if (cell == NULL)
        {
          refuse_table (table->docx);
          return;
        }
      cell->column_span = span;
    }
  for (guint i = 0; i < span; i++)
    table->open->pdata[table->column + i] = i == 0 ? cell : NULL;
  table->column += span;
}

static gboolean
is_value (const xmlNode *node,
          const char    *value)
{
  g_autofree char *text = node != NULL ? hj_docx_attribute (node, "val") : NULL;

  return text != NULL && strcmp (text, value) == 0;
}

static void
read_cell (Table         *table,
           const xmlNode *node)
{
  const xmlNode *properties = hj_docx_child (node, "tcPr");
  const xmlNode *down = hj_docx_child (properties, "vMerge");
  const xmlNode *along = hj_docx_child (properties, "hMerge");
  gboolean continues = down != NULL && !is_value (down, "restart");
  g_autoptr (GString) text = g_string_new (NULL);

  if (hj_docx_child (properties, "cellDel") != NULL)
    return;
  read_blocks (table->docx, node, text);
  g_strstrip (text->str);
  place_cell (table, along != NULL && !is_value (along, "restart") ? "" : text->str,
              hj_docx_value (properties, "gridSpan", 1), continues);
  /* Only a cell that says so may go on below. */
  if (down == NULL && table->docx->error == NULL)
    for (guint i = table->column - hj_docx_value (properties, "gridSpan", 1); i < table->column; i++)
      table->open->pdata[i] = NULL;
}

/* Cells and rows stand in content controls, insertions and the like too. */
static void
read_cells (Table         *table,
            const xmlNode *parent)
{
  for (const xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL && may_go_on (table->docx); child = child->next)
    if (hj_docx_is (child, "tc"))
      read_cell (table, child);
    else if (!hj_docx_is_deleted (child))
      read_cells (table, hj_docx_is (child, "AlternateContent") ? hj_docx_choose (child) : child);
}

static void
read_rows (Table         *table,
           const xmlNode *parent)
{
  for (const xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL && may_go_on (table->docx); child = child->next)
    if (hj_docx_is (child, "tr"))
      {
        const xmlNode *properties = hj_docx_child (child, "trPr");

        if (hj_docx_child (properties, "del") != NULL)
          continue;
        table->column = MIN (hj_docx_value (properties, "gridBefore", 0), HJ_GRID_MAX_COLUMNS);
        read_cells (table, child);
        table->row++;
      }
    else if (!hj_docx_is_deleted (child))
      read_rows (table, hj_docx_is (child, "AlternateContent") ? hj_docx_choose (child) : child);
}

static void
free_grid (gpointer data)
{
  if (data != NULL)
    hj_grid_free (data);
}

static guint
count_columns (const HjGrid *grid)
{
  guint columns = 0;

  for (guint i = 0; i < grid->rows->len; i++)
    columns = MAX (columns, ((GPtrArray *) grid->rows->pdata[i])->len);

  return columns;
}

/* A table in a cell that is but a row or a column only arranges what the cell says. */
static void
flatten (const HjGrid *grid,
         GString      *cell)
{
  for (guint r = 0; r < grid->rows->len; r++)
    {
      const GPtrArray *cells = grid->rows->pdata[r];

      if (cell->len > 0)
        g_string_append_c (cell, '\n');
      for (guint c = 0; c < cells->len; c++)
        {
          if (c > 0)
            g_string_append_c (cell, '\t');
          g_string_append (cell, hj_grid_get (grid, r, c));
        }
    }
}

static void
read_table (Docx          *docx,
            const xmlNode *node,
            GString       *cell)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (HjGrid) grid = NULL;
  g_autofree char *place = NULL;
  const char *title = find_title (docx, cell);
  guint index = docx->grids->len;
  Table table = { .docx = docx, .open = open };

  /* TRANSLATORS: a table of a Word text, by its number and title: begins a place */
  place = *title != '\0' ? g_strdup_printf (_("Table %u “%s”"), index + 1, title)
                         : g_strdup_printf (_("Table %u"), index + 1);
  grid = table.grid = hj_grid_new (title, place);
  g_free (grid->lead);
  grid->lead = dup_lead (docx);
  grid->follows = cell == NULL && index > 0 && *grid->lead == '\0';
  if (cell == NULL)
    {
      g_ptr_array_add (docx->lines, g_strdup (""));
      docx->lead = docx->lines->len;
    }
  /* Its place is kept: tables within it come after it. */
  g_ptr_array_add (docx->grids, NULL);
  if (docx->grids->len > MAX_GRIDS)
    refuse_table (docx);
  read_rows (&table, node);
  if (cell != NULL && (grid->rows->len < 2 || count_columns (grid) < 2))
    flatten (grid, cell);
  else
    docx->grids->pdata[index] = g_steal_pointer (&grid);
  if (docx->grids->pdata[index] == NULL)
    g_ptr_array_remove_index (docx->grids, index);
}

static void
read_control (Docx          *docx,
              const xmlNode *control,
              GString       *cell)
{
  const char *mark = hj_docx_control_mark (control);
  g_autoptr (GString) text = NULL;

  if (mark != NULL)
    {
      text = g_string_new (mark);
      add_line (docx, cell, text);
    }
  else if (!hj_docx_control_is_prompt (control))
    read_blocks (docx, hj_docx_child (control, "sdtContent"), cell);
}

/* @cell: (nullable): within which the blocks stand */
static void
read_blocks (Docx          *docx,
             const xmlNode *parent,
             GString       *cell)
{
  for (const xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL && may_go_on (docx); child = child->next)
    if (hj_docx_is (child, "p"))
      read_paragraph (docx, child, cell);
    else if (hj_docx_is (child, "tbl"))
      read_table (docx, child, cell);
    else if (hj_docx_is (child, "sdt"))
      read_control (docx, child, cell);
    else if (hj_docx_is (child, "AlternateContent"))
      read_blocks (docx, hj_docx_choose (child), cell);
    else if (!hj_docx_is_deleted (child))
      read_blocks (docx, child, cell);
}

static xmlDoc *
read_document (GBytes      *bytes,
               const char  *name,
               GError     **error)
{
  g_autoptr (HjZip) zip = hj_zip_open (bytes, name, error);
  g_autoptr (GPtrArray) relations = zip != NULL ? hj_relations_read (zip, "", name, error) : NULL;
  const HjRelation *relation;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) part = NULL;

  if (relations == NULL)
    return NULL;
  relation = hj_relations_find_type (relations, "officeDocument");
  part = hj_zip_read (zip, relation != NULL ? relation->target : "word/document.xml", &local);
  if (part != NULL)
    return hj_part_read_tree (part, name, error);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
                 _("“%s” is no Word document, or a part of it is missing. Nothing was taken from it; "
                   "open it in the program that wrote it and save it as .docx again."),
                 name);
  return NULL;
}

/**
 * hj_docx_read:
 * @bytes: a form as Word, WPS, LibreOffice or this program wrote it
 * @name: the file's name, for what is told
 * @lines: (out) (optional) (transfer full) (element-type utf8): the paragraphs outside of tables that say anything,
 *   and "" where a table stands between them
 *
 * Tables with merged cells, also those within cells and text boxes. Insertions count, deletions don't; boxes of
 * every make are ☑ or ☐. A table's name is the title above it; HjGrid.lead has all that stands between it
 * and the table before.
 *
 * Returns: (transfer full) (nullable) (element-type HjGrid): CORRUPT, TOO_LARGE, INVALID, cancelled
 */
GPtrArray *
hj_docx_read (GBytes        *bytes,
              const char    *name,
              GPtrArray    **lines,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (xmlDoc) document = read_document (bytes, name, error);
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func (free_grid);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Docx docx = { .file = name, .grids = grids, .lines = found, .cancellable = cancellable };

  if (document == NULL)
    return NULL;
  read_blocks (&docx, xmlDocGetRootElement (document), NULL);
  if (docx.error != NULL)
    {
      g_propagate_error (error, docx.error);
      return NULL;
    }
  if (lines != NULL)
    *lines = g_steal_pointer (&found);

  return g_steal_pointer (&grids);
}
