/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-search"

#include "config.h"

#include "hj-search.h"
#include "hj-test.h"

static HjContent *
make_content (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjContent *content = hj_test_content (scheme, 2);

  hj_test_set (content, "2.1.3", 0, HJ_VERDICT_MISSING, "仅有口头约定，未形成文件 <A&B>");
  hj_test_deduct (content, "3.1.1", 1, HJ_POINTS (2), "计算机不足：ＣＰＵ过旧");
  g_ptr_array_add (content->notes, hj_note_new (hj_test_expert (0), "visit", "建议补充应急演练记录"));

  return content;
}

static const HjSearchHit *
find_kind (GPtrArray  *hits,
           const char *kind)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const HjSearchHit *hit = g_ptr_array_index (hits, i);

      if (g_str_equal (hit->kind, kind))
        return hit;
    }

  g_error ("No %s among the %u hits", kind, hits->len);
}

static void
test_places (void)
{
  static const struct { const char *query, *kind, *place; } cases[] = {
    { "口头约定", "Reason", "item:2.1:2.1.3" },
    { "cpu", "Reason", "item:3.1:3.1.1" },
    { "CPU　过旧", "Reason", "item:3.1:3.1.1" },
    { "应急 演练", "Note", "notes" },
    { "应急处理预案", "Criterion", "item:2.1:2.1.7" },
  };
  g_autoptr (HjContent) content = make_content ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hits = hj_search (content, cases[i].query);
      const HjSearchHit *hit = find_kind (hits, cases[i].kind);
      g_autofree char *place = NULL;

      g_test_message ("%s", cases[i].query);
      place = hj_place_to_string (hit->place);
      g_assert_cmpstr (place, ==, cases[i].place);
    }
}

static void
test_who (void)
{
  g_autoptr (HjContent) content = make_content ();
  g_autoptr (GPtrArray) hits = hj_search (content, "过旧");

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((HjSearchHit *) g_ptr_array_index (hits, 0))->who, ==, hj_test_member (content, 1)->name);
}

/* The match is marked where it stands in the original, and what is markup in it stays text. */
static void
test_markup (void)
{
  static const struct { const char *query, *marked; } cases[] = {
    { "口头", "仅有<b>口头</b>约定，未形成文件 &lt;A&amp;B&gt;" },
    { "a&b", "…口头约定，未形成文件 &lt;<b>A&amp;B</b>&gt;" },
    { "文件 口头", "仅有<b>口头</b>约定，未形成<b>文件</b> &lt;A&amp;B&gt;" },
  };
  g_autoptr (HjContent) content = make_content ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hits = hj_search (content, cases[i].query);
      const HjSearchHit *hit = find_kind (hits, "Reason");

      g_assert_cmpstr (hit->markup, ==, cases[i].marked);
    }
}

static HjForm *
add_form (HjScheme   *scheme,
          const char *id,
          const char *title)
{
  HjForm *form = hj_scheme_add_form (scheme);

  hj_str_set (&form->id, id);
  hj_str_set (&form->title, title);
  form->table = TRUE;
  form->record = HJ_RECORD_STAFF;

  return form;
}

/* People are found by their name and by the end of their number, which is never shown whole. */
static void
test_records (void)
{
  static const struct { const char *query, *kind, *markup, *field; } cases[] = {
    { "赟", "姓名", "王<b>赟</b>", "name" },
    { "0014", "身份证号码", "…0524********<b>0014</b>", "id-number" },
    { "440524188001010014", "身份证号码", "440524********0014", "id-number" },
    { "档案 管理", "分工", "<b>档案管理</b>人员", "duty" },
    { "1988年12月", "出生日期", "<b>1988年12月</b>1日", "birth" },
    { "1988-12-01", "出生日期", "1988年12月1日", "birth" },
  };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  HjRecord *record = hj_record_new (HJ_RECORD_STAFF, "row-1");

  add_form (scheme, "form.people", "工作人员情况");
  content = hj_content_new (scheme);
  hj_record_set (record, "name", "王赟");
  hj_record_set (record, "id-number", "440524188001010014");
  hj_record_set (record, "duty", "档案管理人员");
  hj_record_set (record, "birth", "1988-12-01");
  g_ptr_array_add (rows, record);
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, g_steal_pointer (&rows)));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hits = hj_search (content, cases[i].query);
      const HjSearchHit *hit = find_kind (hits, cases[i].kind);
      g_autofree char *place = hj_place_to_string (hit->place);

      g_autofree char *wanted = g_strconcat ("application:form.people:row-1:", cases[i].field, NULL);

      g_assert_cmpstr (place, ==, wanted);
      g_assert_cmpstr (hit->title, ==, "工作人员情况 · 王赟");
      g_assert_cmpstr (hit->markup, ==, cases[i].markup);
    }
}

static void
test_nothing (void)
{
  static const char *const queries[] = { "", " ", "　", "没有这几个字", "口头 没有" };
  g_autoptr (HjContent) content = make_content ();

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GPtrArray) hits = hj_search (content, queries[i]);

      g_assert_cmpuint (hits->len, ==, 0);
    }
}

/* Each criterion's own words lead to it. */
static void
test_every_criterion (void)
{
  g_autoptr (HjContent) content = make_content ();
  HjScheme *scheme = content->scheme;

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          for (guint k = 0; k < item->criteria->len; k++)
            {
              const HjCriterion *criterion = g_ptr_array_index (item->criteria, k);
              g_autoptr (GPtrArray) hits = hj_search (content, criterion->text);
              g_autoptr (HjPlace) place = hj_place_new_item (item->id, criterion->id, NULL);
              gboolean found = FALSE;

              for (guint n = 0; n < hits->len; n++)
                found = found || hj_place_equal (((HjSearchHit *) g_ptr_array_index (hits, n))->place, place);
              g_assert_true (found);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/search/places", test_places);
  g_test_add_func ("/search/who", test_who);
  g_test_add_func ("/search/markup", test_markup);
  g_test_add_func ("/search/nothing", test_nothing);
  g_test_add_func ("/search/records", test_records);
  g_test_add_func ("/search/every-criterion", test_every_criterion);

  return hj_test_run ();
}
