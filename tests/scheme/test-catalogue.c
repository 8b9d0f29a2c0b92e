/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "hj-error.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* The program's folder and the user's, both private to each test. */

static char *own;
static char *users;

static void
set_up (void)
{
  g_autofree char *data = hj_test_new_folder ();

  g_free (own);
  g_free (users);
  own = g_build_filename (data, "schemes", NULL);
  users = g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", NULL);
  hj_test_remove_tree (users);
  g_assert_no_errno (g_mkdir_with_parents (own, 0700));
  g_assert_no_errno (g_mkdir_with_parents (users, 0700));
  g_setenv ("HENGJIAN_DATA_DIR", data, TRUE);
}

static void
put (const char *folder,
     const char *file,
     const char *id,
     const char *edition)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text =
    g_strdup_printf ("<scheme xmlns='urn:hengjian:scheme:1' id='%s' edition='%s' kind='conditions'>\n"
                     "<head><title>方案 %s</title><short-title>短 %s</short-title><notice authority='局'>通知</notice></head>\n"
                     "<methods><method id='site'>看</method></methods>\n"
                     "<rubric><section id='1'><title>一</title><item id='1.1'><title>一</title><condition/>"
                     "<criterion id='1.1.1'><text>有</text></criterion></item></section></rubric></scheme>\n",
                     id, edition, id, edition);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
put_text (const char *folder,
          const char *file,
          const char *text,
          gssize      length)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
test_lists_both (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const HjSchemeEntry *entry;

  set_up ();
  put (own, "b.hjs", "second", "1");
  put (own, "a.hjs", "third", "1");
  put (users, "mine.hjs", "first", "7");
  put_text (own, "notes.txt", "no scheme", -1);
  entries = hj_scheme_catalogue (&error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 3);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->id, ==, "first");
  g_assert_cmpstr (entry->edition, ==, "7");
  g_assert_cmpstr (entry->title, ==, "方案 first");
  g_assert_cmpstr (entry->short_title, ==, "短 7");
  g_assert_true (entry->user);
  g_assert_true (g_str_has_suffix (entry->path, "mine.hjs"));
  g_assert_false (((const HjSchemeEntry *) g_ptr_array_index (entries, 1))->user);
}

static void
test_users_own_stands_before (void)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (HjScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;

  set_up ();
  put (own, "z.hjs", "same", "1");
  put (users, "z.hjs", "same", "2");
  entries = hj_scheme_catalogue (NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  scheme = hj_scheme_load ("same", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scheme->edition, ==, "2");
}

static void
test_not_found (void)
{
  g_autoptr (GError) error = NULL;

  set_up ();
  put (own, "a.hjs", "alpha", "1");
  put (own, "b.hjs", "beta", "1");
  put_text (users, "broken.hjs", "<schem", -1);
  g_assert_null (hj_scheme_load ("gamma", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "“gamma”"));
  g_assert_nonnull (strstr (error->message, "alpha, beta"));
  g_assert_nonnull (strstr (error->message, "broken.hjs"));
  g_clear_error (&error);
  g_assert_null (hj_scheme_load ("../a", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;

  set_up ();
  g_assert_null (hj_scheme_catalogue (&error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (hj_scheme_load ("any", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
}

/* Only the head is read: what is wrong behind it shows when the scheme is loaded, with its place. */
static void
test_wrong_behind_the_head (void)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) damaged = NULL;

  set_up ();
  put (own, "a.hjs", "late", "1");
  path = g_build_filename (own, "a.hjs", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  damaged = g_string_new (text);
  g_string_replace (damaged, "<condition/>", "<conditions/>", 0);
  put_text (own, "a.hjs", damaged->str, -1);
  entries = hj_scheme_catalogue (NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_null (hj_scheme_load ("late", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "a.hjs:4: item 1.1/conditions: "));
}

/* Strangers' files in the folder cost nothing but their place in the list. */
static void
test_hostile_files (void)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *fifo = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GString) deep = g_string_new ("<scheme xmlns='urn:hengjian:scheme:1' id='x' edition='1' kind='points'>");

  set_up ();
  put (own, "good.hjs", "good", "1");
  fifo = g_build_filename (users, "fifo.hjs", NULL);
  folder = g_build_filename (users, "folder.hjs", NULL);
  g_assert_no_errno (mkfifo (fifo, 0600));
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  put_text (users, "deep.hjs", deep->str, -1);
  put_text (users, "dtd.hjs", "<!DOCTYPE scheme SYSTEM 'file:///etc/passwd'><scheme/>", -1);
  put_text (users, "zero.hjs", "", 0);
  put_text (users, "bytes.hjs", "\xff\xfe\x00<", 4);
  put_text (users, "other.hjs", "<?xml version='1.0'?><scheme xmlns='urn:other' id='x'><head/></scheme>", -1);
  entries = hj_scheme_catalogue (NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((const HjSchemeEntry *) g_ptr_array_index (entries, 0))->id, ==, "good");
}

/* A head in a file far longer than what is read of it, cut within a character. */
static void
test_long_file (void)
{
  g_autoptr (GPtrArray) entries = NULL;

  for (guint shift = 0; shift < 3; shift++)
    {
      g_autoptr (GString) text = g_string_new ("<scheme xmlns='urn:hengjian:scheme:1' id='long' edition='1' kind='points'>"
                                               "<head><title>长</title><short-title>长</short-title></head><x>");
      for (guint i = 0; i < shift; i++)
        g_string_append_c (text, 'a');
      for (guint i = 0; i < 20000; i++)
        g_string_append (text, "衡");
      g_string_append (text, "</x></scheme>");
      set_up ();
      put_text (own, "long.hjs", text->str, -1);
      g_clear_pointer (&entries, g_ptr_array_unref);
      entries = hj_scheme_catalogue (NULL);
      g_assert_nonnull (entries);
      g_assert_cmpuint (entries->len, ==, 1);
    }
}

static char *
dup_edition (const char *id)
{
  g_autoptr (HjScheme) scheme = hj_scheme_load (id, NULL);

  return g_strdup (scheme != NULL ? scheme->edition : "");
}

#define assert_edition(id, expected)                 \
  G_STMT_START {                                     \
    g_autofree char *edition_ = dup_edition (id);    \
    g_assert_cmpstr (edition_, ==, expected);        \
  } G_STMT_END

static HjSchemeEntry *
add (const char  *folder,
     const char  *file,
     gboolean     replace,
     GError     **error)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);

  return hj_scheme_add (path, replace, error);
}

static void
test_add (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autoptr (GError) error = NULL;
  HjSchemeEntry *entry;

  set_up ();
  hj_test_remove_tree (users);
  put (own, "same.hjs", "same", "1");
  put (folder, "new.hjs", "new", "3");
  put (folder, "other.hjs", "new", "4");
  put (folder, "same.hjs", "same", "2");
  put_text (folder, "broken.hjs", "<scheme/>", -1);

  entry = add (folder, "new.hjs", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->id, ==, "new");
  g_assert_true (entry->user);
  g_assert_true (g_file_test (entry->path, G_FILE_TEST_IS_REGULAR));
  hj_scheme_entry_free (entry);
  assert_edition ("new", "3");

  /* The very same again is no change. */
  entry = add (folder, "new.hjs", FALSE, &error);
  g_assert_no_error (error);
  hj_scheme_entry_free (entry);

  g_assert_null (add (folder, "other.hjs", FALSE, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CHANGED);
  g_clear_error (&error);
  assert_edition ("new", "3");
  entry = add (folder, "other.hjs", TRUE, &error);
  g_assert_no_error (error);
  hj_scheme_entry_free (entry);
  assert_edition ("new", "4");
  g_assert_cmpuint (hj_test_count_files (users), ==, 1);

  /* Another edition of one of the program's stands before it. */
  entry = add (folder, "same.hjs", FALSE, &error);
  g_assert_no_error (error);
  hj_scheme_entry_free (entry);
  assert_edition ("same", "2");

  g_assert_null (add (folder, "broken.hjs", TRUE, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (add (folder, "missing.hjs", TRUE, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_assert_cmpuint (hj_test_count_files (users), ==, 2);
}

/* One of the program's with the same id and edition, but other words, isn't covered unasked. */
static void
test_add_covers_nothing (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "same.hjs", NULL);
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;
  g_autoptr (GError) error = NULL;
  HjSchemeEntry *entry;

  set_up ();
  put (own, "same.hjs", "same", "1");
  put (folder, "same.hjs", "same", "1");
  /* The very same file isn't copied: it would stand before the next one that the program brings. */
  entry = add (folder, "same.hjs", FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (entry->user);
  g_assert_true (g_str_has_prefix (entry->path, own));
  hj_scheme_entry_free (entry);
  g_assert_cmpuint (hj_test_count_files (users), ==, 0);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  longer = g_strconcat (text, "<!-- changed -->\n", NULL);
  put_text (folder, "same.hjs", longer, -1);
  g_assert_null (add (folder, "same.hjs", FALSE, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CHANGED);
}

static void
test_remove (void)
{
  g_autoptr (GError) error = NULL;

  set_up ();
  put (own, "same.hjs", "same", "1");
  put (users, "mine.hjs", "same", "2");
  g_assert_true (hj_scheme_remove ("same", &error));
  g_assert_no_error (error);
  assert_edition ("same", "1");
  g_assert_false (hj_scheme_remove ("same", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hj_scheme_remove ("none", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  assert_edition ("same", "1");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  hj_test_init (&argc, &argv);
  g_test_add_func ("/scheme/catalogue/lists-both", test_lists_both);
  g_test_add_func ("/scheme/catalogue/users-own-stands-before", test_users_own_stands_before);
  g_test_add_func ("/scheme/catalogue/not-found", test_not_found);
  g_test_add_func ("/scheme/catalogue/empty", test_empty);
  g_test_add_func ("/scheme/catalogue/wrong-behind-the-head", test_wrong_behind_the_head);
  g_test_add_func ("/scheme/catalogue/hostile-files", test_hostile_files);
  g_test_add_func ("/scheme/catalogue/long-file", test_long_file);
  g_test_add_func ("/scheme/catalogue/add", test_add);
  g_test_add_func ("/scheme/catalogue/add/covers-nothing", test_add_covers_nothing);
  g_test_add_func ("/scheme/catalogue/remove", test_remove);
  status = hj_test_run ();
  g_free (own);
  g_free (users);
  return status;
}
