/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "hj-error.h"
#include "hj-exchange.h"
#include "xml-content.h"

/* The canonical form: written, read, written again. */

static HjContent *
read_back (GBytes   *bytes,
           HjScheme *scheme)
{
  g_autoptr (GError) error = NULL;
  HjContent *content = hj_xml_read (bytes, "a.xml", scheme, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (content);

  return content;
}

static void
test_random (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (HjContent) content = hj_random_content (scheme, seed, 1 + seed % 7);
      g_autoptr (GBytes) bytes = hj_xml_write (content);
      g_autoptr (HjContent) again = read_back (bytes, scheme);
      g_autoptr (GBytes) twice = hj_xml_write (again);

      hj_assert_same_content (content, again);
      g_assert_true (g_bytes_equal (bytes, twice));
    }
}

static void
test_empty (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GBytes) bytes = hj_xml_write (content);
  g_autoptr (HjContent) again = read_back (bytes, scheme);
  g_autofree char *expected = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                               "<dossier xmlns=\"urn:hengjian:dossier:1\">\n"
                                               " <scheme id=\"zhejiang-test\" edition=\"1\" digest=\"%s\"/>\n"
                                               "</dossier>\n", scheme->digest);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
  hj_assert_same_content (content, again);
}

/* What libxml2 of any version must write: characters as they are, only those escaped that have to be. */
static void
test_bytes (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  HjRecord *person = hj_record_new (HJ_RECORD_STAFF, "p1");
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  person->position = 1024;
  hj_record_set (person, "name", "张\"三\" 𠮷<&>\t\n\r'");
  hj_record_set (person, "id-number", "11010519491231002X");
  hj_record_set (person, "remark", " 甲\n乙\r\x01 _x0041_ _x005F_ ");
  g_ptr_array_add (rows, person);
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, rows));
  bytes = hj_xml_write (content);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                  " <staff>\n"
                                  "  <person id=\"p1\" position=\"1024\" name=\"张&quot;三&quot; 𠮷&lt;&amp;&gt;&#9;&#10;&#13;'\" "
                                  "id-number=\"11010519491231002X\">\n"
                                  "   <remark> 甲\n乙&#13;_x0001_ _x0041_ _x005F_x005F_ </remark>\n"
                                  "  </person>\n"
                                  " </staff>\n"));
}

static void
shuffle (GPtrArray *list)
{
  for (guint i = 0, j = list->len; j > i + 1; i++, j--)
    {
      gpointer kept = list->pdata[i];

      list->pdata[i] = list->pdata[j - 1];
      list->pdata[j - 1] = kept;
    }
}

/* The order of lists that mean the same is no difference. */
static void
test_order (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_random_content (scheme, 4, 5);
  g_autoptr (GBytes) bytes = hj_xml_write (content);
  g_autoptr (GBytes) other = NULL;

  shuffle (content->members);
  shuffle (content->findings);
  shuffle (content->notes);
  shuffle (content->decisions);
  shuffle (content->relaxations);
  for (guint i = 0; i < content->findings->len; i++)
    shuffle (((HjFinding *) content->findings->pdata[i])->marks);
  g_ptr_array_add (content->findings, hj_finding_new ("2.2.1", "nobody said anything"));
  g_ptr_array_add (content->drafts, hj_draft_new ("e1", "f", "typing"));
  hj_str_set (&content->dossier_id, "another");
  content->serial = 9;
  other = hj_xml_write (content);
  g_assert_true (g_bytes_equal (bytes, other));
}

/* Longer than libxml2 looks ahead in one piece, and each text as long as a dossier takes. */
static void
test_large (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HjContent) again = NULL;

  for (guint i = 0; i < HJ_TEXT_MAX; i++)
    g_string_append (text, i % 7 == 0 ? "&" : "衡");
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%02u", i);
      HjRecord *person = hj_record_new (HJ_RECORD_STAFF, id);

      hj_record_set (person, "name", text->str);
      hj_record_set (person, "remark", text->str);
      g_ptr_array_add (rows, person);
    }
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, rows));
  bytes = hj_xml_write (content);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 12000000);
  again = read_back (bytes, scheme);
  hj_assert_same_content (content, again);
}

/* Ten thousand rows in less than 100 ms on a machine of today; the bound is for a slow one with sanitizers. */
static void
test_speed (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HjContent) again = NULL;
  g_autoptr (GTimer) timer = NULL;
  double written;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%032u", i);
      HjRecord *person = hj_record_new (HJ_RECORD_STAFF, id);

      person->position = (gint64) i * 1024;
      hj_record_set (person, "name", "欧阳某某");
      hj_record_set (person, "sex", "female");
      hj_record_set (person, "id-number", "11010519491231002X");
      hj_record_set (person, "schooling", "大学本科");
      hj_record_set (person, "title", "高级讲师（一级/高级技师）");
      hj_record_set (person, "duty", "档案管理人员");
      hj_record_set (person, "years", "12.5");
      hj_record_set (person, "remark", "专职");
      g_ptr_array_add (rows, person);
    }
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, rows));
  timer = g_timer_new ();
  bytes = hj_xml_write (content);
  written = g_timer_elapsed (timer, NULL);
  g_timer_start (timer);
  again = read_back (bytes, scheme);
  g_test_message ("10 000 rows, %" G_GSIZE_FORMAT " bytes: written in %.0f ms, read in %.0f ms",
                  g_bytes_get_size (bytes), written * 1000, g_timer_elapsed (timer, NULL) * 1000);
  g_assert_cmpfloat (written, <, 2);
  hj_assert_same_content (content, again);
}

static xmlNode *
find_named (xmlNode    *parent,
            const char *element,
            const char *name)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      xmlChar *own = node->type == XML_ELEMENT_NODE ? xmlGetProp (node, (const xmlChar *) "name") : NULL;
      gboolean found = own != NULL && strcmp ((const char *) own, name) == 0 &&
                       strcmp ((const char *) node->name, element) == 0;

      if (own != NULL)
        xmlFree (own);
      if (found)
        return node;
    }

  return NULL;
}

static guint
count_elements (xmlNode    *parent,
                const char *element)
{
  guint count = 0;

  for (xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    count += node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, element) == 0;

  return count;
}

static void
check_type (xmlNode    *schema,
            xmlNode    *declaration,
            const char *type)
{
  g_autofree char *own = (char *) xmlGetProp (declaration, (const xmlChar *) "type");

  g_assert_cmpstr (own, ==, type);
  g_assert_nonnull (find_named (schema, "simpleType", type));
}

/* The type named choice-… holds just these ids. */
static void
check_choices (xmlNode             *schema,
               xmlNode             *declaration,
               const HjRecordField *field)
{
  g_autofree char *type = (char *) xmlGetProp (declaration, (const xmlChar *) "type");
  xmlNode *simple = find_named (schema, "simpleType", type);
  xmlNode *restriction;
  guint i = 0;

  g_assert_nonnull (simple);
  restriction = simple->children;
  while (restriction->type != XML_ELEMENT_NODE)
    restriction = restriction->next;
  for (xmlNode *node = restriction->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        g_autofree char *value = (char *) xmlGetProp (node, (const xmlChar *) "value");

        g_assert_cmpstr (value, ==, field->choices[i++].id);
      }
  g_assert_null (field->choices[i].id);
}

static const char *
type_of (HjValueKind kind)
{
  switch (kind)
    {
    case HJ_VALUE_DAY:
      return "day";

    case HJ_VALUE_INTEGER:
      return "integer";

    case HJ_VALUE_DECIMAL:
      return "decimal";

    case HJ_VALUE_FLAG:
      return "yes-no";

    case HJ_VALUE_LEVELS:
      return "levels";

    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_CHOICE:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_OCCUPATION:
    case HJ_VALUE_REGION:
    default:
      return "text";
    }
}

static void
check_table (xmlNode             *schema,
             const HjRecordTable *table)
{
  xmlNode *type = find_named (schema, "complexType", table->row);
  xmlNode *sequence = type != NULL ? type->children : NULL;
  guint n_prose = 0;

  g_assert_nonnull (type);
  while (sequence != NULL && (sequence->type != XML_ELEMENT_NODE || strcmp ((const char *) sequence->name, "sequence") != 0))
    sequence = sequence->next;
  for (guint i = 0; i < table->n_fields; i++)
    {
      const HjRecordField *field = &table->fields[i];
      gboolean prose = field->kind == HJ_VALUE_PROSE;
      xmlNode *declaration = prose && sequence == NULL ? NULL
                             : find_named (prose ? sequence : type, prose ? "element" : "attribute", field->id);

      n_prose += prose;
      if (declaration == NULL)
        {
          g_test_message ("data/dossier.xsd, complexType %s: add <xs:%s name=\"%s\" type=\"%s\"%s/>", table->row,
                          prose ? "element" : "attribute", field->id, type_of (field->kind), prose ? " minOccurs=\"0\"" : "");
          g_test_fail ();
          continue;
        }
      if (field->kind == HJ_VALUE_CHOICE)
        check_choices (schema, declaration, field);
      else
        check_type (schema, declaration, type_of (field->kind));
    }
  g_assert_cmpuint (count_elements (sequence, "element"), ==, n_prose);
  g_assert_cmpuint (count_elements (type, "attribute"), ==, 2 + table->n_fields - n_prose);
}

/* The grammar names the fields once more: it must not drift from the table of all tables. */
static void
test_grammar (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HENGJIAN_DATA_DIR"), "dossier.xsd", NULL);
  g_autofree char *text = NULL;
  gsize length;
  xmlDoc *doc;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  doc = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (doc);
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    check_table (xmlDocGetRootElement (doc), hj_record_table ((HjRecordKind) i));
  xmlFreeDoc (doc);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/xml/random", test_random);
  g_test_add_func ("/exchange/xml/empty", test_empty);
  g_test_add_func ("/exchange/xml/bytes", test_bytes);
  g_test_add_func ("/exchange/xml/order", test_order);
  g_test_add_func ("/exchange/xml/large", test_large);
  g_test_add_func ("/exchange/xml/speed", test_speed);
  g_test_add_func ("/exchange/xml/grammar", test_grammar);
  return hj_test_run ();
}
