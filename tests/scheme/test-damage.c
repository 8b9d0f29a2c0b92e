/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-error.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* A thousand damaged schemes: each is refused in a sentence or read soundly, in
 * bounded time. The generator is seeded: a failure comes back under its number. */

#define N_DAMAGED 1000
#define SECONDS_EACH 5

typedef void (*Damage) (GString *text, GRand *rand);

static gsize
somewhere (GString *text,
           GRand   *rand)
{
  return text->len ? (gsize) g_rand_int_range (rand, 0, (gint32) text->len) : 0;
}

static void
flip_bits (GString *text,
           GRand   *rand)
{
  for (int n = g_rand_int_range (rand, 1, 20); n > 0; n--)
    text->str[somewhere (text, rand)] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
}

static void
truncate_text (GString *text,
               GRand   *rand)
{
  g_string_truncate (text, somewhere (text, rand));
}

static void
drop_middle (GString *text,
             GRand   *rand)
{
  gsize at = somewhere (text, rand);
  gsize length = (gsize) g_rand_int_range (rand, 1, 4000);

  g_string_erase (text, (gssize) at, (gssize) MIN (text->len - at, length));
}

/* A whole element that takes one line, from `<` to the line's end. */
static gboolean
find_line (GString *text,
           GRand   *rand,
           gsize   *start,
           gsize   *length)
{
  const char *at = text->str + somewhere (text, rand);
  const char *line = memchr (at, '\n', (gsize) (text->str + text->len - at));
  const char *end = line ? memchr (line + 1, '\n', (gsize) (text->str + text->len - line - 1)) : NULL;

  if (end == NULL)
    return FALSE;
  *start = (gsize) (line + 1 - text->str);
  *length = (gsize) (end - line);
  return TRUE;
}

static void
delete_element (GString *text,
                GRand   *rand)
{
  gsize start, length;

  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    if (find_line (text, rand, &start, &length))
      g_string_erase (text, (gssize) start, (gssize) length);
}

static void
duplicate_element (GString *text,
                   GRand   *rand)
{
  gsize start, length;

  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    if (find_line (text, rand, &start, &length))
      {
        g_autofree char *line = g_strndup (text->str + start, length);
        g_string_insert (text, (gssize) start, line);
      }
}

static void
swap_values (GString *text,
             GRand   *rand)
{
  static const char *const values[] = {
    "\"\"", "\"0\"", "\"-1\"", "\"99999\"", "\"99999999999999999999\"", "\"1e9\"", "\"NaN\"", "\"1 2 3\"", "\"yes\"",
    "\"&#x0;\"", "\"&amp;\"", "\"((((((((((\"", "\"\xe2\x80\xae\"", "\"2020-13-45\"", "\"%s%n\"", "\"1.1\"",
  };

  for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
    {
      const char *from = strchr (text->str + somewhere (text, rand), '"');
      const char *to = from ? strchr (from + 1, '"') : NULL;

      if (to == NULL)
        continue;
      gssize at = from - text->str;
      g_string_erase (text, at, to - from + 1);
      g_string_insert (text, at, values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))]);
    }
}

static void
put_before_root (GString    *text,
                 const char *what)
{
  const char *root = strstr (text->str, "<scheme");

  g_string_insert (text, root ? root - text->str : 0, what);
}

static void
entity_bomb (GString *text,
             GRand   *rand)
{
  g_autoptr (GString) bomb = g_string_new ("<!DOCTYPE scheme [<!ENTITY e0 \"aaaaaaaaaa\">");
  const char *title = strstr (text->str, "<title>");

  for (int i = 1; i < g_rand_int_range (rand, 3, 12); i++)
    g_string_append_printf (bomb, "<!ENTITY e%d \"&e%d;&e%d;&e%d;&e%d;&e%d;&e%d;&e%d;&e%d;&e%d;&e%d;\">",
                            i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
  g_string_append (bomb, "]>");
  if (title)
    g_string_insert (text, title + strlen ("<title>") - text->str, "&e2;");
  put_before_root (text, bomb->str);
}

static void
external_entity (GString *text,
                 GRand   *rand)
{
  static const char *const types[] = {
    "<!DOCTYPE scheme SYSTEM \"file:///etc/passwd\">",
    "<!DOCTYPE scheme [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE scheme PUBLIC \"-//x//y\" \"http://127.0.0.1:9/x.dtd\">",
    "<!DOCTYPE scheme [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]>",
    "<?xml-stylesheet href=\"file:///etc/passwd\"?>",
    "<!ELEMENT x ANY>",
  };

  put_before_root (text, types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))]);
}

static void
huge_attribute (GString *text,
                GRand   *rand)
{
  g_autofree char *value = g_strnfill ((gsize) g_rand_int_range (rand, 1, 300000), 'a');
  g_autofree char *attribute = g_strdup_printf (" x=\"%s\"", value);
  const char *at = strstr (text->str, "<item");

  g_string_insert (text, at ? at - text->str + 5 : 0, attribute);
}

static void
many_attributes (GString *text,
                 GRand   *rand)
{
  g_autoptr (GString) attributes = g_string_new (NULL);
  const char *at = strstr (text->str, "<section");

  for (int i = g_rand_int_range (rand, 1, 60000); i > 0; i--)
    g_string_append_printf (attributes, " a%d=\"\"", i);
  g_string_insert (text, at ? at - text->str + 8 : 0, attributes->str);
}

static void
deep_nesting (GString *text,
              GRand   *rand)
{
  int depth = g_rand_int_range (rand, 1, 100000);
  g_autoptr (GString) nest = g_string_new (NULL);
  const char *at = strstr (text->str, "<rubric");

  for (int i = 0; i < depth; i++)
    g_string_append (nest, "<a>");
  for (int i = 0; i < depth && g_rand_boolean (rand); i++)
    g_string_append (nest, "</a>");
  g_string_insert (text, at ? at - text->str : 0, nest->str);
}

static void
many_elements (GString *text,
               GRand   *rand)
{
  g_autoptr (GString) many = g_string_new (NULL);
  const char *at = strstr (text->str, "</rubric>");

  for (int i = g_rand_int_range (rand, 1, 100000); i > 0; i--)
    g_string_append (many, "<phrase/>");
  g_string_insert (text, at ? at - text->str : 0, many->str);
}

static void
foreign_namespace (GString *text,
                   GRand   *rand)
{
  static const char *const attributes[] = {
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x file:///etc/passwd\"",
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"/etc/passwd\"",
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"",
    " xmlns:xi=\"http://www.w3.org/2001/XInclude\" xi:href=\"/etc/passwd\"",
    " xml:base=\"file:///etc/\"",
    " xmlns=\"urn:other\"",
  };
  const char *at = strstr (text->str, "<head");

  g_string_insert (text, at ? at - text->str + 5 : 0, attributes[g_rand_int_range (rand, 0, G_N_ELEMENTS (attributes))]);
}

static void
other_bytes (GString *text,
             GRand   *rand)
{
  static const char *const pieces[] = {
    "\xff\xfe<\0s\0", "\xef\xbf\xbf", "\xc0\x80", "\xed\xa0\x80", "]]>", "<![CDATA[", "<!--", "<?xml version='1.1'?>", "\x01",
    "&#xD800;", "&#1114112;", "&lt", "<scheme", "+ADw-", "\xef\xbb\xbf",
  };

  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    g_string_insert (text, (gssize) somewhere (text, rand), pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

static const struct { const char *name; Damage damage; } damages[] = {
  { "flipped bits", flip_bits },
  { "truncated", truncate_text },
  { "a piece missing", drop_middle },
  { "lines missing", delete_element },
  { "lines doubled", duplicate_element },
  { "other values", swap_values },
  { "entity bomb", entity_bomb },
  { "external entity", external_entity },
  { "huge attribute", huge_attribute },
  { "many attributes", many_attributes },
  { "deep nesting", deep_nesting },
  { "many elements", many_elements },
  { "foreign namespace", foreign_namespace },
  { "other bytes", other_bytes },
};

static char *
read_whole (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What a sound scheme keeps, whatever was done to its file. */
static void
assert_sound (HjScheme *scheme)
{
  g_assert_cmpuint (scheme->sections->len, >, 0);
  g_assert_cmpuint (strlen (scheme->digest), ==, 64);
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);
      HjPoints sum = 0;

      for (guint j = 0; j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          g_assert_true (hj_scheme_find_item (scheme, item->id) == item);
          g_assert_cmpuint (item->criteria->len, >, 0);
          sum += item->points;
        }
      g_assert_cmpint (sum, ==, section->points);
    }
  if (scheme->pass.present)
    g_assert_cmpint (scheme->pass.line, <=, hj_scheme_full_points (scheme));
}

static void
check_one (guint       number,
           const char *name,
           GString    *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (HjScheme) scheme = hj_scheme_read (bytes, "damaged.hjs", &error);
  gint64 took = g_get_monotonic_time () - start;

  if (took > SECONDS_EACH * G_USEC_PER_SEC)
    g_error ("%u (%s) took %.1f s", number, name, (double) took / G_USEC_PER_SEC);
  if (scheme != NULL)
    {
      assert_sound (scheme);
      return;
    }
  g_assert_nonnull (error);
  g_assert_true (error->domain == HJ_ERROR);
  g_assert_true (error->code == HJ_ERROR_INVALID || error->code == HJ_ERROR_TOO_LARGE || error->code == HJ_ERROR_TOO_NEW);
  g_assert_true (g_str_has_prefix (error->message, "damaged.hjs:"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 6000);
}

static void
test_damaged (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "schemes", "zhejiang-2020.hjs", NULL);
  g_autofree char *other = g_test_build_filename (G_TEST_DIST, "samples", "points.hjs", NULL);
  g_autofree char *zhejiang = read_whole (path);
  g_autofree char *points = read_whole (other);

  for (guint i = 0; i < N_DAMAGED; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (20201105 + i);
      g_autoptr (GString) text = g_string_new (i % 2 ? zhejiang : points);
      guint kind = (i / 2) % G_N_ELEMENTS (damages);

      damages[kind].damage (text, rand);
      check_one (i, damages[kind].name, text);
    }
}

/* What must never be read, whatever else is right with it. */
static void
test_always_refused (gconstpointer data)
{
  static const guint always[] = { 6, 9, 12 };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "points.hjs", NULL);
  g_autofree char *points = read_whole (path);

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    for (guint seed = 0; seed < 20; seed++)
      {
        g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
        g_autoptr (GString) text = g_string_new (points);
        g_autoptr (GBytes) bytes = NULL;

        damages[always[i]].damage (text, rand);
        bytes = g_bytes_new (text->str, text->len);
        if (hj_scheme_read (bytes, "x", NULL) != NULL)
          g_error ("%s (%u) was read", damages[always[i]].name, seed);
      }
}

static void
test_too_large (void)
{
  g_autofree char *blank = g_strnfill (HJ_SCHEME_MAX_BYTES + 1, ' ');
  g_autoptr (GBytes) large = g_bytes_new (blank, HJ_SCHEME_MAX_BYTES + 1);
  g_autoptr (GBytes) fits = g_bytes_new (blank, HJ_SCHEME_MAX_BYTES);
  g_autoptr (GBytes) empty = g_bytes_new ("", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (hj_scheme_read (large, "large.hjs", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "large.hjs: This file is too large for a scheme. A scheme has at most 2 MiB.");
  g_clear_error (&error);
  g_assert_null (hj_scheme_read (fits, "blank.hjs", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (hj_scheme_read (empty, "empty.hjs", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
}

/* The worst that fits the bounds is still quick: no time is spent that grows with its square. */
static void
test_worst_within_bounds (void)
{
  g_autoptr (GString) text = g_string_new ("<scheme xmlns=\"urn:hengjian:scheme:1\" id=\"a\" edition=\"1\" kind=\"points\">");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  for (int i = 0; i < 19000; i++)
    {
      g_string_append (text, "<x");
      for (int j = 0; j < 10; j++)
        g_string_append_printf (text, " a%d=\"\"", j);
      g_string_append (text, "/>");
    }
  g_string_append (text, "</scheme>");
  g_assert_cmpuint (text->len, <, HJ_SCHEME_MAX_BYTES);
  bytes = g_bytes_new (text->str, text->len);
  start = g_get_monotonic_time ();
  g_assert_null (hj_scheme_read (bytes, "worst.hjs", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SECONDS_EACH * G_USEC_PER_SEC);
}

static gpointer
read_on_thread (gpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (HjScheme) scheme = hj_scheme_read (data, "thread.hjs", NULL);
      g_assert_nonnull (scheme);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "points.hjs", NULL);
  g_autofree char *points = read_whole (path);
  g_autoptr (GBytes) bytes = g_bytes_new (points, strlen (points));
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_on_thread, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/scheme/damage/thousand", test_damaged);
  g_test_add_data_func ("/scheme/damage/always-refused", NULL, test_always_refused);
  g_test_add_func ("/scheme/damage/too-large", test_too_large);
  g_test_add_func ("/scheme/damage/worst-within-bounds", test_worst_within_bounds);
  g_test_add_func ("/scheme/damage/threads", test_threads);
  return hj_test_run ();
}
