/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-application-table"

#include "config.h"

#include <string.h>

#include "hj-application-test.h"
#include "hj-draft-field.h"
#include "hj-search-page.h"
#include "hj-way.h"

/* The application's tables by keyboard alone. */

#define GOOD_ID "11010519491231002X"

typedef HjAppFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  hj_application_test_make (fixture, "zhejiang-2020", 1280, 800);
}

static GtkWindow *
window_of (Fixture *fixture)
{
  return GTK_WINDOW (fixture->window);
}

static void
keys (Fixture    *fixture,
      const char *sequence)
{
  hj_app_test_keys_in_turn (window_of (fixture), sequence);
}

static const char *
staff (Fixture    *fixture,
       guint       n,
       const char *field)
{
  return hj_application_test_value (fixture, HJ_RECORD_STAFF, n, field);
}

static guint
count_staff (Fixture *fixture)
{
  return hj_application_test_count (fixture, HJ_RECORD_STAFF);
}

static void
go_to_field (HjTableGrid *grid,
             guint        row,
             const char  *field)
{
  hj_table_grid_move (grid, row, (guint) hj_application_test_column (grid, field));
  hj_app_test_settle ();
}

static const char *
editor_text (HjTableGrid *grid)
{
  return gtk_editable_get_text (GTK_EDITABLE (hj_table_grid_get_editor (grid)));
}

static void
put_staff (Fixture *fixture,
           guint    n)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = hj_application_test_dup_name (i);
      g_autofree char *id_number = hj_application_test_dup_id_number (i);
      g_autofree char *years = g_strdup_printf ("%u", (i * 7) % 10);

      g_ptr_array_add (records, hj_application_test_record (HJ_RECORD_STAFF, i, "name", name, "id-number", id_number,
                                                            "years", years, "sex", i % 2 == 0 ? "male" : "female", NULL));
    }
  hj_application_test_put (fixture, records);
}

/* One row after the other, with nothing but what is in it, Tab and Enter; digits choose. */
static void
test_type_rows (Fixture       *fixture,
                gconstpointer  data)
{
  HjTableGrid *grid = hj_application_test_grid (fixture, "form.staff");
  guint row, column;

  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (window_of (fixture))));
  hj_app_test_type (window_of (fixture), "Zhang San\t1\t36\t" GOOD_ID "\tbenke\tjiangshi\tduty one");
  keys (fixture, "Return");
  hj_wait_for (count_staff (fixture) == 1 && g_str_equal (staff (fixture, 0, "duty"), "duty one"));
  g_assert_cmpstr (staff (fixture, 0, "name"), ==, "Zhang San");
  g_assert_cmpstr (staff (fixture, 0, "sex"), ==, "male");
  g_assert_cmpstr (staff (fixture, 0, "age"), ==, "36");
  g_assert_cmpstr (staff (fixture, 0, "id-number"), ==, GOOD_ID);

  /* Enter led to the beginning of the next row, where the Tabs began. */
  hj_app_test_settle ();
  hj_table_grid_get_current (grid, &row, &column);
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (column, ==, 0);
  hj_app_test_type (window_of (fixture), "Li Si\t2");
  keys (fixture, "Return");
  hj_wait_for (count_staff (fixture) == 2 && g_str_equal (staff (fixture, 1, "sex"), "female"));
  g_assert_cmpstr (staff (fixture, 1, "name"), ==, "Li Si");
}

/* Each cell is one step: undone and redone, and the table follows. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  HjTableGrid *grid = hj_application_test_grid (fixture, "form.staff");

  hj_app_test_type (window_of (fixture), "Zhang San\t1\t36\t");
  hj_wait_for (g_str_equal (staff (fixture, 0, "age"), "36"));
  keys (fixture, "ctrl+z");
  hj_wait_for (g_str_equal (staff (fixture, 0, "age"), ""));
  hj_app_test_settle ();
  g_assert_cmpstr (hj_table_grid_get_text (grid, 0, (guint) hj_application_test_column (grid, "age")), ==, "");
  g_assert_cmpstr (staff (fixture, 0, "sex"), ==, "male");
  keys (fixture, "ctrl+z ctrl+z");
  hj_wait_for (count_staff (fixture) == 0);
  keys (fixture, "ctrl+shift+z ctrl+shift+z ctrl+shift+z");
  hj_wait_for (g_str_equal (staff (fixture, 0, "age"), "36"));
  hj_app_test_settle ();
  g_assert_cmpstr (hj_table_grid_get_text (grid, 0, (guint) hj_application_test_column (grid, "age")), ==, "36");
}

/* What is not understood stays in its cell, with why, also after the page was left and the dossier closed. */
static void
test_not_understood (Fixture       *fixture,
                     gconstpointer  data)
{
  HjFormTable *table;
  HjTableGrid *grid;
  guint age;

  put_staff (fixture, 2);
  table = hj_application_test_table (fixture, "form.staff");
  grid = hj_form_table_get_grid (table);
  age = (guint) hj_application_test_column (grid, "age");
  go_to_field (grid, 1, "age");
  hj_app_test_type (window_of (fixture), "about 30");
  keys (fixture, "Up");
  g_assert_cmpstr (staff (fixture, 1, "age"), ==, "");
  g_assert_cmpstr (hj_table_grid_get_text (grid, 1, age), ==, "about 30");
  keys (fixture, "Down F2");
  g_assert_cmpstr (editor_text (grid), ==, "about 30");
  g_assert_cmpstr (hj_form_table_get_foot (table), !=, "");

  hj_app_test_go (fixture->window, "notes");
  hj_application_test_reopen (fixture);
  grid = hj_application_test_grid (fixture, "form.staff");
  hj_app_test_settle ();
  g_assert_cmpstr (hj_table_grid_get_text (grid, 1, age), ==, "about 30");
  go_to_field (grid, 1, "age");
  hj_app_test_type (window_of (fixture), "30");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (staff (fixture, 1, "age"), "30"));
}

/* ID numbers: masked in the table and in what is copied, whole where one edits, whole for all with F8. */
static void
test_masked (Fixture       *fixture,
             gconstpointer  data)
{
  HjTableGrid *grid;
  guint column;
  g_autofree char *whole = hj_application_test_dup_id_number (0);
  g_autofree char *masked = g_strdup_printf ("%.6s********%s", whole, whole + 14);

  put_staff (fixture, 3);
  grid = hj_application_test_grid (fixture, "form.staff");
  column = (guint) hj_application_test_column (grid, "id-number");
  hj_app_test_settle ();
  g_assert_cmpstr (hj_table_grid_get_text (grid, 0, column), ==, masked);
  go_to_field (grid, 0, "id-number");
  g_assert_cmpstr (editor_text (grid), ==, "");

  keys (fixture, "F2");
  g_assert_cmpstr (editor_text (grid), ==, whole);
  keys (fixture, "Escape");
  g_assert_cmpstr (editor_text (grid), ==, "");
  g_assert_cmpstr (hj_table_grid_get_text (grid, 0, column), ==, masked);

  keys (fixture, "F8");
  g_assert_cmpstr (hj_table_grid_get_text (grid, 1, column), !=, "");
  g_assert_null (strchr (hj_table_grid_get_text (grid, 1, column), '*'));
  keys (fixture, "F8");
  g_assert_nonnull (strchr (hj_table_grid_get_text (grid, 1, column), '*'));

  /* Looked at and left: nothing was recorded. */
  g_assert_cmpstr (staff (fixture, 0, "id-number"), ==, whole);
}

/* What is pasted and not understood may hold a whole number: it isn't shown either, and not to a screen reader. */
static void
test_masked_typed (Fixture       *fixture,
                   gconstpointer  data)
{
  HjFormTable *table;
  HjTableGrid *grid;
  guint column;

  put_staff (fixture, 2);
  table = hj_application_test_table (fixture, "form.staff");
  grid = hj_form_table_get_grid (table);
  column = (guint) hj_application_test_column (grid, "id-number");
  go_to_field (grid, 0, "id-number");
  hj_app_test_paste (window_of (fixture), "身份证" GOOD_ID "（复印件）");
  hj_wait_for (hj_form_table_get_told (table)[0] != '\0');
  hj_app_test_settle ();
  g_assert_cmpstr (hj_table_grid_get_text (grid, 0, column), ==, "身份证110105********002X（复印件）");
  g_assert_null (strstr (hj_form_table_get_told (table), GOOD_ID));
  g_assert_null (hj_app_test_find_label (GTK_WIDGET (fixture->window), GOOD_ID));
  gtk_test_accessible_assert_property (hj_table_grid_get_editor (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, "身份证号码, row 1");
  keys (fixture, "F2");
  g_assert_cmpstr (editor_text (grid), ==, "身份证" GOOD_ID "（复印件）");
}

/* A number with a wrong check digit is kept, and remarked on: in the foot, the row and the way. */
static void
test_remarks (Fixture       *fixture,
              gconstpointer  data)
{
  HjFormTable *table;
  HjTableGrid *grid;
  HjWayRow *step;

  put_staff (fixture, 1);
  table = hj_application_test_table (fixture, "form.staff");
  grid = hj_form_table_get_grid (table);
  go_to_field (grid, 0, "id-number");
  hj_app_test_type (window_of (fixture), "110105194912310021");
  g_assert_cmpstr (hj_form_table_get_foot (table), !=, "");
  keys (fixture, "Tab");
  hj_wait_for (g_str_equal (staff (fixture, 0, "id-number"), "110105194912310021"));
  step = hj_way_get_row (HJ_WAY (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_WAY)), "application:form.staff");
  hj_wait_for (hj_way_row_get_score (step)[0] == '!');
  hj_wait_for (strstr (hj_form_table_get_count (table), "!") != NULL);
  hj_wait_for (hj_table_grid_get_text (grid, 0, hj_table_grid_get_columns (grid)->len)[0] != '\0');
}

static char *
make_block (guint    n,
            gboolean with_head)
{
  GString *block = g_string_new (with_head ? "身份证号\t姓名\t性别\t出生日期\t从业年限\n" : NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = hj_application_test_dup_name (i);
      g_autofree char *id_number = hj_application_test_dup_id_number (i);

      if (with_head)
        g_string_append_printf (block, "%s\t%s\t%s\t1980年5月1日\t%u年\n", id_number, name, i % 2 == 0 ? "男" : "女", i % 20);
      else
        g_string_append_printf (block, "%s\t%s\t%u\t%s\n", name, i % 2 == 0 ? "男" : "女", 30 + i % 20,
                                i == 7 ? "4.40981E+17" : id_number);
    }

  return g_string_free (block, FALSE);
}

/* Two hundred rows of a spreadsheet from the current cell on are one step; what is not understood is told and kept. */
static void
test_paste (Fixture       *fixture,
            gconstpointer  data)
{
  HjFormTable *table = hj_application_test_table (fixture, "form.staff");
  HjTableGrid *grid = hj_form_table_get_grid (table);
  g_autofree char *block = make_block (200, FALSE);
  g_autofree char *first = hj_application_test_dup_name (0);

  hj_app_test_paste (window_of (fixture), block);
  hj_wait_for (count_staff (fixture) == 200);
  hj_app_test_settle ();
  g_assert_cmpstr (staff (fixture, 0, "name"), ==, first);
  g_assert_cmpstr (staff (fixture, 1, "sex"), ==, "female");
  g_assert_cmpstr (staff (fixture, 199, "age"), ==, "49");
  g_assert_nonnull (strstr (hj_form_table_get_told (table), "200"));
  g_assert_cmpstr (staff (fixture, 7, "id-number"), ==, "");
  g_assert_cmpstr (hj_table_grid_get_text (grid, 7, (guint) hj_application_test_column (grid, "id-number")), ==, "4.40981E+17");
  hj_app_test_picture (window_of (fixture), "application-pasted");

  keys (fixture, "ctrl+z");
  hj_wait_for (count_staff (fixture) == 0);
  keys (fixture, "ctrl+shift+z");
  hj_wait_for (count_staff (fixture) == 200);
}

/* A block with a head goes where its heads say, whatever their order. */
static void
test_paste_by_head (Fixture       *fixture,
                    gconstpointer  data)
{
  HjFormTable *table = hj_application_test_table (fixture, "form.staff");
  g_autofree char *block = make_block (5, TRUE);
  g_autofree char *name = hj_application_test_dup_name (4);
  g_autofree char *id_number = hj_application_test_dup_id_number (4);

  hj_app_test_paste (window_of (fixture), block);
  hj_wait_for (count_staff (fixture) == 5);
  hj_app_test_settle ();
  g_assert_cmpstr (staff (fixture, 4, "name"), ==, name);
  g_assert_cmpstr (staff (fixture, 4, "id-number"), ==, id_number);
  g_assert_cmpstr (staff (fixture, 4, "years"), ==, "4");
  /* The birth date has no column in this notice's form, which is told. */
  g_assert_nonnull (strstr (hj_form_table_get_told (table), "1 column"));
}

/* Sorting is an act: up, down, as it was; a row that is edited then stays where it is. */
static void
test_sort (Fixture       *fixture,
           gconstpointer  data)
{
  HjTableGrid *grid;
  guint years;

  put_staff (fixture, 10);
  grid = hj_application_test_grid (fixture, "form.staff");
  years = (guint) hj_application_test_column (grid, "years");
  go_to_field (grid, 0, "years");
  keys (fixture, "F7");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *wanted = g_strdup_printf ("%u", i);

      g_assert_cmpstr (hj_table_grid_get_text (grid, i, years), ==, wanted);
    }
  go_to_field (grid, 0, "years");
  hj_app_test_type (window_of (fixture), "99");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (staff (fixture, 0, "years"), "99"));
  hj_app_test_settle ();
  g_assert_cmpstr (hj_table_grid_get_text (grid, 0, years), ==, "99");
  keys (fixture, "F7");
  g_assert_cmpstr (hj_table_grid_get_text (grid, 0, years), ==, "99");
  g_assert_cmpstr (hj_table_grid_get_text (grid, 9, years), ==, "1");
  keys (fixture, "F7");
  g_assert_cmpstr (hj_table_grid_get_text (grid, 1, years), ==, "7");
}

/* Only the rows that hold the words, as they are read; the count says so. */
static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  HjFormTable *table;
  HjTableGrid *grid;

  put_staff (fixture, 10);
  table = hj_application_test_table (fixture, "form.staff");
  grid = hj_form_table_get_grid (table);
  keys (fixture, "ctrl+l");
  gtk_editable_set_text (GTK_EDITABLE (hj_form_table_get_filter (table)), "女");
  hj_wait_for (hj_table_rows_get_n (hj_table_grid_get_rows (grid)) == 5);
  keys (fixture, "Escape");
  hj_wait_for (hj_table_rows_get_n (hj_table_grid_get_rows (grid)) == 10);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* Rows are selected, copied, deleted, and brought back. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  HjTableGrid *grid;
  g_autofree char *second = hj_application_test_dup_name (1);

  put_staff (fixture, 5);
  grid = hj_application_test_grid (fixture, "form.staff");
  go_to_field (grid, 1, "name");
  keys (fixture, "shift+space shift+Down shift+Down");
  g_assert_cmpuint (hj_table_grid_count_selected (grid), ==, 3);
  keys (fixture, "ctrl+Delete");
  hj_wait_for (count_staff (fixture) == 2);
  keys (fixture, "ctrl+z");
  hj_wait_for (count_staff (fixture) == 5);
  g_assert_cmpstr (staff (fixture, 1, "name"), ==, second);

  /* A cell is cleared by Delete, and copied to another by Ctrl+C and Ctrl+V. */
  go_to_field (grid, 1, "name");
  keys (fixture, "ctrl+c Down ctrl+v");
  hj_wait_for (g_str_equal (staff (fixture, 2, "name"), second));
  keys (fixture, "Delete");
  hj_wait_for (g_str_equal (staff (fixture, 2, "name"), ""));
}

/* A number leaves masked by the clipboard, and is whole again where it is pasted back; cut and pasted none is lost. */
static void
test_copy_secret (Fixture       *fixture,
                  gconstpointer  data)
{
  HjTableGrid *grid;
  g_autofree char *first = hj_application_test_dup_id_number (0);
  g_autofree char *second = hj_application_test_dup_id_number (1);
  g_autofree char *copied = NULL;

  put_staff (fixture, 2);
  grid = hj_application_test_grid (fixture, "form.staff");
  go_to_field (grid, 0, "id-number");
  keys (fixture, "ctrl+c");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (grid)), NULL, text_read_cb, &copied);
  hj_wait_for (copied != NULL);
  g_assert_null (strstr (copied, first));
  keys (fixture, "Down ctrl+v");
  hj_wait_for (g_str_equal (staff (fixture, 1, "id-number"), first));
  keys (fixture, "ctrl+z");
  hj_wait_for (g_str_equal (staff (fixture, 1, "id-number"), second));

  hj_app_test_settle ();
  keys (fixture, "ctrl+x");
  hj_wait_for (g_str_equal (staff (fixture, 1, "id-number"), ""));
  hj_app_test_settle ();
  keys (fixture, "Up ctrl+v");
  hj_wait_for (g_str_equal (staff (fixture, 0, "id-number"), second));
}

/* A place leads to the row; what is there after the dossier was opened again is what was recorded. */
static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  HjTableGrid *grid;
  g_autoptr (HjPlace) place = NULL;
  const HjRecord *record;
  guint row, column;

  put_staff (fixture, 60);
  hj_application_test_reopen (fixture);
  g_assert_cmpuint (count_staff (fixture), ==, 60);
  record = g_ptr_array_index (hj_application_test_content (fixture)->records[HJ_RECORD_STAFF]->rows, 47);
  place = hj_place_new_record (hj_application_test_content (fixture), HJ_RECORD_STAFF, record->id);
  hj_window_go (fixture->window, place);
  hj_app_test_settle ();
  grid = HJ_TABLE_GRID (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_TABLE_GRID));
  hj_table_grid_get_current (grid, &row, &column);
  g_assert_cmpuint (row, ==, 47);
  g_assert_cmpstr (hj_table_grid_get_text (grid, 47, 0), ==, hj_record_get (record, "name"));
}

/* What stands in a cell half typed when the window is closed is recorded. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  hj_application_test_grid (fixture, "form.staff");
  hj_app_test_type (window_of (fixture), "Zhang San");
  hj_application_test_reopen (fixture);
  g_assert_cmpuint (count_staff (fixture), ==, 1);
  g_assert_cmpstr (staff (fixture, 0, "name"), ==, "Zhang San");
}

/* A hit of the search leads to the row and the cell. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  HjTableGrid *grid;
  HjSearchPage *search;
  g_autofree char *number = hj_application_test_dup_id_number (5003);
  guint row, column;

  put_staff (fixture, 5010);
  keys (fixture, "ctrl+f");
  hj_app_test_type (window_of (fixture), number);
  search = HJ_SEARCH_PAGE (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_SEARCH_PAGE));
  hj_wait_for (hj_search_page_get_n_hits (search) == 1);
  g_assert_null (hj_app_test_find_label (GTK_WIDGET (search), number));
  keys (fixture, "Return");
  hj_wait_for (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_TABLE_GRID) != NULL);
  grid = HJ_TABLE_GRID (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_TABLE_GRID));
  hj_table_grid_get_current (grid, &row, &column);
  hj_wait_for ((hj_table_grid_get_current (grid, &row, &column), row == 5003));
  g_assert_cmpuint (column, ==, (guint) hj_application_test_column (grid, "id-number"));
}

/* A form for each occupation: what is entered there is that occupation's. */
static void
test_per_occupation (Fixture       *fixture,
                     gconstpointer  data)
{
  HjFormPage *page = hj_application_test_page (fixture, "form.equipment");
  g_autofree char *second =
    g_strdup (((HjOccupation *) g_ptr_array_index (hj_application_test_content (fixture)->occupations, 1))->id);

  hj_app_test_type (window_of (fixture), "Computer\t40");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (hj_application_test_value (fixture, HJ_RECORD_EQUIPMENT, 0, "quantity"), "40"));
  g_assert_cmpstr (hj_application_test_value (fixture, HJ_RECORD_EQUIPMENT, 0, "purpose"), ==, "practice");
  g_assert_cmpstr (hj_application_test_value (fixture, HJ_RECORD_EQUIPMENT, 0, "occupation"), ==, "劳动关系协调员");

  hj_form_page_set_occupation (page, second);
  hj_app_test_settle ();
  g_assert_cmpuint (hj_table_rows_get_n (hj_table_grid_get_rows (hj_form_table_get_grid (hj_form_page_get_table (page)))), ==, 0);
  hj_app_test_type (window_of (fixture), "Teapot\t20");
  keys (fixture, "Return");
  hj_wait_for (hj_application_test_count (fixture, HJ_RECORD_EQUIPMENT) == 2);
  g_assert_cmpstr (hj_application_test_value (fixture, HJ_RECORD_EQUIPMENT, 1, "occupation"), ==, "茶艺师");

  /* The other form of the same records shows neither. */
  page = hj_application_test_page (fixture, "form.instruments");
  g_assert_cmpstr (hj_form_page_get_occupation (page), ==, second);
  g_assert_cmpuint (hj_table_rows_get_n (hj_table_grid_get_rows (hj_form_table_get_grid (hj_form_page_get_table (page)))), ==, 0);
}

/* The name of an occupation is mended where others name it, too, in one step. */
static void
test_rename_occupation (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  HjTableGrid *grid;

  g_ptr_array_add (records, hj_application_test_record (HJ_RECORD_EXPERT, 0, "name", "张三",
                                                        "occupation", "茶艺师、劳动关系协调员", NULL));
  hj_application_test_put (fixture, records);
  grid = hj_application_test_grid (fixture, "form.occupations");
  go_to_field (grid, 1, "name");
  hj_app_test_paste (window_of (fixture), "评茶员");
  hj_wait_for (g_str_equal (hj_application_test_value (fixture, HJ_RECORD_OCCUPATION, 1, "name"), "评茶员"));
  g_assert_cmpstr (hj_application_test_value (fixture, HJ_RECORD_EXPERT, 0, "occupation"), ==, "评茶员、劳动关系协调员");
  keys (fixture, "ctrl+z");
  hj_wait_for (g_str_equal (hj_application_test_value (fixture, HJ_RECORD_EXPERT, 0, "occupation"), "茶艺师、劳动关系协调员"));
}

/* The levels of an occupation and its kind are chosen from a list, by F4 and digits. */
static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  HjTableGrid *grid;

  put_staff (fixture, 1);
  grid = hj_application_test_grid (fixture, "form.staff");
  go_to_field (grid, 0, "sex");
  keys (fixture, "F4 2");
  hj_wait_for (g_str_equal (staff (fixture, 0, "sex"), "female"));
  hj_app_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window_of (fixture)), hj_table_grid_get_editor (grid)));
}

/* What a screen reader is told of the editor: the column, the row, what is odd. */
static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  HjTableGrid *grid;
  GtkWidget *editor;

  put_staff (fixture, 3);
  grid = hj_application_test_grid (fixture, "form.staff");
  editor = hj_table_grid_get_editor (grid);
  go_to_field (grid, 1, "schooling");
  gtk_test_accessible_assert_role (GTK_WIDGET (grid), GTK_ACCESSIBLE_ROLE_TABLE);
  gtk_test_accessible_assert_role (editor, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (editor, GTK_ACCESSIBLE_PROPERTY_LABEL, "学历, row 2");
  go_to_field (grid, 3, "name");
  gtk_test_accessible_assert_property (editor, GTK_ACCESSIBLE_PROPERTY_LABEL, "姓名, new row");
}

#define ADD(name, func) g_test_add ("/application/table/" name, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("type-rows", test_type_rows);
  ADD ("undo", test_undo);
  ADD ("not-understood", test_not_understood);
  ADD ("masked", test_masked);
  ADD ("masked-typed", test_masked_typed);
  ADD ("remarks", test_remarks);
  ADD ("paste", test_paste);
  ADD ("paste-by-head", test_paste_by_head);
  ADD ("sort", test_sort);
  ADD ("filter", test_filter);
  ADD ("rows", test_rows);
  ADD ("copy-secret", test_copy_secret);
  ADD ("reopen", test_reopen);
  ADD ("close", test_close);
  ADD ("search", test_search);
  ADD ("per-occupation", test_per_occupation);
  ADD ("rename-occupation", test_rename_occupation);
  ADD ("choose", test_choose);
  ADD ("accessible", test_accessible);

  return hj_app_test_run ();
}
