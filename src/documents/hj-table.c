/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <math.h>

#include "hj-table-private.h"

#define EPSILON_PT 0.01
/* How full a page must be that ends where it is best, or good, to end. */
#define BEST_FILL 0.55
#define GOOD_FILL 0.70
/* Lines of a torn row that stay together on either side. */
#define MIN_TORN_LINES 2

/* Rows on one page: the head and some of the body, or the head and a part of one row. */
typedef struct {
  GArray *rows;       /* guint */
  GArray *heights_pt; /* double */
  guint  *first;      /* a torn row: the first line of each of its cells on this page, by column; else NULL */
  guint  *n_lines;
} Segment;

HjTable *
hj_table_new (const HjTableLook *look,
              const double      *widths_mm,
              guint              n_cols)
{
  HjTable *self = g_new0 (HjTable, 1);

  self->look = *look;
  self->n_cols = n_cols;
  self->x_pt = g_new0 (double, n_cols + 1);
  for (guint i = 0; i < n_cols; i++)
    self->x_pt[i + 1] = self->x_pt[i] + hj_mm_to_pt (widths_mm[i]);
  self->rows = g_array_new (FALSE, FALSE, sizeof (HjRow));
  self->cells = g_ptr_array_new ();
  return self;
}

void
hj_table_free (HjTable *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->cells->len; i++)
    {
      HjCell *cell = g_ptr_array_index (self->cells, i);

      g_clear_pointer (&cell->text, hj_text_unref);
      g_clear_pointer (&cell->again, hj_text_unref);
      g_free (cell);
    }
  g_ptr_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self->owners);
  g_free (self->x_pt);
  g_free (self);
}

guint
hj_table_add_row (HjTable    *self,
                  double      min_height_pt,
                  HjRowBreak  before)
{
  HjRow row = { min_height_pt, before };

  g_array_append_val (self->rows, row);
  return self->rows->len - 1;
}

HjCell *
hj_table_add_cell (HjTable *self,
                   guint    row,
                   guint    col,
                   guint    n_rows,
                   guint    n_cols,
                   HjText  *text)
{
  HjCell *cell = g_new0 (HjCell, 1);

  g_assert (n_rows > 0 && n_cols > 0 && col + n_cols <= self->n_cols);

  *cell = (HjCell) { .row = row, .col = col, .n_rows = n_rows, .n_cols = n_cols, .text = text };
  g_ptr_array_add (self->cells, cell);
  return cell;
}

double
hj_table_get_text_width (const HjTable *self,
                         guint          col,
                         guint          n_cols)
{
  return self->x_pt[col + n_cols] - self->x_pt[col] - 2 * self->look.pad_x_pt;
}

/* What stands in a cell on a page that begins with @from: where it began earlier, the words with 续. */
static HjText *
get_text_from (const HjCell *cell,
               guint         from)
{
  return cell->row < from && cell->again != NULL ? cell->again : cell->text;
}

static double
measure_text (const HjTable *self,
              HjText        *text)
{
  return text != NULL ? hj_text_get_height (text) + 2 * self->look.pad_y_pt : 0;
}

static HjCell *
get_owner (const HjTable *self,
           guint          row,
           guint          col)
{
  return self->owners[row * self->n_cols + col];
}

static void
find_owners (HjTable *self)
{
  g_free (self->owners);
  self->owners = g_new0 (HjCell *, (gsize) self->rows->len * self->n_cols);
  for (guint i = 0; i < self->cells->len; i++)
    {
      HjCell *cell = g_ptr_array_index (self->cells, i);

      g_assert (cell->row + cell->n_rows <= self->rows->len);
      for (guint row = cell->row; row < cell->row + cell->n_rows; row++)
        for (guint col = cell->col; col < cell->col + cell->n_cols; col++)
          self->owners[row * self->n_cols + col] = cell;
    }
}

/* A merged cell whose words need more than its rows have makes each of them higher. */
static void
stretch_rows (const HjTable *self,
              const HjCell  *cell,
              guint          from,
              guint          to,
              double        *heights_pt)
{
  guint start = MAX (cell->row, from), end = MIN (cell->row + cell->n_rows, to);
  double lack_pt = measure_text (self, get_text_from (cell, from));

  for (guint i = start; i < end; i++)
    lack_pt -= heights_pt[i - from];
  for (guint i = start; i < end && lack_pt > 0; i++)
    heights_pt[i - from] += lack_pt / (end - start);
}

/* Heights of the rows @from to @to as they would stand together on a page. */
static double
measure_rows (const HjTable *self,
              guint          from,
              guint          to,
              double        *heights_pt)
{
  double sum_pt = 0;

  for (guint row = from; row < to; row++)
    {
      double *height_pt = &heights_pt[row - from];

      *height_pt = g_array_index (self->rows, HjRow, row).min_height_pt;
      for (guint col = 0; col < self->n_cols; col++)
        {
          const HjCell *cell = get_owner (self, row, col);

          if (cell != NULL && cell->n_rows == 1)
            *height_pt = MAX (*height_pt, measure_text (self, cell->text));
        }
    }
  for (guint row = from; row < to; row++)
    for (guint col = 0; col < self->n_cols; col++)
      {
        const HjCell *cell = get_owner (self, row, col);

        if (cell != NULL && cell->n_rows > 1 && cell->col == col && row == MAX (cell->row, from))
          stretch_rows (self, cell, from, to, heights_pt);
      }
  for (guint i = 0; i < to - from; i++)
    sum_pt += heights_pt[i];
  return sum_pt;
}

/* The most rows from @from that fit into @room_pt; @from itself if not even one does. */
static guint
find_fitting (const HjTable *self,
              guint          from,
              double         room_pt,
              double        *heights_pt)
{
  guint to = from;

  while (to < self->rows->len && measure_rows (self, from, to + 1, heights_pt) <= room_pt + EPSILON_PT)
    to++;
  return to;
}

/* Where the page had better end, if that doesn't leave it too empty. */
static guint
find_better_end (const HjTable *self,
                 guint          from,
                 guint          to,
                 double         room_pt,
                 double        *heights_pt)
{
  for (guint end = to; end > from; end--)
    {
      HjRowBreak here = g_array_index (self->rows, HjRow, end).before;
      double fill = measure_rows (self, from, end, heights_pt) / room_pt;

      if ((here == HJ_BREAK_HERE_BEST && fill >= BEST_FILL) || (here >= HJ_BREAK_HERE_GOOD && fill >= GOOD_FILL))
        return end;
      if (fill < BEST_FILL)
        break;
    }
  return to;
}

static void
emit_cell (HjFlow        *flow,
           const HjTable *self,
           const Segment *segment,
           const HjCell  *cell,
           guint          from)
{
  gboolean torn = segment->first != NULL && cell->row >= self->n_head && cell->n_rows == 1;
  HjText *text = cell->row < self->n_head || torn ? cell->text : get_text_from (cell, from);
  double top_pt = flow->y_pt, height_pt = 0, text_pt;
  guint first = 0, n_lines;

  for (guint i = 0; i < segment->rows->len; i++)
    {
      guint row = g_array_index (segment->rows, guint, i);

      if (row < cell->row)
        top_pt += g_array_index (segment->heights_pt, double, i);
      else if (row < cell->row + cell->n_rows)
        height_pt += g_array_index (segment->heights_pt, double, i);
    }
  if (text == NULL || height_pt <= 0)
    return;

  n_lines = hj_text_get_n_lines (text);
  if (torn)
    {
      first = segment->first[cell->col];
      n_lines = segment->n_lines[cell->col];
      if (n_lines == 0)
        return;
    }
  text_pt = n_lines * hj_text_get_pitch (text);
  top_pt += cell->top ? self->look.pad_y_pt : MAX (0, (height_pt - text_pt) / 2);
  hj_page_add_text (flow->page, text, first, n_lines, HJ_FLOW_LEFT_PT + self->x_pt[cell->col] + self->look.pad_x_pt, top_pt, cell->gray);
}

/* Rules between cells, each drawn in one stroke as far as it goes. */
static void
emit_horizontals (HjFlow         *flow,
                  const HjTable  *self,
                  const HjCell  **owners,
                  guint           n_rows,
                  const double   *y_pt)
{
  for (guint i = 1; i < n_rows; i++)
    for (guint col = 0; col < self->n_cols; col++)
      {
        guint end = col;

        while (end < self->n_cols && owners[(i - 1) * self->n_cols + end] != owners[i * self->n_cols + end])
          end++;
        if (end > col)
          hj_page_add_rule (flow->page, HJ_FLOW_LEFT_PT + self->x_pt[col], y_pt[i], HJ_FLOW_LEFT_PT + self->x_pt[end], y_pt[i],
                            self->look.rule_pt, self->look.gray);
        col = MAX (col, end);
      }
}

static void
emit_verticals (HjFlow         *flow,
                const HjTable  *self,
                const HjCell  **owners,
                guint           n_rows,
                const double   *y_pt)
{
  for (guint col = 1; col < self->n_cols; col++)
    for (guint i = 0; i < n_rows; i++)
      {
        guint end = i;

        while (end < n_rows && owners[end * self->n_cols + col - 1] != owners[end * self->n_cols + col])
          end++;
        if (end > i)
          hj_page_add_rule (flow->page, HJ_FLOW_LEFT_PT + self->x_pt[col], y_pt[i], HJ_FLOW_LEFT_PT + self->x_pt[col], y_pt[end],
                            self->look.rule_pt, self->look.gray);
        i = MAX (i, end);
      }
}

static void
emit_frame (HjFlow        *flow,
            const HjTable *self,
            double         top_pt,
            double         bottom_pt)
{
  double left_pt = HJ_FLOW_LEFT_PT, right_pt = HJ_FLOW_LEFT_PT + self->x_pt[self->n_cols];
  double frame_pt = self->look.frame_pt > 0 ? self->look.frame_pt : self->look.rule_pt;
  double half_pt = frame_pt / 2;

  hj_page_add_rule (flow->page, left_pt - half_pt, top_pt, right_pt + half_pt, top_pt, frame_pt, self->look.gray);
  hj_page_add_rule (flow->page, left_pt - half_pt, bottom_pt, right_pt + half_pt, bottom_pt, frame_pt, self->look.gray);
  if (self->look.frame_pt <= 0)
    return;
  hj_page_add_rule (flow->page, left_pt, top_pt, left_pt, bottom_pt, frame_pt, self->look.gray);
  hj_page_add_rule (flow->page, right_pt, top_pt, right_pt, bottom_pt, frame_pt, self->look.gray);
}

/* Each cell is drawn whole, one after another: whoever takes the text out gets it whole. */
static void
emit_segment (HjFlow        *flow,
              const HjTable *self,
              const Segment *segment,
              guint          from)
{
  guint n_rows = segment->rows->len;
  g_autofree const HjCell **owners = g_new0 (const HjCell *, n_rows * self->n_cols);
  g_autofree double *y_pt = g_new0 (double, n_rows + 1);

  y_pt[0] = flow->y_pt;
  for (guint i = 0; i < n_rows; i++)
    {
      guint row = g_array_index (segment->rows, guint, i);

      y_pt[i + 1] = y_pt[i] + g_array_index (segment->heights_pt, double, i);
      for (guint col = 0; col < self->n_cols; col++)
        owners[i * self->n_cols + col] = get_owner (self, row, col);
    }
  for (guint i = 0; i < n_rows; i++)
    for (guint col = 0; col < self->n_cols; col++)
      {
        const HjCell *cell = owners[i * self->n_cols + col];
        gboolean above = i > 0 && owners[(i - 1) * self->n_cols + col] == cell;

        if (cell != NULL && cell->col == col && !above)
          emit_cell (flow, self, segment, cell, from);
      }
  emit_horizontals (flow, self, owners, n_rows, y_pt);
  if (self->look.verticals)
    emit_verticals (flow, self, owners, n_rows, y_pt);
  emit_frame (flow, self, y_pt[0], y_pt[n_rows]);
  flow->y_pt = y_pt[n_rows];
}

static void
segment_init (Segment       *segment,
              const HjTable *self,
              const double  *head_pt)  /* NULL: it goes on below a torn row, under the head that is there */
{
  *segment = (Segment) {
    .rows = g_array_new (FALSE, FALSE, sizeof (guint)),
    .heights_pt = g_array_new (FALSE, FALSE, sizeof (double)),
  };
  for (guint i = 0; head_pt != NULL && i < self->n_head; i++)
    {
      g_array_append_val (segment->rows, i);
      g_array_append_val (segment->heights_pt, head_pt[i]);
    }
}

static void
segment_clear (Segment *segment)
{
  g_array_unref (segment->rows);
  g_array_unref (segment->heights_pt);
}

static void
emit_rows (HjFlow        *flow,
           const HjTable *self,
           guint          from,
           guint          to,
           const double  *head_pt,
           double        *heights_pt)
{
  Segment segment;

  segment_init (&segment, self, head_pt);
  measure_rows (self, from, to, heights_pt);
  for (guint i = from; i < to; i++)
    {
      g_array_append_val (segment.rows, i);
      g_array_append_val (segment.heights_pt, heights_pt[i - from]);
    }
  emit_segment (flow, self, &segment, from);
  segment_clear (&segment);
}

/* How many lines of a torn cell go on this page: two stay together on either side. */
static guint
share_lines (guint  left,
             double room_pt,
             double pitch_pt)
{
  guint fits = room_pt > 0 ? (guint) floor ((room_pt + EPSILON_PT) / pitch_pt) : 0;

  if (fits >= left)
    return left;
  fits = MIN (fits, left - MIN (left, MIN_TORN_LINES));
  return fits < MIN (left, MIN_TORN_LINES) ? 0 : fits;
}

/* One page's part of a row that is longer than a page. FALSE if nothing of it fits here. */
static gboolean
plan_part (const HjTable *self,
           guint          row,
           double         room_pt,
           const guint   *done,
           Segment       *segment,
           gboolean      *finished)
{
  double height_pt = 0;
  guint longest = 0, taken = 0;

  *finished = TRUE;
  for (guint col = 0; col < self->n_cols; col++)
    {
      const HjCell *cell = get_owner (self, row, col);
      guint left, n;

      if (cell == NULL || cell->col != col || cell->n_rows != 1 || cell->text == NULL)
        continue;
      left = hj_text_get_n_lines (cell->text) - done[cell->col];
      n = share_lines (left, room_pt - 2 * self->look.pad_y_pt, hj_text_get_pitch (cell->text));
      segment->first[cell->col] = done[cell->col];
      segment->n_lines[cell->col] = n;
      height_pt = MAX (height_pt, n * hj_text_get_pitch (cell->text) + 2 * self->look.pad_y_pt);
      if (left > longest)
        {
          longest = left;
          taken = n;
        }
      *finished = *finished && n == left;
    }
  g_array_append_val (segment->rows, row);
  g_array_append_val (segment->heights_pt, height_pt);
  return taken > 0;
}

static void
tear_row (HjFlow        *flow,
          const HjTable *self,
          guint          row,
          const double  *head_pt,
          double         head_sum_pt,
          gboolean       headed)  /* below another torn row */
{
  g_autofree guint *done = g_new0 (guint, self->n_cols);
  g_autofree guint *first = g_new0 (guint, self->n_cols);
  g_autofree guint *n_lines = g_new0 (guint, self->n_cols);
  gboolean finished = FALSE, begun = FALSE;

  while (!finished)
    {
      Segment segment;

      segment_init (&segment, self, headed ? NULL : head_pt);
      segment.first = first;
      segment.n_lines = n_lines;
      if (plan_part (self, row, hj_flow_get_room (flow) - (headed ? 0 : head_sum_pt), done, &segment, &finished))
        {
          /* A merged parent that began with this row goes on after the first part. */
          emit_segment (flow, self, &segment, begun ? row + 1 : row);
          begun = TRUE;
          for (guint i = 0; i < self->n_cols; i++)
            done[i] += n_lines[i];
        }
      else
        finished = hj_flow_is_at_top (flow);
      segment_clear (&segment);
      if (!finished)
        hj_flow_break_page (flow);
      headed = FALSE;
    }
}

void
hj_flow_add_table (HjFlow  *flow,
                   HjTable *table)
{
  g_autoptr (HjTable) self = table;
  g_autofree double *heights_pt = g_new0 (double, self->rows->len + 1);
  g_autofree double *head_pt = g_new0 (double, self->n_head + 1);
  double head_sum_pt, page_pt;
  guint from = self->n_head;
  gboolean headed = FALSE;

  if (flow->error != NULL || self->rows->len == self->n_head)
    return;

  find_owners (self);
  head_sum_pt = measure_rows (self, 0, self->n_head, head_pt);
  page_pt = HJ_FLOW_BOTTOM_PT - hj_flow_get_top (flow) - head_sum_pt;

  /* A head with a single row below it at the foot of a page looks lost. */
  hj_flow_need (flow, MIN (page_pt, measure_rows (self, from, MIN (from + 2, self->rows->len), heights_pt)) + head_sum_pt);
  while (from < self->rows->len)
    {
      double room_pt = hj_flow_get_room (flow) - (headed ? 0 : head_sum_pt);
      guint to = find_fitting (self, from, room_pt, heights_pt);

      if (to == from && measure_rows (self, from, from + 1, heights_pt) > page_pt)
        {
          tear_row (flow, self, from, head_pt, head_sum_pt, headed);
          headed = TRUE;
          from++;
          continue;
        }
      if (to > from)
        {
          if (to < self->rows->len)
            to = find_better_end (self, from, to, room_pt, heights_pt);
          emit_rows (flow, self, from, to, headed ? NULL : head_pt, heights_pt);
          from = to;
        }
      /* A row that must be torn anyway begins on this page. */
      headed = from < self->rows->len && measure_rows (self, from, from + 1, heights_pt) > page_pt;
      if (from < self->rows->len && !headed)
        hj_flow_break_page (flow);
    }
}
