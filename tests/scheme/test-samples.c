/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-error.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* Every element and attribute of the format, sound and broken. The sound ones
 * are samples/_.hjs; samples/broken.txt breaks them one at a time and keeps the
 * answer. Run with HJ_SAMPLES_WRITE=1 to have the answers written anew, then
 * read each. */

typedef struct {
  char *name;
  char *base;
  char *find;
  char *put;
  char *answer;
} Case;

static void
free_case (gpointer data)
{
  Case *broken = data;

  g_free (broken->name);
  g_free (broken->base);
  g_free (broken->find);
  g_free (broken->put);
  g_free (broken->answer);
  g_free (broken);
}

static char *
sample_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "samples", name, NULL);
}

static char *
read_sample (const char *name)
{
  g_autofree char *path = sample_path (name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static GPtrArray *
read_cases (void)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (free_case);
  g_autofree char *text = read_sample ("broken.txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *base = "";
  Case *broken = NULL;

  for (char **line = lines; *line; line++)
    {
      const char *rest = strlen (*line) > 2 ? *line + 2 : "";

      if (g_str_has_prefix (*line, "== "))
        {
          broken = g_new0 (Case, 1);
          broken->name = g_strdup (*line + 3);
          broken->put = g_strdup ("");
          broken->base = g_strdup (base);
          broken->answer = g_strdup ("");
          g_ptr_array_add (cases, broken);
        }
      else if (g_str_has_prefix (*line, "in "))
        {
          base = *line + 3;
          g_free (broken->base);
          broken->base = g_strdup (base);
        }
      else if (g_str_has_prefix (*line, "- "))
        broken->find = g_strdup (rest);
      else if (g_str_has_prefix (*line, "+ "))
        hj_str_set (&broken->put, rest);
      else if (g_str_has_prefix (*line, "> "))
        hj_str_set (&broken->answer, rest);
    }
  return cases;
}

static GBytes *
break_sample (const Case *broken)
{
  g_autofree char *text = read_sample (broken->base);
  char *at = strstr (text, broken->find);
  GString *result;

  if (at == NULL)
    g_error ("%s: “%s” is not in %s", broken->name, broken->find, broken->base);
  result = g_string_new_len (text, at - text);
  g_string_append (result, broken->put);
  g_string_append (result, at + strlen (broken->find));
  return g_string_free_to_bytes (result);
}

/* "line: element: message" of the first problem, without the file. */
static char *
answer_of (GBytes *bytes)
{
  g_autoptr (GPtrArray) problems = hj_scheme_check (bytes, "");
  g_autofree char *text = NULL;

  if (problems->len == 0)
    return g_strdup ("sound");
  text = hj_scheme_problem_format (g_ptr_array_index (problems, 0));
  g_strdelimit (text, "\n", ' ');
  return g_strdup (text + (g_str_has_prefix (text, ": ") ? 2 : 1));
}

static void
test_broken (gconstpointer data)
{
  const Case *broken = data;
  g_autoptr (GBytes) bytes = break_sample (broken);
  g_autofree char *answer = answer_of (bytes);
  g_autoptr (GError) error = NULL;
  int code = HJ_ERROR_INVALID;

  if (strstr (broken->name, "later form"))
    code = HJ_ERROR_TOO_NEW;
  g_assert_cmpstr (answer, ==, broken->answer);
  g_assert_null (hj_scheme_read (bytes, "x.hjs", &error));
  g_assert_error (error, HJ_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "x.hjs:"));
}

static void
write_answers (GPtrArray *cases)
{
  g_autofree char *path = sample_path ("broken.txt");
  g_autofree char *text = read_sample ("broken.txt");
  const char *start = strstr (text, "== ");
  g_autoptr (GString) result = g_string_new_len (text, start - text);
  const char *base = "";
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < cases->len; i++)
    {
      const Case *broken = g_ptr_array_index (cases, i);
      g_autoptr (GBytes) bytes = break_sample (broken);
      g_autofree char *answer = answer_of (bytes);

      g_string_append_printf (result, "== %s\n", broken->name);
      if (!g_str_equal (base, broken->base))
        g_string_append_printf (result, "in %s\n", broken->base);
      base = broken->base;
      g_string_append_printf (result, "- %s\n", broken->find);
      if (*broken->put)
        g_string_append_printf (result, "+ %s\n", broken->put);
      g_string_append_printf (result, "> %s\n", answer);
    }
  g_file_set_contents (path, result->str, -1, &error);
  g_assert_no_error (error);
}

static void
test_sound (gconstpointer data)
{
  g_autofree char *text = read_sample (data);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) problems = hj_scheme_check (bytes, data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_read (bytes, data, &error);

  g_assert_no_error (error);
  g_assert_nonnull (scheme);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* The grammar as the coverage test reads it: which attributes and children an
 * element may have, following named types. */
typedef struct {
  GHashTable *members;   /* type or element name → set of "@attribute" and "child" */
  GHashTable *types;     /* element name → set of type names */
  GPtrArray  *owners;    /* the stack of what encloses; "" for a level that owns nothing */
} Grammar;

static void
add_to_set (GHashTable *table,
            const char *key,
            const char *value)
{
  GHashTable *set = g_hash_table_lookup (table, key);

  if (set == NULL)
    {
      set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (table, g_strdup (key), set);
    }
  g_hash_table_add (set, g_strdup (value));
}

static const char *
enclosing (GPtrArray *owners)
{
  for (guint i = owners->len; i-- > 0;)
    if (*(const char *) g_ptr_array_index (owners, i))
      return g_ptr_array_index (owners, i);
  return "";
}

static void
grammar_start (GMarkupParseContext  *context,
               const char           *element,
               const char          **names,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  Grammar *grammar = data;
  const char *name = NULL, *type = NULL;
  g_autofree char *own = g_strdup ("");

  for (guint i = 0; names[i]; i++)
    {
      if (g_str_equal (names[i], "name"))
        name = values[i];
      else if (g_str_equal (names[i], "type"))
        type = values[i];
    }
  if (g_str_equal (element, "xs:complexType") && name)
    hj_str_set (&own, name);
  if (g_str_equal (element, "xs:attribute"))
    {
      g_autofree char *attribute = g_strconcat ("@", name, NULL);
      add_to_set (grammar->members, enclosing (grammar->owners), attribute);
    }
  if (g_str_equal (element, "xs:element"))
    {
      if (*enclosing (grammar->owners))
        add_to_set (grammar->members, enclosing (grammar->owners), name);
      if (type)
        add_to_set (grammar->types, name, type);
      else
        {
          hj_str_set (&own, name);
          add_to_set (grammar->types, name, name);
        }
    }
  g_ptr_array_add (grammar->owners, g_steal_pointer (&own));
}

static void
grammar_end (GMarkupParseContext  *context,
             const char           *element,
             gpointer              data,
             GError              **error)
{
  Grammar *grammar = data;

  g_ptr_array_set_size (grammar->owners, (int) grammar->owners->len - 1);
}

static void
sample_start (GMarkupParseContext  *context,
              const char           *element,
              const char          **names,
              const char          **values,
              gpointer              data,
              GError              **error)
{
  GHashTable *seen = data;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);

  if (stack->next)
    g_hash_table_add (seen, g_strconcat (stack->next->data, "/", element, NULL));
  for (guint i = 0; names[i]; i++)
    g_hash_table_add (seen, g_strconcat (element, "/@", names[i], NULL));
}

static void
parse_markup (const char          *text,
              const GMarkupParser *parser,
              gpointer             data)
{
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (parser, 0, data, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
}

static GHashTable *
collect_seen (void)
{
  static const GMarkupParser parser = { .start_element = sample_start };
  static const char *const names[] = { "points.hjs", "conditions.hjs", "minimal.hjs" };
  GHashTable *seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = read_sample (names[i]);
      parse_markup (text, &parser, seen);
    }
  return seen;
}

static gboolean
is_broken_somewhere (GPtrArray  *cases,
                     const char *element,
                     const char *member)
{
  const char *plain = *member == '@' ? member + 1 : member;
  g_autofree char *path = g_strdup_printf ("%s/%s:", element, plain);
  g_autofree char *itself = g_strdup_printf ("%s:", plain);

  for (guint i = 0; i < cases->len; i++)
    {
      const Case *broken = g_ptr_array_index (cases, i);

      if (g_str_has_prefix (broken->name, path) || (*member != '@' && g_str_has_prefix (broken->name, itself)))
        return TRUE;
      /* An element is broken where one of its own members is. */
      if (*member != '@' && g_str_has_prefix (broken->name, plain) && broken->name[strlen (plain)] == '/')
        return TRUE;
    }
  return FALSE;
}

/* Every attribute and child the grammar knows stands in a sound sample, and has
 * a broken one. Readings of rules are of one type: one of them broken will do. */
static void
test_coverage (gconstpointer data)
{
  static const GMarkupParser parser = { .start_element = grammar_start, .end_element = grammar_end };
  GPtrArray *cases = (GPtrArray *) data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "scheme.xsd", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) seen = collect_seen ();
  g_autoptr (GPtrArray) owners = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  Grammar grammar = { .members = members, .types = types, .owners = owners };
  GHashTableIter elements;
  gpointer element, set;
  guint checked = 0, missing = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  parse_markup (text, &parser, &grammar);
  g_hash_table_iter_init (&elements, types);
  while (g_hash_table_iter_next (&elements, &element, &set))
    {
      g_autofree gpointer *names = g_hash_table_get_keys_as_array (set, NULL);

      for (guint i = 0; names[i]; i++)
        {
          GHashTable *own = g_hash_table_lookup (members, names[i]);
          g_autofree gpointer *member = own ? g_hash_table_get_keys_as_array (own, NULL) : NULL;

          for (guint j = 0; member && member[j]; j++, checked++)
            {
              g_autofree char *pair = g_strdup_printf ("%s/%s", (char *) element, (char *) member[j]);

              if (!g_hash_table_contains (seen, pair))
                g_test_message ("no sound sample has %s", pair), missing++;
              if (!is_broken_somewhere (cases, element, member[j]))
                g_test_message ("no broken sample of %s", pair), missing++;
            }
        }
    }
  g_test_message ("%u elements and attributes in their places", checked);
  g_assert_cmpuint (checked, >, 150);
  g_assert_cmpuint (missing, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) cases = NULL;

  hj_test_init (&argc, &argv);
  cases = read_cases ();
  if (g_getenv ("HJ_SAMPLES_WRITE"))
    {
      write_answers (cases);
      return 0;
    }
  g_assert_cmpuint (cases->len, >, 150);
  g_test_add_data_func ("/scheme/sound/points", "points.hjs", test_sound);
  g_test_add_data_func ("/scheme/sound/conditions", "conditions.hjs", test_sound);
  g_test_add_data_func ("/scheme/sound/minimal", "minimal.hjs", test_sound);
  g_test_add_data_func ("/scheme/coverage", cases, test_coverage);
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *broken = g_ptr_array_index (cases, i);
      g_autofree char *name = g_strdelimit (g_strdup (broken->name), "/: ", '-');
      g_autofree char *path = g_strconcat ("/scheme/broken/", name, NULL);

      g_test_add_data_func (path, broken, test_broken);
    }
  return hj_test_run ();
}
