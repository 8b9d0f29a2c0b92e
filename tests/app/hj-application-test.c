/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-application-test"

#include "config.h"

#include <string.h>

#include "hj-application-test.h"
#include "hj-dossier-page.h"
#include "hj-forms.h"
#include "hj-scheme-file.h"
#include "hj-settings.h"

#define APPLICANT "宁波喆堃职业技能培训学校"

static void
add_occupation (GPtrArray  *commands,
                const char *code,
                const char *name,
                const char *levels)
{
  g_autoptr (HjOccupation) occupation = hj_occupation_new ();

  hj_str_set (&occupation->code, code);
  hj_str_set (&occupation->name, name);
  hj_str_set (&occupation->levels, levels);
  g_ptr_array_add (commands, hj_command_new_occupation (occupation));
}

static char *
make_dossier (const char *folder,
              const char *scheme_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load (scheme_id, &error);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjMember) member = hj_member_new ("李明");
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjSession) session = NULL;
  char *path = g_build_filename (folder, APPLICANT ".hjd", NULL);

  g_assert_no_error (error);
  content = hj_content_new (scheme);
  hj_str_set (&content->applicant.name, APPLICANT);
  g_ptr_array_add (commands, hj_command_new_applicant (&content->applicant));
  member->lead = TRUE;
  g_ptr_array_add (commands, hj_command_new_member (member));
  add_occupation (commands, "4-07-03-02", "劳动关系协调员", "4,3");
  add_occupation (commands, "4-03-02-07", "茶艺师", "5,4");
  session = hj_session_create (path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  hj_session_close (session, FALSE, &error);
  g_assert_no_error (error);

  return path;
}

void
hj_application_test_make (HjAppFixture *fixture,
                          const char   *scheme,
                          int           width,
                          int           height)
{
  fixture->folder = hj_test_new_folder ();
  fixture->path = make_dossier (fixture->folder, scheme);
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  g_settings_set_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE, FALSE);
  fixture->window = hj_app_test_open (fixture->path, width, height);
  fixture->session = hj_window_get_session (fixture->window);
}

void
hj_application_test_reopen (HjAppFixture *fixture)
{
  hj_app_test_close (fixture->window);
  fixture->window = hj_app_test_open (fixture->path, 1280, 800);
  fixture->session = hj_window_get_session (fixture->window);
}

HjContent *
hj_application_test_content (HjAppFixture *fixture)
{
  return hj_session_get_content (fixture->session);
}

HjFormPage *
hj_application_test_page (HjAppFixture *fixture,
                          const char   *form)
{
  g_autofree char *place = g_strconcat ("application:", form, NULL);
  GtkWidget *page;

  hj_app_test_go (fixture->window, place);
  page = hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_FORM_PAGE);
  g_assert_nonnull (page);

  return HJ_FORM_PAGE (page);
}

HjFormTable *
hj_application_test_table (HjAppFixture *fixture,
                           const char   *form)
{
  HjFormTable *table = hj_form_page_get_table (hj_application_test_page (fixture, form));

  g_assert_nonnull (table);

  return table;
}

HjTableGrid *
hj_application_test_grid (HjAppFixture *fixture,
                          const char   *form)
{
  return hj_form_table_get_grid (hj_application_test_table (fixture, form));
}

int
hj_application_test_column (HjTableGrid *grid,
                            const char  *field)
{
  GPtrArray *columns = hj_table_grid_get_columns (grid);

  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (((const HjFormColumn *) g_ptr_array_index (columns, i))->record_field->id, field))
      return (int) i;

  g_error ("The table has no column %s", field);
}

guint
hj_application_test_count (HjAppFixture *fixture,
                           HjRecordKind  kind)
{
  return hj_application_test_content (fixture)->records[kind]->rows->len;
}

const char *
hj_application_test_value (HjAppFixture *fixture,
                           HjRecordKind  kind,
                           guint         n,
                           const char   *field)
{
  GPtrArray *rows = hj_application_test_content (fixture)->records[kind]->rows;

  return n < rows->len ? hj_record_get (g_ptr_array_index (rows, n), field) : "";
}

HjRecord *
hj_application_test_record (HjRecordKind kind,
                            guint        n,
                            ...)
{
  HjRecord *record = hj_record_new (kind, NULL);
  va_list fields;

  record->position = (gint64) (n + 1) * 1024;
  va_start (fields, n);
  for (const char *field = va_arg (fields, const char *); field != NULL; field = va_arg (fields, const char *))
    hj_record_set (record, field, va_arg (fields, const char *));
  va_end (fields);

  return record;
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hj_session_apply_finish (HJ_SESSION (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
hj_application_test_put (HjAppFixture *fixture,
                         GPtrArray    *records)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  gboolean done = FALSE;

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (commands, hj_command_new_record (g_ptr_array_index (records, i)));
  hj_session_apply_async (fixture->session, hj_session_get_recorder (fixture->session), "rows", commands, NULL,
                          applied_cb, &done);
  hj_wait_for (done);
  hj_app_test_settle ();
}

char *
hj_application_test_dup_name (guint n)
{
  static const char *const families[] = { "张", "王", "李", "陈", "刘", "杨", "黄", "周", "吴", "徐", "孙", "喆" };
  static const char *const names[] = { "建国", "丽华", "晓东", "海燕", "志强", "玉兰", "赟", "昇平", "玥", "秀英", "文博" };

  return g_strdup_printf ("%s%s", families[n % G_N_ELEMENTS (families)], names[n / 12 % G_N_ELEMENTS (names)]);
}

char *
hj_application_test_dup_id_number (guint n)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  g_autofree char *body = g_strdup_printf ("330203%04u%02u%02u%03u", 1960 + n % 40, 1 + n % 12, 1 + n % 28, n / 40 % 1000);
  int sum = 0;

  for (guint i = 0; i < 17; i++)
    sum += (body[i] - '0') * weights[i];

  return g_strdup_printf ("%s%c", body, "10X98765432"[sum % 11]);
}

static void
add_people (GPtrArray *records)
{
  static const char *const duties[] = { "办公室主任", "副主任", "考务人员", "考务人员", "档案管理人员", "档案管理人员", "财务人员" };
  static const char *const schooling[] = { "本科", "硕士研究生", "大专" };

  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      g_autofree char *name = hj_application_test_dup_name (i * 5);
      g_autofree char *id_number = hj_application_test_dup_id_number (i + 3);

      g_ptr_array_add (records,
                       hj_application_test_record (HJ_RECORD_STAFF, i, "name", name,
                                                   "sex", (id_number[16] - '0') % 2 == 1 ? "male" : "female",
                                                   "id-number", i == 2 ? "330203198805120011" : id_number,
                                                   "schooling", schooling[i % 3], "title", i % 2 == 0 ? "高级讲师" : "经济师",
                                                   "duty", duties[i], "years", i % 2 == 0 ? "8" : "3.5", NULL));
    }
  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *name = hj_application_test_dup_name (i * 7 + 1);
      g_autofree char *id_number = hj_application_test_dup_id_number (i + 100);

      g_ptr_array_add (records,
                       hj_application_test_record (HJ_RECORD_EXPERT, i, "name", name, "id-number", id_number,
                                                   "sex", (id_number[16] - '0') % 2 == 1 ? "male" : "female",
                                                   "schooling", schooling[i % 3], "title", "高级技师",
                                                   "speciality", i % 2 == 0 ? "劳动与社会保障" : "茶学",
                                                   "occupation", i % 2 == 0 ? "劳动关系协调员" : "茶艺师", NULL));
      if (i < 12)
        g_ptr_array_add (records,
                         hj_application_test_record (HJ_RECORD_ASSESSOR, i, "name", name, "sex", i % 2 == 0 ? "male" : "female",
                                                     "schooling", "本科", "title", "技师", "years", "12",
                                                     "occupation", i % 2 == 0 ? "劳动关系协调员" : "茶艺师",
                                                     "certificate", "33000020180001", NULL));
    }
}

void
hj_application_test_fill (HjAppFixture *fixture)
{
  static const char *const rules[] = {
    "职业技能等级认定管理制度", "职业技能等级认定档案资料保管制度", "职业技能等级认定题库（试卷）开发、保密规定",
    "职业技能等级认定质量控制有关规定", "设备安全操作规程",
  };
  static const char *const devices[] = { "联想启天M435台式计算机", "爱普生CB-X49投影机", "得力实物展示台" };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);

  add_people (records);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_ptr_array_add (records, hj_application_test_record (HJ_RECORD_RULE, i, "name", rules[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    g_ptr_array_add (records,
                     hj_application_test_record (HJ_RECORD_EQUIPMENT, i, "name", devices[i], "quantity", i == 0 ? "40" : "2",
                                                 "purpose", "practice", "occupation", "劳动关系协调员", NULL));
  hj_application_test_put (fixture, records);
}
