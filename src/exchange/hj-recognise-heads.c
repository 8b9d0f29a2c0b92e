/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-recognise-private.h"

/* What a title above is worth against matching heads. */
#define TITLE_SCORE 12

typedef struct {
  char *names[4];  /* what the head of a column may be called, best first; NULL ended */
} Column;

typedef struct {
  const HjRecordTable *table;
  guint                matched;   /* columns */
  guint                distinct;  /* fields */
  guint                once;      /* columns of what a form asks once, beside the answer */
  guint                score;
} Rating;

static void
clear_columns (Column *columns,
               guint   n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (columns[i].names); j++)
      g_free (columns[i].names[j]);
  g_free (columns);
}

/* The heads of the columns; under a merged head those of the row below. */
static Column *
name_columns (const HjRow *row,
              const HjRow *below)
{
  Column *columns = g_new0 (Column, MAX (row->n, 1));

  for (guint i = 0; i < row->n; i++)
    {
      const char *top = row->places[i].text;
      const char *bottom = below == NULL || below->places[i].above || below->places[i].left ? "" : below->places[i].text;

      if (*bottom != '\0')
        {
          g_autofree char *down = g_strconcat (top, bottom, NULL);
          g_autofree char *up = g_strconcat (bottom, top, NULL);

          columns[i].names[0] = hj_normalise_heading (down);
          columns[i].names[1] = hj_normalise_heading (bottom);
          columns[i].names[2] = hj_normalise_heading (up);
        }
      else if (*top != '\0' && !row->places[i].left)
        columns[i].names[0] = hj_normalise_heading (top);
    }

  return columns;
}

static const HjLabel *
find_label (const HjWords       *words,
            const Column        *column,
            const HjRecordTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (column->names) && column->names[i] != NULL; i++)
    {
      const HjLabel *label = hj_words_find_label (words, column->names[i], table);

      if (label != NULL)
        return label;
    }

  return NULL;
}

static gboolean
is_counted (const Column *column)
{
  return column->names[0] != NULL && *column->names[0] != '\0' && !hj_is_number_heading (column->names[0]);
}

static void
rate (const HjWords       *words,
      const Column        *columns,
      guint                n,
      const HjRecordTable *table,
      gboolean             titled,
      Rating              *rating)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (NULL, NULL);

  *rating = (Rating) { .table = table };
  for (guint i = 0; i < n; i++)
    {
      const HjLabel *label = is_counted (&columns[i]) ? find_label (words, &columns[i], table) : NULL;

      if (label == NULL)
        continue;
      rating->matched++;
      rating->once += label->form != NULL && !label->form->table;
      if (g_hash_table_add (fields, (gpointer) label->field))
        rating->score += 4 + label->weight;
    }
  rating->distinct = g_hash_table_size (fields);
  rating->score += titled ? TITLE_SCORE : 0;
}

/* In a head no place is left free between the texts; where labels stand before their values many are. */
static guint
count_gaps (const HjRow  *row,
            const Column *columns)
{
  guint gaps = 0, pending = 0;
  gboolean begun = FALSE;

  for (guint i = 0; i < row->n; i = hj_row_next (row, i))
    {
      gboolean named = columns[i].names[0] != NULL && *columns[i].names[0] != '\0';

      if (named)
        {
          gaps += begun ? pending : 0;
          pending = 0;
          begun = TRUE;
        }
      else
        pending++;
    }

  return gaps;
}

static gboolean
qualifies (const Rating *rating,
           guint         counted,
           guint         gaps,
           gboolean      titled)
{
  /* 合计 | 100 | 理论知识考试场地面积 | | … : what is asked once stands beside its answers, and only where there are none
   * can it be a head. */
  if (!rating->table->single && rating->once == rating->matched && (rating->matched < counted || gaps > 0))
    return FALSE;
  if (rating->table->single)
    return rating->distinct >= 3 && rating->matched * 4 >= counted * 3 && gaps == 0;
  if (counted == 1)
    return rating->matched == 1 && titled;

  return rating->distinct >= 2 && rating->matched * 2 > counted && gaps * 2 <= counted;
}

/* The title that stands before the heads of its own row: 考核设备 | 设备名称、型号 | 数量. */
static const HjTitle *
find_title_beside (const HjWords *words,
                   const HjRow   *row,
                   Column        *columns)
{
  for (guint i = 0; i < row->n; i = hj_row_next (row, i))
    {
      const HjTitle *title;

      if (*row->places[i].text == '\0')
        continue;
      title = hj_words_find_title (words, row->places[i].text, NULL);
      if (title == NULL || hj_row_next (row, i) >= row->n ||
          (columns[i].names[0] != NULL && hj_words_find_label (words, columns[i].names[0], title->table) != NULL))
        return NULL;
      g_clear_pointer (&columns[i].names[0], g_free);
      return title;
    }

  return NULL;
}

static HjHeads *
build (const HjWords       *words,
       const HjRow         *row,
       const Column        *columns,
       const HjRecordTable *table,
       const HjTitle       *title,
       guint                n_rows,
       GPtrArray           *unknown)
{
  HjHeads *heads = g_new0 (HjHeads, 1);
  const HjLabel *first = NULL;

  heads->table = table;
  heads->with = title != NULL && title->table == table ? title->with : "";
  heads->n = row->n;
  heads->n_rows = n_rows;
  for (guint i = 0; i < row->n; i++)
    {
      const HjLabel *label = is_counted (&columns[i]) ? find_label (words, &columns[i], table) : NULL;

      heads->labels[i] = label;
      /* 编号 is a number of rows wherever it isn't that of a document. */
      if (label == NULL && is_counted (&columns[i]) && strcmp (columns[i].names[0], "编号") != 0)
        g_ptr_array_add (unknown, g_strdup (columns[i].names[0]));
      if (label == NULL)
        continue;
      if (first == NULL)
        first = label;
      else if (label->field == first->field)
        heads->n_groups++;
      heads->groups[i] = heads->n_groups;
    }
  heads->n_groups++;

  return heads;
}

static gboolean
choose (const HjWords *words,
        const HjRow   *row,
        const Column  *columns,
        const HjTitle *title,
        Rating        *best,
        gboolean      *ambiguous)
{
  guint counted = 0;
  guint gaps = count_gaps (row, columns);
  gboolean tied = FALSE;

  *best = (Rating) { 0 };
  for (guint i = 0; i < row->n; i++)
    counted += is_counted (&columns[i]);
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      const HjRecordTable *table = hj_record_table ((HjRecordKind) kind);
      gboolean titled = title != NULL && title->table == table;
      Rating rating;

      rate (words, columns, row->n, table, titled, &rating);
      if (!qualifies (&rating, counted, gaps, titled))
        continue;
      if (rating.score == best->score)
        tied = TRUE;
      if (rating.score > best->score)
        {
          *best = rating;
          tied = FALSE;
        }
    }
  *ambiguous = tied;

  return best->table != NULL && !tied;
}

static gboolean
has_label (const HjWords *words,
           const HjRow   *row)
{
  for (guint i = 0; i < row->n; i++)
    if (*row->places[i].text != '\0' && !row->places[i].left && !row->places[i].above &&
        hj_words_may_be_label (words, row->places[i].text))
      {
        g_autofree char *normal = hj_normalise_heading (row->places[i].text);

        if (hj_words_is_label (words, normal))
          return TRUE;
      }

  return FALSE;
}

/* How many texts of its own the row below has under the head that stands at @column. */
static guint
count_below (const HjRow *row,
             const HjRow *below,
             guint        column)
{
  guint first = row->places[column].left ? row->owners[column].column : column;
  guint n = 0;

  for (guint i = first; i < row->n && i < first + row->places[first].span; i++)
    n += *below->places[i].text != '\0' && !below->places[i].above && !below->places[i].left;

  return n;
}

/* A second row of heads divides merged ones of the first; those beside reach down to it. */
static gboolean
is_second (const HjRow *row,
           const HjRow *below)
{
  gboolean under = FALSE;

  if (below == NULL || hj_row_get_single (row) != NULL)
    return FALSE;
  for (guint i = 0; i < row->n; i++)
    if (*below->places[i].text != '\0' && !below->places[i].above && !below->places[i].left)
      {
        if (*row->places[i].text != '\0' && count_below (row, below, i) < 2)
          return FALSE;
        under |= *row->places[i].text != '\0';
      }

  return under;
}

/* What the row below is worth by itself: a line between a title and the head is no part of the head. */
static guint
rate_alone (const HjWords *words,
            const HjRow   *below,
            const HjTitle *title)
{
  Column *columns;
  Rating rating;
  gboolean ambiguous;

  for (guint i = 0; i < below->n; i++)
    if (below->places[i].above && *below->places[i].text != '\0')
      return 0;
  columns = name_columns (below, NULL);
  choose (words, below, columns, title, &rating, &ambiguous);
  clear_columns (columns, below->n);

  return rating.score;
}

HjHeads *
hj_heads_find (const HjWords *words,
               const HjRow   *row,
               const HjRow   *below,
               const HjTitle *title,
               GPtrArray     *unknown,
               gboolean      *ambiguous)
{
  gboolean two = is_second (row, below) && has_label (words, below);
  HjHeads *heads = NULL;
  Column *columns;
  Rating best = { 0 }, both = { 0 };

  *ambiguous = FALSE;
  if (!has_label (words, row) && !two)
    return NULL;

  columns = name_columns (row, NULL);
  const HjTitle *beside = find_title_beside (words, row, columns);
  const HjTitle *near = beside != NULL ? beside : title;
  gboolean found = choose (words, row, columns, near, &best, ambiguous);

  if (two)
    {
      Column *deep = name_columns (row, below);
      gboolean deeper;

      if (beside != NULL)
        find_title_beside (words, row, deep);
      deeper = choose (words, row, deep, near, &both, ambiguous) && both.score > best.score &&
               both.score > rate_alone (words, below, near);
      if (deeper)
        heads = build (words, row, deep, both.table, near, 2, unknown);
      clear_columns (deep, row->n);
    }
  if (heads == NULL && found)
    heads = build (words, row, columns, best.table, near, 1, unknown);
  clear_columns (columns, row->n);

  return heads;
}
