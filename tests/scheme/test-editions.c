/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-scheme-diff.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* Two editions that differ anywhere are told as different: a value of the file is changed, and if the file
 * still is a scheme, the comparison says so. */

/* So many values of a file are tried, spread evenly over it. */
#define N_TRIED 150

static HjScheme *
read_scheme (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return hj_scheme_read (bytes, "edition.hjs", NULL);
}

/* The values of attributes, as pairs of offsets. Not those of the scheme's own element: its id and edition differ
 * between editions, and its name space is none of it. */
static GArray *
find_values (const char *text)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (gsize));
  const char *at = strchr (strstr (text, "<scheme"), '>');

  while ((at = strstr (at, "=\"")) != NULL)
    {
      gsize from = (gsize) (at + 2 - text);
      const char *line = g_strrstr_len (text, at - text, "<");
      gsize to;

      at = strchr (at + 2, '"');
      to = (gsize) (at - text);
      if (g_str_has_prefix (line, "<!--") || g_str_has_prefix (line, "<?"))
        continue;
      g_array_append_val (values, from);
      g_array_append_val (values, to);
    }
  return values;
}

static char *
dup_other (const char *value)
{
  char *end;

  if (strcmp (value, "yes") == 0)
    return g_strdup ("no");
  if (strcmp (value, "no") == 0)
    return g_strdup ("yes");
  g_ascii_strtoll (value, &end, 10);
  if (*value != '\0' && *end == '\0')
    return g_strdup_printf ("%d", (int) g_ascii_strtoll (value, NULL, 10) + 1);
  return g_strconcat (value, "x", NULL);
}

static void
test_values (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load (data, &error);
  g_autofree char *text = g_strndup (g_bytes_get_data (scheme->bytes, NULL), g_bytes_get_size (scheme->bytes));
  g_autoptr (GArray) values = find_values (text);
  guint n = values->len / 2;
  guint step = MAX (n / N_TRIED, 1);
  guint read = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < n; i += step)
    {
      gsize from = g_array_index (values, gsize, 2 * i);
      gsize to = g_array_index (values, gsize, 2 * i + 1);
      g_autofree char *value = g_strndup (text + from, to - from);
      g_autofree char *other = dup_other (value);
      g_autofree char *before = g_strndup (text, from);
      g_autofree char *changed = g_strconcat (before, other, text + to, NULL);
      g_autoptr (HjScheme) edition = read_scheme (changed);
      g_autoptr (HjSchemeDiff) diff = NULL;

      if (edition == NULL)
        continue;
      diff = hj_scheme_diff_new (scheme, edition);
      g_assert_false (diff->same_file);
      if (diff->n_changed + diff->n_new + diff->n_gone == 0)
        g_error ("%s: “%s” for “%s” at %" G_GSIZE_FORMAT " is told as equal: %.80s", (const char *) data, other, value, from,
                 text + from - 40);
      read++;
    }
  g_test_message ("%u values of %u tried", read, n);
  /* A scheme's sense refuses many a value, but not most. */
  g_assert_cmpuint (read, >, n / step / 4);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_data_func ("/editions/zhejiang", "zhejiang-2020", test_values);
  g_test_add_data_func ("/editions/jilin", "jilin-2022", test_values);

  return hj_test_run ();
}
