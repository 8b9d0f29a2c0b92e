/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-application-fields"

#include "config.h"

#include <string.h>

#include "hj-application-test.h"
#include "hj-field-row.h"

/* The application's pages of single fields by keyboard alone: real keys, and the clipboard for what keys can't type. */

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

static HjFieldRow *
field_row (Fixture    *fixture,
           const char *form,
           const char *field)
{
  HjFormFields *fields = hj_form_page_get_fields (hj_application_test_page (fixture, form));
  GtkWidget *row = hj_form_fields_get_row (fields, field);

  g_assert_nonnull (row);

  return HJ_FIELD_ROW (row);
}

/* The value of the form's one record: the applicant's, or the first occupation's. */
static const char *
value_of (Fixture    *fixture,
          const char *form,
          const char *field)
{
  HjRecordKind kind = g_str_equal (form, "form.sites") ? HJ_RECORD_OCCUPATION : HJ_RECORD_APPLICANT;

  return hj_application_test_value (fixture, kind, 0, field);
}

static void
focus_on (HjFieldRow *row)
{
  gtk_widget_grab_focus (hj_field_row_get_editor (row));
  hj_app_test_settle ();
}

static const char *
text_of (HjFieldRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (hj_field_row_get_editor (row)));
}

static gboolean
has_focus (HjFieldRow *row)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* ASCII is typed by keys, anything else comes as an input method or the clipboard brings it. */
static void
enter (Fixture    *fixture,
       const char *text)
{
  keys (fixture, "ctrl+a");
  if (g_str_is_ascii (text))
    hj_app_test_type (window_of (fixture), text);
  else
    hj_app_test_paste (window_of (fixture), text);
}

/* What people write, what is recorded, what then stands in the field. */
typedef struct { const char *form, *field, *typed, *value, *shown; } Habit;

static const Habit habits[] = {
  { "form.cover", "filled", "2020.3.5", "2020-03-05", "2020年3月5日" },
  { "form.cover", "filled", "20200306", "2020-03-06", "2020年3月6日" },
  { "form.cover", "filled", "2020年3月7日", "2020-03-07", "2020年3月7日" },
  { "form.cover", "filled", "二〇二〇年三月八日", "2020-03-08", "2020年3月8日" },
  { "form.cover", "filled", "2020-3", "2020-03", "2020年3月" },
  { "form.cover", "filled", "２０２０／３／９", "2020-03-09", "2020年3月9日" },
  { "form.cover", "filled", "-", "", "" },
  { "form.sites", "theory-area", "1,200㎡", "1200", "1200" },
  { "form.sites", "theory-area", "80.50", "80.5", "80.5" },
  { "form.sites", "practice-area", "一百二十平方米", "120", "120" },
  { "form.applicant", "fixed-assets", "1.5万元", "1.5", "1.5" },
  { "form.applicant", "fixed-assets", "30000元", "3", "3" },
  { "form.applicant", "experience-years", "五年半", "5.5", "5.5" },
  { "form.applicant", "experience-count", "3万人次", "30000", "30000" },
  { "form.applicant", "phone", "138 0577 0000", "13805770000", "13805770000" },
  { "form.applicant", "postcode", "３１５０００", "315000", "315000" },
};

static void
test_habits (Fixture       *fixture,
             gconstpointer  data)
{
  const char *form = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      const Habit *habit = &habits[i];
      HjFieldRow *row = NULL;

      g_test_message ("%s %s", habit->field, habit->typed);
      if (g_strcmp0 (form, habit->form) != 0)
        hj_application_test_page (fixture, habit->form);
      form = habit->form;
      row = HJ_FIELD_ROW (hj_form_fields_get_row (
        hj_form_page_get_fields (HJ_FORM_PAGE (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_FORM_PAGE))), habit->field));
      focus_on (row);
      enter (fixture, habit->typed);
      keys (fixture, "Return");
      hj_wait_for (g_str_equal (value_of (fixture, habit->form, habit->field), habit->value));
      hj_app_test_settle ();
      g_assert_cmpstr (text_of (row), ==, habit->shown);
      g_assert_cmpstr (hj_field_row_get_remark (row), ==, "");
      /* Enter leads on. */
      g_assert_false (has_focus (row));
    }
}

/* What is not understood stays, with why, over leaving, another page and another day; and goes when it is mended. */
static void
test_not_understood (Fixture       *fixture,
                     gconstpointer  data)
{
  HjFieldRow *row = field_row (fixture, "form.sites", "theory-area");

  focus_on (row);
  enter (fixture, "1000平方米左右");
  g_assert_cmpstr (hj_field_row_get_remark (row), ==, "");
  keys (fixture, "Tab");
  g_assert_cmpstr (text_of (row), ==, "1000平方米左右");
  g_assert_nonnull (strstr (hj_field_row_get_remark (row), "左右"));
  g_assert_cmpstr (value_of (fixture, "form.sites", "theory-area"), ==, "");

  hj_app_test_go (fixture->window, "notes");
  hj_application_test_reopen (fixture);
  row = field_row (fixture, "form.sites", "theory-area");
  hj_app_test_settle ();
  g_assert_cmpstr (text_of (row), ==, "1000平方米左右");
  focus_on (row);
  enter (fixture, "1000平方米");
  keys (fixture, "Tab");
  hj_wait_for (g_str_equal (value_of (fixture, "form.sites", "theory-area"), "1000"));
  hj_app_test_settle ();
  g_assert_cmpstr (text_of (row), ==, "1000");
  g_assert_cmpstr (hj_field_row_get_remark (row), ==, "");
}

/* A code is remarked on as one types: how far it is, that a character is wrong, nothing once it is right; and it is
 * recorded either way. */
static void
test_credit_code (Fixture       *fixture,
                  gconstpointer  data)
{
  HjFieldRow *row = field_row (fixture, "form.applicant", "credit-code");

  focus_on (row);
  hj_app_test_type (window_of (fixture), "91350100m000100y4");
  g_assert_nonnull (strstr (hj_field_row_get_remark (row), "17"));
  g_assert_false (hj_field_row_is_wrong (row));
  hj_app_test_type (window_of (fixture), "z");
  g_assert_true (hj_field_row_is_wrong (row));
  keys (fixture, "Tab");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "credit-code"), "91350100M000100Y4Z"));
  hj_app_test_settle ();
  g_assert_true (hj_field_row_is_wrong (row));

  focus_on (row);
  keys (fixture, "End BackSpace 3");
  g_assert_cmpstr (hj_field_row_get_remark (row), ==, "");
  keys (fixture, "Tab");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "credit-code"), "91350100M000100Y43"));

  /* Left half typed it is wrong, and said to be. */
  focus_on (row);
  keys (fixture, "End BackSpace");
  g_assert_false (hj_field_row_is_wrong (row));
  keys (fixture, "Tab");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "credit-code"), "91350100M000100Y4"));
  hj_app_test_settle ();
  g_assert_true (hj_field_row_is_wrong (row));
}

/* A drop-down and a yes or no by keys; each choice is a step that can be undone. */
static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  HjFieldRow *row = field_row (fixture, "form.applicant", "type");
  g_autofree char *first = g_strdup (((HjFormOption *) g_ptr_array_index (hj_field_row_get_column (row)->options, 0))->value);

  focus_on (row);
  g_assert_true (GTK_IS_DROP_DOWN (hj_field_row_get_editor (row)));
  keys (fixture, "space Down Return");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "type"), first));
  hj_app_test_settle ();
  g_assert_true (has_focus (row));

  row = field_row (fixture, "form.applicant", "technician-college");
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
  keys (fixture, "space");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "technician-college"), "yes"));
  hj_app_test_settle ();
  keys (fixture, "Right space");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "technician-college"), "no"));
  hj_app_test_settle ();
  /* Pressed again it is unknown again. */
  keys (fixture, "space");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "technician-college"), ""));

  hj_app_test_settle ();
  keys (fixture, "ctrl+z");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "technician-college"), "no"));
  keys (fixture, "ctrl+z ctrl+z");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "technician-college"), ""));
  keys (fixture, "ctrl+z");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "type"), ""));
  keys (fixture, "ctrl+shift+z");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "type"), first));
}

/* From the page's first field to its last by Enter and Tab, each field met once and none left out. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  HjFormFields *fields = hj_form_page_get_fields (hj_application_test_page (fixture, "form.applicant"));
  g_autoptr (GPtrArray) columns = NULL;

  columns = hj_forms_list_columns (hj_session_get_scheme (fixture->session),
                                   hj_forms_find (hj_session_get_scheme (fixture->session), "form.applicant"));
  for (guint i = 0; i < columns->len; i++)
    {
      const HjFormColumn *column = g_ptr_array_index (columns, i);
      HjFieldRow *row = HJ_FIELD_ROW (hj_form_fields_get_row (fields, column->record_field->id));
      guint stops = 0;

      g_test_message ("%s", column->record_field->id);
      g_assert_true (has_focus (row));
      for (; has_focus (row) && stops < 6; stops++)
        keys (fixture, "Tab");
      g_assert_cmpuint (stops, <, 6);
    }
}

/* A step of a text is undone where it was typed, and the field shows it. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  HjFieldRow *row = field_row (fixture, "form.applicant", "address");

  focus_on (row);
  hj_app_test_type (window_of (fixture), "Street 1");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "address"), "Street 1"));
  hj_app_test_settle ();
  focus_on (row);
  enter (fixture, "Street 2");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "address"), "Street 2"));
  hj_app_test_settle ();
  keys (fixture, "ctrl+z");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "address"), "Street 1"));
  hj_app_test_settle ();
  g_assert_cmpstr (text_of (row), ==, "Street 1");
  keys (fixture, "ctrl+z");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "address"), ""));
  hj_app_test_settle ();
  g_assert_cmpstr (text_of (row), ==, "");
  keys (fixture, "ctrl+shift+z");
  hj_wait_for (g_str_equal (value_of (fixture, "form.applicant", "address"), "Street 1"));
}

#define ADD(name, func) g_test_add ("/application/fields/" name, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("habits", test_habits);
  ADD ("not-understood", test_not_understood);
  ADD ("credit-code", test_credit_code);
  ADD ("choices", test_choices);
  ADD ("order", test_order);
  ADD ("undo", test_undo);

  return hj_app_test_run ();
}
