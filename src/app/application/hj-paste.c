/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-paste"

#include "config.h"

#include <string.h>

#include "hj-paste.h"

/* Of a line; what a spreadsheet's clipboard may hold at most. */
#define MAX_CELLS 512
/* Between two rows, so that one can be put between them. */
#define STEP 1024

static void
problem_free (HjPasteProblem *problem)
{
  g_free (problem->id);
  g_free (problem->field);
  g_free (problem->text);
  g_free (problem->why);
  g_free (problem);
}

void
hj_paste_free (HjPaste *paste)
{
  if (paste == NULL)
    return;

  g_ptr_array_unref (paste->records);
  g_ptr_array_unref (paste->problems);
  g_free (paste);
}

HjPasteTarget *
hj_paste_target_copy (const HjPasteTarget *target)
{
  HjPasteTarget *copy = g_new0 (HjPasteTarget, 1);

  copy->scheme = hj_scheme_ref (target->scheme);
  copy->form = target->form;
  copy->columns = g_ptr_array_ref (target->columns);
  copy->existing = g_ptr_array_ref (target->existing);
  copy->first_column = target->first_column;
  copy->occupation = g_strdup (target->occupation);
  copy->position = target->position;

  return copy;
}

void
hj_paste_target_free (HjPasteTarget *target)
{
  if (target == NULL)
    return;

  hj_scheme_unref (target->scheme);
  g_ptr_array_unref (target->columns);
  g_ptr_array_unref (target->existing);
  g_free (target->occupation);
  g_free (target);
}

/* A cell from @p on; returns where it ends. Quotes count only where they begin the cell and end it. */
static const char *
read_cell (const char *p,
           GString    *cell)
{
  if (*p == '"')
    {
      const char *q = p + 1;

      for (; *q != '\0'; q++)
        {
          if (*q == '"' && q[1] == '"')
            q++;
          else if (*q == '"')
            break;
          g_string_append_c (cell, *q);
        }
      if (*q == '"' && (q[1] == '\t' || q[1] == '\n' || q[1] == '\r' || q[1] == '\0'))
        return q + 1;
      g_string_truncate (cell, 0);
    }
  for (; *p != '\0' && *p != '\t' && *p != '\n' && *p != '\r'; p++)
    g_string_append_c (cell, *p);

  return p;
}

static gboolean
is_blank_line (char **cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    for (const char *p = cells[i]; *p != '\0'; p = g_utf8_next_char (p))
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;

  return TRUE;
}

GPtrArray *
hj_paste_split (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *p = valid;

  while (*p != '\0')
    {
      g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
      guint n = 0;

      for (;;)
        {
          g_autoptr (GString) cell = g_string_new (NULL);

          p = read_cell (p, cell);
          if (n++ < MAX_CELLS)
            g_strv_builder_add (cells, cell->str);
          if (*p != '\t')
            break;
          p++;
        }
      p += *p == '\r' && p[1] == '\n' ? 2 : *p != '\0' ? 1 : 0;
      g_ptr_array_add (lines, g_strv_builder_end (cells));
    }
  while (lines->len > 0 && is_blank_line (g_ptr_array_index (lines, lines->len - 1)))
    g_ptr_array_set_size (lines, (int) lines->len - 1);

  return lines;
}

/* Without blanks, colons, stars and what stands in brackets at the end: 面积（㎡）* is 面积. */
static char *
normalise_head (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  GString *head = g_string_new (NULL);

  for (const char *p = normal != NULL ? normal : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != '*' && c != ':')
        g_string_append_unichar (head, c);
    }

  return g_string_free (head, FALSE);
}

static gboolean
is_head_of (const HjFormColumn *column,
            const char         *head)
{
  g_autofree char *label = normalise_head (hj_form_column_get_label (column));
  g_autofree char *own_label = normalise_head (column->record_field->label);
  g_auto (GStrv) synonyms = g_strsplit (column->record_field->synonyms, "|", -1);

  if (g_str_equal (head, label) || g_str_equal (head, own_label))
    return TRUE;
  for (guint i = 0; synonyms[i] != NULL; i++)
    {
      g_autofree char *synonym = normalise_head (synonyms[i]);

      if (synonym[0] != '\0' && g_str_equal (head, synonym))
        return TRUE;
    }

  return FALSE;
}

static int
find_head (const HjPasteTarget *target,
           const char          *cell)
{
  g_autofree char *head = normalise_head (cell);

  if (head[0] == '\0')
    return -1;
  for (guint i = 0; i < target->columns->len; i++)
    if (is_head_of (g_ptr_array_index (target->columns, i), head))
      return (int) i;

  return -1;
}

/* For each cell of a line the column it goes to, -1 for none. A line that names two columns or more is a head. */
static int *
map_columns (const HjPasteTarget *target,
             char               **first_line,
             guint                width,
             gboolean            *by_head)
{
  int *map = g_new (int, MAX (width, 1));
  guint n_heads = 0;

  for (guint i = 0; i < width; i++)
    {
      map[i] = i < g_strv_length (first_line) ? find_head (target, first_line[i]) : -1;
      n_heads += map[i] >= 0 ? 1 : 0;
    }
  *by_head = n_heads >= 2;
  for (guint i = 0; i < width && !*by_head; i++)
    map[i] = target->first_column + i < target->columns->len ? (int) (target->first_column + i) : -1;

  return map;
}

static void
add_problem (HjPaste            *paste,
             const HjRecord     *record,
             const HjFormColumn *column,
             const char         *text,
             const GError       *error)
{
  HjPasteProblem *problem = g_new0 (HjPasteProblem, 1);

  problem->line = paste->n_lines;
  problem->id = g_strdup (record->id);
  problem->field = g_strdup (column->record_field->id);
  problem->text = g_strdup (text);
  problem->why = g_strdup (error->message);
  g_ptr_array_add (paste->problems, problem);
}

static void
read_line (HjPaste             *paste,
           const HjPasteTarget *target,
           char               **cells,
           const int           *map)
{
  const HjRecord *now = paste->n_lines < target->existing->len ? g_ptr_array_index (target->existing, paste->n_lines) : NULL;
  HjRecord *record = now != NULL ? hj_record_copy (now)
                                 : hj_forms_new_row (target->form, NULL, target->occupation,
                                                     target->position + (gint64) paste->n_new * STEP);

  for (guint i = 0; cells[i] != NULL && i < MAX_CELLS; i++)
    {
      const HjFormColumn *column = map[i] >= 0 ? g_ptr_array_index (target->columns, map[i]) : NULL;
      g_autofree char *canonical = NULL;
      g_autoptr (GError) error = NULL;

      if (column == NULL)
        continue;
      if (hj_form_column_parse (column, cells[i], &canonical, &error))
        hj_record_set (record, column->record_field->id, canonical);
      else
        add_problem (paste, record, column, cells[i], error);
    }
  paste->n_new += now == NULL ? 1 : 0;
  paste->n_lines++;
  if (now != NULL && hj_record_equal (now, record))
    hj_record_unref (record);
  else
    g_ptr_array_add (paste->records, record);
}

HjPaste *
hj_paste_read (const HjPasteTarget *target,
               const char          *text)
{
  HjPaste *paste = g_new0 (HjPaste, 1);
  g_autoptr (GPtrArray) lines = hj_paste_split (text);
  g_autofree int *map = NULL;
  guint width = 0;

  paste->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  paste->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  for (guint i = 0; i < lines->len; i++)
    width = MAX (width, g_strv_length (g_ptr_array_index (lines, i)));
  if (lines->len == 0)
    return paste;

  map = map_columns (target, g_ptr_array_index (lines, 0), width, &paste->by_head);
  for (guint i = 0; i < width; i++)
    paste->n_beyond += map[i] < 0 ? 1 : 0;
  for (guint i = paste->by_head ? 1 : 0; i < lines->len; i++)
    /* A blank line within makes no row, and empties none. */
    if (!is_blank_line (g_ptr_array_index (lines, i)))
      read_line (paste, target, g_ptr_array_index (lines, i), map);

  return paste;
}

char *
hj_paste_quote (const char *cell)
{
  GString *quoted;

  if (strpbrk (cell, "\t\r\n") == NULL && cell[0] != '"')
    return g_strdup (cell);

  quoted = g_string_new ("\"");
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (quoted, '"');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}
