/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-exchange-private.h"
#include "hj-scheme-file.h"
#include "hj-test.h"
#include "hj-value.h"

/* The forms that the program writes for applicants, read again: of every scheme, empty and filled. */

typedef struct {
  char     *scheme;
  HjFormat  format;
} Case;

static const char *
name_of (HjFormat format)
{
  return format == HJ_FORMAT_XLSX ? "a.xlsx" : "a.docx";
}

static HjImportPlan *
read_again (HjFormat   format,
            HjContent *written,
            gboolean   empty,
            HjContent *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hj_export_write (format, written, empty, HJ_RECORD_STAFF, NULL, NULL, NULL, &error);
  HjImportPlan *plan;

  g_assert_no_error (error);
  plan = hj_import_read (bytes, name_of (format), content, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < plan->notes->len; i++)
    g_test_message ("note: %s", (char *) plan->notes->pdata[i]);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = plan->rows->pdata[i];

      for (guint j = 0; j < row->troubles->len; j++)
        {
          const HjImportTrouble *trouble = row->troubles->pdata[j];

          g_test_message ("trouble: %s %s %s %s", trouble->place, trouble->field, trouble->text, trouble->why);
        }
      for (guint j = 0; j < row->fields->len; j++)
        g_test_message ("%u %s %s: %s", row->state, row->label, (char *) row->fields->pdata[j],
                        row->record != NULL ? hj_record_get (row->record, row->fields->pdata[j]) : "");
    }

  return plan;
}

static void
test_empty (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (HjScheme) scheme = hj_scheme_load (one->scheme, NULL);
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (HjImportPlan) plan = read_again (one->format, content, TRUE, content);

  g_assert_cmpuint (plan->rows->len, ==, 0);
  g_assert_cmpuint (plan->notes->len, ==, 0);
}

/* A value that a person could have written there, in its canonical form. */
static char *
make_value (const HjScheme      *scheme,
            const HjRecordField *field,
            const HjField       *own,
            guint                n)
{
  g_auto (GStrv) options = g_strsplit (own->options, "\n", -1);
  g_autofree char *text = NULL;
  char *canonical = NULL;

  switch (field->kind)
    {
    case HJ_VALUE_DAY:
      return g_strdup ("2020-05-14");

    case HJ_VALUE_INTEGER:
      return g_strdup_printf ("%u", 2000 + n);

    case HJ_VALUE_DECIMAL:
      return g_strdup_printf ("%u.5", 60 + n);

    case HJ_VALUE_FLAG:
      return g_strdup (n % 2 == 0 ? "yes" : "no");

    case HJ_VALUE_CHOICE:
      return g_strdup (field->choices[n % 2].id);

    case HJ_VALUE_LEVELS:
      return g_strdup (n % 2 == 0 ? "5,4,3" : "4");

    case HJ_VALUE_ID_NUMBER:
      return g_strdup (n % 2 == 0 ? "11010519491231002X" : "440524188001010014");

    case HJ_VALUE_CREDIT_CODE:
      return g_strdup ("91350100M000100Y43");

    case HJ_VALUE_PHONE:
      return g_strdup_printf ("1380000000%u", n % 10);

    case HJ_VALUE_MAIL:
      return g_strdup_printf ("a%u@example.com", n);

    case HJ_VALUE_POSTCODE:
      return g_strdup ("325000");

    case HJ_VALUE_OCCUPATION_CODE:
      return g_strdup_printf ("4-04-05-0%u", n % 10);

    case HJ_VALUE_REGION:
      return g_strdup ("330302");

    case HJ_VALUE_OCCUPATION:
      return g_strdup_printf ("职业名称%u", n);

    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    default:
      break;
    }
  text = options[0] != NULL && *options[0] != '\0' ? g_strdup (options[n % g_strv_length (options)])
                                                   : g_strdup_printf ("%s%u", field->label, n);
  if (!hj_value_parse (scheme, field, own->options, text, &canonical, NULL))
    return g_strdup ("");

  return canonical;
}

static void
fill (HjContent    *content,
      const HjForm *form,
      gboolean      supplement,
      HjRecord     *record,
      guint         n)
{
  const HjRecordTable *table = hj_record_table (form->record);

  for (guint i = 0; i < form->fields->len; i++)
    {
      const HjField *own = form->fields->pdata[i];
      const HjRecordField *field = hj_record_table_field (table, own->id);
      g_autofree char *value = field != NULL ? make_value (content->scheme, field, own, n) : NULL;

      if (field != NULL && (supplement || !own->supplement))
        hj_record_set (record, own->id, value);
    }
  if (strchr (form->with, '=') != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (form->with, "=", 2);

      hj_record_set (record, parts[0], parts[1]);
    }
  if (form->record == HJ_RECORD_EQUIPMENT && form->per_occupation)
    hj_record_set (record, "occupation", n % 2 == 0 ? "职业名称0" : "职业名称1");
}

/* The notice's form in Word has no place for what is asked besides (核查补充), the workbook has.
 *
 * Two rows in each form of a table, one where the form is of something that is there already. */
static HjContent *
make_content (HjScheme *scheme,
              gboolean  supplement)
{
  HjContent *content = hj_content_new (scheme);
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      GPtrArray *rows = g_ptr_array_new ();
      guint n = 0;

      for (guint i = 0; i < scheme->forms->len; i++)
        {
          const HjForm *form = scheme->forms->pdata[i];

          if (form->record != kind || kind == HJ_RECORD_MATERIAL || (form->supplement && !supplement))
            continue;
          if (kind == HJ_RECORD_APPLICANT || (kind == HJ_RECORD_OCCUPATION && rows->len > 0))
            {
              if (rows->len == 0)
                g_ptr_array_add (rows, hj_record_new ((HjRecordKind) kind, kind == HJ_RECORD_APPLICANT ? "applicant" : NULL));
              for (guint j = 0; j < rows->len; j++)
                fill (content, form, supplement, rows->pdata[j], j);
              continue;
            }
          for (guint j = 0; j < 2; j++, n++)
            {
              HjRecord *record = hj_record_new ((HjRecordKind) kind, NULL);

              record->position = (n + 1) * 1024;
              fill (content, form, supplement, record, n);
              if (kind == HJ_RECORD_OCCUPATION)
                {
                  g_autofree char *name = g_strdup_printf ("职业名称%u", n);

                  hj_record_set (record, "name", name);
                }
              g_ptr_array_add (rows, record);
            }
        }
      if (kind == HJ_RECORD_APPLICANT && rows->len == 0)
        g_ptr_array_add (rows, hj_record_new (HJ_RECORD_APPLICANT, "applicant"));
      hj_content_set_records (content, hj_records_new ((HjRecordKind) kind, rows));
    }

  return content;
}

static void
test_filled (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (HjScheme) scheme = hj_scheme_load (one->scheme, NULL);
  g_autoptr (HjContent) content = make_content (scheme, one->format == HJ_FORMAT_XLSX);
  g_autoptr (HjImportPlan) plan = read_again (one->format, content, FALSE, content);

  g_assert_cmpuint (plan->notes->len, ==, 0);
  g_assert_cmpuint (plan->n_new, ==, 0);
  g_assert_cmpuint (plan->n_changed, ==, 0);
  g_assert_cmpuint (plan->n_unreadable, ==, 0);
  g_assert_cmpuint (plan->n_same, >=, 3);
}

/* Everything that was written comes back into a fresh dossier. */
static void
test_fresh (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (HjScheme) scheme = hj_scheme_load (one->scheme, NULL);
  g_autoptr (HjContent) content = make_content (scheme, one->format == HJ_FORMAT_XLSX);
  g_autoptr (HjContent) other = hj_content_new (scheme);
  g_autoptr (HjImportPlan) plan = read_again (one->format, content, FALSE, other);
  guint rows = 0, found = 0;

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    for (guint i = 0; i < content->records[kind]->rows->len; i++)
      {
        const HjRecord *record = content->records[kind]->rows->pdata[i];
        gboolean same = FALSE;

        if (hj_record_is_empty (record))
          continue;
        for (guint j = 0; j < plan->rows->len && !same; j++)
          {
            const HjImportRow *row = plan->rows->pdata[j];

            same = row->record != NULL && row->record->kind == kind;
            for (guint k = 0; same && k < hj_record_table ((HjRecordKind) kind)->n_fields; k++)
              same = strcmp (record->values[k], row->record->values[k]) == 0;
          }
        rows++;
        found += same;
        if (!same)
          g_test_message ("lost: %s %u", hj_record_table ((HjRecordKind) kind)->id, i);
      }
  g_assert_cmpuint (found, ==, rows);
}

static char *
dup_word_text (const char *id,
               gboolean    empty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load (id, NULL);
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GBytes) bytes = hj_export_write (HJ_FORMAT_DOCX, content, empty, HJ_RECORD_STAFF, NULL, NULL, NULL, &error);
  g_autoptr (HjZip) zip = hj_zip_open (bytes, "a.docx", &error);
  g_autoptr (GBytes) text = hj_zip_read (zip, "word/document.xml", &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/* Shandong's annex 1 is signed before it is sealed, undated, its note last; annex 2 is the plan to be written. */
static void
test_annexes (void)
{
  static const char *const order[] = {
    "六、诚信承诺", "法定代表人（签字）：", "单位名称（公章）：", "注：1.本表", "职业技能等级认定工作方案（模板）", "一、总体规划、工作计划",
    "二、组织机构及职责", "七、其他", "（各评价机构可根据自身情况增加内容）",
  };
  g_autofree char *empty = dup_word_text ("shandong-2020", TRUE);
  g_autofree char *filled = dup_word_text ("shandong-2020", FALSE);
  g_autofree char *zhejiang = dup_word_text ("zhejiang-2020", TRUE);
  const char *at = empty;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *found = strstr (at, order[i]);

      if (found == NULL)
        g_error ("“%s” is missing, or out of its order", order[i]);
      at = found;
    }
  g_assert_null (strstr (empty, "年    月    日"));
  g_assert_null (strstr (filled, "总体规划"));
  g_assert_nonnull (strstr (zhejiang, "年    月    日"));
  g_assert_null (strstr (zhejiang, "（模板）"));
}

int
main (int   argc,
      char *argv[])
{
  static const char * const schemes[] = { "zhejiang-2020", "wenzhou-2022", "jilin-2022", "shandong-2020", "cettic-2020" };
  static Case cases[G_N_ELEMENTS (schemes) * 2];

  hj_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *empty = NULL, *filled = NULL, *fresh = NULL;
      Case *one = &cases[i];

      one->scheme = (char *) schemes[i / 2];
      one->format = i % 2 == 0 ? HJ_FORMAT_XLSX : HJ_FORMAT_DOCX;
      empty = g_strdup_printf ("/exchange/forms/%s/%s/empty", one->scheme, name_of (one->format) + 2);
      filled = g_strdup_printf ("/exchange/forms/%s/%s/filled", one->scheme, name_of (one->format) + 2);
      fresh = g_strdup_printf ("/exchange/forms/%s/%s/fresh", one->scheme, name_of (one->format) + 2);
      g_test_add_data_func (empty, one, test_empty);
      g_test_add_data_func (filled, one, test_filled);
      g_test_add_data_func (fresh, one, test_fresh);
    }
  g_test_add_func ("/exchange/forms/annexes", test_annexes);
  return hj_test_run ();
}
