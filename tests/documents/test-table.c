/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-table-private.h"
#include "hj-test.h"

/* The engine by its plan: what stands where on which page. */

static const HjTableLook look = { .frame_pt = 1, .rule_pt = 0.5, .verticals = TRUE, .pad_x_pt = 3, .pad_y_pt = 2 };
static const HjTextStyle style = { HJ_ROLE_FANGSONG, 10, 13, HJ_ALIGN_START };

typedef struct {
  HjFonts *fonts;
  HjTexts *texts;
  HjFlow  *flow;
  HjTable *table;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const double widths_mm[] = { 30, 40, 86 };

  fixture->fonts = hj_fonts_new (NULL);
  g_assert_nonnull (fixture->fonts);
  fixture->texts = hj_texts_new (fixture->fonts);
  fixture->flow = hj_flow_new (fixture->texts);
  fixture->table = hj_table_new (&look, widths_mm, 3);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_pointer (&fixture->table, hj_table_free);
  hj_flow_free (fixture->flow);
  hj_texts_free (fixture->texts);
  hj_fonts_free (fixture->fonts);
}

static HjText *
make_text (Fixture    *fixture,
           guint       col,
           const char *string)
{
  return hj_flow_make_text (fixture->flow, &style, hj_table_get_text_width (fixture->table, col, 1), string, (HjPlace) { "the test", "" });
}

static HjCell *
add_cell (Fixture    *fixture,
          guint       row,
          guint       col,
          guint       n_rows,
          const char *string)
{
  return hj_table_add_cell (fixture->table, row, col, n_rows, 1, make_text (fixture, col, string));
}

static void
add_head (Fixture *fixture)
{
  hj_table_add_row (fixture->table, 20, HJ_BREAK_HERE_BAD);
  fixture->table->n_head = 1;
  for (guint col = 0; col < 3; col++)
    add_cell (fixture, 0, col, 1, "表头");
}

static HjPlan *
finish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  HjPlan *plan;

  hj_flow_add_table (fixture->flow, g_steal_pointer (&fixture->table));
  plan = hj_flow_finish (fixture->flow, &error);
  g_assert_no_error (error);
  return plan;
}

static char *
get_line (const HjMarkOnPage *mark,
          guint               line)
{
  return hj_text_dup_line (mark->text, mark->first + line);
}

/* How often a text begins with these words on a page. */
static guint
count_on_page (const HjPlan *plan,
               guint         page,
               const char   *words)
{
  const HjPage *at = g_ptr_array_index (plan->pages, page);
  guint n = 0;

  for (guint i = 0; i < at->marks->len; i++)
    {
      const HjMarkOnPage *mark = &g_array_index (at->marks, HjMarkOnPage, i);
      g_autofree char *line = mark->text != NULL ? get_line (mark, 0) : NULL;

      n += line != NULL && g_str_has_prefix (line, words);
    }
  return n;
}

/* Nothing stands outside the text area but the page number, no texts overlap in a column. */
static void
check_geometry (const HjPlan *plan)
{
  const double top_pt = hj_mm_to_pt (HJ_MARGIN_TOP_MM), right_pt = HJ_FLOW_LEFT_PT + HJ_FLOW_WIDTH_PT;

  for (guint page = 0; page < plan->pages->len; page++)
    {
      const HjPage *at = g_ptr_array_index (plan->pages, page);

      for (guint i = 0; i + 1 < at->marks->len; i++)
        {
          const HjMarkOnPage *mark = &g_array_index (at->marks, HjMarkOnPage, i);

          g_assert_cmpfloat (mark->x_pt, >=, HJ_FLOW_LEFT_PT - 1);
          g_assert_cmpfloat (mark->y_pt, >=, top_pt - 1);
          if (mark->text == NULL)
            {
              g_assert_cmpfloat (mark->to_y_pt, <=, HJ_FLOW_BOTTOM_PT + 0.1);
              g_assert_cmpfloat (mark->to_x_pt, <=, right_pt + 1);
              continue;
            }
          g_assert_cmpfloat (mark->y_pt + mark->n * hj_text_get_pitch (mark->text), <=, HJ_FLOW_BOTTOM_PT + 0.1);
          for (guint k = 0; k < i; k++)
            {
              const HjMarkOnPage *other = &g_array_index (at->marks, HjMarkOnPage, k);

              if (other->text == NULL || ABS (other->x_pt - mark->x_pt) > 1)
                continue;
              g_assert_true (mark->y_pt >= other->y_pt + other->n * hj_text_get_pitch (other->text) - 0.01
                             || other->y_pt >= mark->y_pt + mark->n * hj_text_get_pitch (mark->text) - 0.01);
            }
        }
    }
}

static void
test_head_repeats (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (HjPlan) plan = NULL;
  guint n_rows = 0;

  add_head (fixture);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *words = g_strdup_printf ("第%u行", i + 1);

      add_cell (fixture, hj_table_add_row (fixture->table, 20, HJ_BREAK_HERE_GOOD), 0, 1, words);
    }
  plan = finish (fixture);
  g_assert_cmpuint (plan->pages->len, ==, 4);
  for (guint page = 0; page < plan->pages->len; page++)
    {
      g_assert_cmpuint (count_on_page (plan, page, "表头"), ==, 3);
      g_assert_cmpuint (count_on_page (plan, page, "第 "), ==, 1);  /* 第 1 页 */
      n_rows += count_on_page (plan, page, "第") - 1;
    }
  g_assert_cmpuint (n_rows, ==, 100);
  check_geometry (plan);
}

static void
test_parent_repeats (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (HjPlan) plan = NULL;
  HjCell *parent;

  add_head (fixture);
  for (guint i = 0; i < 60; i++)
    hj_table_add_row (fixture->table, 22, HJ_BREAK_HERE_BAD);
  parent = add_cell (fixture, 1, 0, 60, "大项");
  parent->again = make_text (fixture, 0, "大项（续）");
  for (guint i = 0; i < 60; i++)
    add_cell (fixture, i + 1, 1, 1, "小项");
  plan = finish (fixture);
  g_assert_cmpuint (plan->pages->len, ==, 3);
  g_assert_cmpuint (count_on_page (plan, 0, "大项（续）"), ==, 0);
  g_assert_cmpuint (count_on_page (plan, 0, "大项"), ==, 1);
  g_assert_cmpuint (count_on_page (plan, 1, "大项（续）"), ==, 1);
  g_assert_cmpuint (count_on_page (plan, 2, "大项（续）"), ==, 1);
  check_geometry (plan);
}

/* A page ends between items rather than within one, as long as it isn't left too empty. */
static void
test_items_stay_together (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (HjPlan) plan = NULL;

  add_head (fixture);
  for (guint item = 0; item < 4; item++)
    for (guint i = 0; i < 10; i++)
      {
        g_autofree char *words = g_strdup_printf ("%c%u", 'A' + (int) item, i);

        add_cell (fixture, hj_table_add_row (fixture->table, 23, i > 0 ? HJ_BREAK_HERE_BAD : HJ_BREAK_HERE_BEST), 0, 1, words);
      }
  plan = finish (fixture);
  g_assert_cmpuint (plan->pages->len, ==, 2);
  g_assert_cmpuint (count_on_page (plan, 0, "B9"), ==, 1);
  g_assert_cmpuint (count_on_page (plan, 0, "C"), ==, 0);
  g_assert_cmpuint (count_on_page (plan, 1, "C"), ==, 10);
}

/* A row is torn only if it alone is longer than a page, and then two lines stay together on either side. */
static void
test_long_row (Fixture      *fixture,
               gconstpointer data)
{
  for (guint n_lines = 40; n_lines < 150; n_lines += 7)
    {
      GString *string = g_string_new (NULL);
      g_autoptr (HjPlan) plan = NULL;
      guint found = 0;

      for (guint i = 0; i < n_lines; i++)
        g_string_append_printf (string, "长%u\n", i);
      if (n_lines > 40)
        {
          tear_down (fixture, NULL);
          set_up (fixture, NULL);
        }
      add_head (fixture);
      add_cell (fixture, hj_table_add_row (fixture->table, 20, HJ_BREAK_HERE_GOOD), 0, 1, "短行");
      hj_table_add_row (fixture->table, 20, HJ_BREAK_HERE_GOOD);
      add_cell (fixture, 2, 0, 1, "旁边");
      add_cell (fixture, 2, 2, 1, string->str);
      add_cell (fixture, hj_table_add_row (fixture->table, 20, HJ_BREAK_HERE_GOOD), 0, 1, "末行");
      plan = finish (fixture);

      for (guint page = 0; page < plan->pages->len; page++)
        {
          const HjPage *at = g_ptr_array_index (plan->pages, page);

          for (guint i = 0; i < at->marks->len; i++)
            {
              const HjMarkOnPage *mark = &g_array_index (at->marks, HjMarkOnPage, i);
              g_autofree char *line = mark->text != NULL ? get_line (mark, 0) : NULL;
              g_autofree char *expected = g_strdup_printf ("长%u", found);

              if (line == NULL || !g_str_has_prefix (line, "长"))
                continue;
              g_assert_cmpstr (line, ==, expected);  /* each part goes on where the last one ended */
              g_assert_cmpuint (mark->n, >=, 2);
              found += mark->n;
            }
        }
      g_assert_cmpuint (found, ==, n_lines);
      if (n_lines <= 44)
        g_assert_cmpuint (plan->pages->len, <=, 2);
      check_geometry (plan);
      g_string_free (string, TRUE);
    }
}

/* Tables of any shape: every text is there once (or again with 续), inside the margins, in order. */
static void
test_any_table (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2020);

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (HjPlan) plan = NULL;
      guint n_groups = (guint) g_rand_int_range (rand, 1, 12), first = 1, n_children = 0, found = 0;

      tear_down (fixture, NULL);
      set_up (fixture, NULL);
      add_head (fixture);
      for (guint group = 0; group < n_groups; group++)
        {
          guint n = (guint) g_rand_int_range (rand, 1, 15);
          HjCell *parent;

          for (guint i = 0; i < n; i++)
            hj_table_add_row (fixture->table, g_rand_double_range (rand, 12, 60), i > 0 ? HJ_BREAK_HERE_BAD : HJ_BREAK_HERE_GOOD);
          parent = add_cell (fixture, first, 0, n, "职业技能等级认定实施条件职业技能等级认定实施条件");
          parent->again = make_text (fixture, 0, "职业技能等级认定实施条件职业技能等级认定实施条件（续）");
          for (guint i = 0; i < n; i++)
            {
              GString *string = g_string_new ("子");

              for (int k = g_rand_int_range (rand, 0, 80); k > 0; k--)
                g_string_append (string, "项");
              add_cell (fixture, first + i, 1, 1, string->str);
              g_string_free (string, TRUE);
            }
          n_children += n;
          first += n;
        }
      plan = finish (fixture);
      for (guint page = 0; page < plan->pages->len; page++)
        {
          g_assert_cmpuint (count_on_page (plan, page, "表头"), ==, 3);
          found += count_on_page (plan, page, "子");
        }
      g_assert_cmpuint (found, ==, n_children);
      check_geometry (plan);
    }
}

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/documents/table/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("head-repeats", test_head_repeats);
  ADD ("parent-repeats", test_parent_repeats);
  ADD ("items-stay-together", test_items_stay_together);
  ADD ("long-row", test_long_row);
  ADD ("any-table", test_any_table);
#undef ADD
  return hj_test_run ();
}
