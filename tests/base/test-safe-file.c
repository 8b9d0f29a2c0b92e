/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <utime.h>
#include <unistd.h>

#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-test.h"

#define OLD "what stood there before"

typedef struct {
  guint fail_at;  /* the Nth step, from 1 */
  int   errnum;
  guint step;
  HjFileOp op;    /* of the step that failed */
} Fault;

static int
fail_nth (HjFileOp    op,
          const char *path,
          gpointer    user_data)
{
  Fault *fault = user_data;

  if (++fault->step != fault->fail_at)
    return 0;
  fault->op = op;
  return fault->errnum;
}

static GBytes *
make_bytes (gsize size)
{
  guchar *data = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    data[i] = (guchar) (i * 31 + i / 977);
  return g_bytes_new_take (data, size);
}

static void
assert_file (const char *path,
             GBytes     *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = hj_safe_file_read (path, 1 << 30, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, bytes));
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = { 0, 1, 4095, 262144, 262145, 3000001 };
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "文件 with space.hjd", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.hjd", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = make_bytes (sizes[i]);

      g_assert_true (hj_safe_file_write (path, bytes, 0600, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      assert_file (path, bytes);
      g_assert_true (hj_safe_file_copy (path, copy, sizes[i], 0600, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      assert_file (copy, bytes);
      g_assert_cmpuint (hj_test_count_files (folder), ==, 2);
    }
}

/* Each step in turn fails in each way: the target is what it was, nothing is left lying about, the error is loud.
 * Only the last step, the folder's flush, comes too late for that: there the file is the new one, whole. */
static void
sweep (int         errnum,
       HjErrorCode code,
       gboolean    copy)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *elsewhere = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "target.hjd", NULL);
  g_autofree char *source = g_build_filename (elsewhere, "source.hjd", NULL);
  g_autoptr (GBytes) old = g_bytes_new_static (OLD, strlen (OLD));
  g_autoptr (GBytes) fresh = make_bytes (700000);
  gboolean done = FALSE;
  guint n;

  g_assert_true (hj_safe_file_write (source, fresh, 0600, NULL, NULL, NULL, NULL));
  for (n = 1; !done && n < 50; n++)
    {
      g_autoptr (GError) error = NULL;
      Fault fault = { .fail_at = n, .errnum = errnum };

      g_assert_true (hj_safe_file_write (path, old, 0600, NULL, NULL, NULL, NULL));
      hj_safe_file_set_fault (fail_nth, &fault);
      done = copy ? hj_safe_file_copy (source, path, 1 << 20, 0600, NULL, NULL, NULL, &error)
                  : hj_safe_file_write (path, fresh, 0600, NULL, NULL, NULL, &error);
      hj_safe_file_set_fault (NULL, NULL);
      g_assert_cmpuint (hj_test_count_files (folder), ==, 1);
      if (done)
        {
          g_assert_no_error (error);
          assert_file (path, fresh);
          continue;
        }
      g_assert_error (error, HJ_ERROR, (int) code);
      g_assert_nonnull (strstr (error->message, "target.hjd"));
      assert_file (path, fault.step == 7 ? fresh : old);
    }
  /* open, three writes, flush, rename, flush of the folder, and the round in which nothing fails */
  g_assert_true (done);
  g_assert_cmpuint (n - 1, ==, 8);
}

static void
test_sweep (void)
{
  sweep (ENOSPC, HJ_ERROR_FULL, FALSE);
  sweep (EDQUOT, HJ_ERROR_FULL, FALSE);
  sweep (EIO, HJ_ERROR_IO, FALSE);
  sweep (ENOSPC, HJ_ERROR_FULL, TRUE);
  sweep (EIO, HJ_ERROR_IO, TRUE);
}

/* A file system that cannot flush, or a folder that may be written but not read, is no failure. */
static char *
leave_file (const char *folder,
            const char *name,
            gboolean    old)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "half", 4, NULL));
  if (old)
    g_assert_cmpint (utime (path, &(struct utimbuf) { 1600000000, 1600000000 }), ==, 0);
  return path;
}

/* What a killed program left is swept by the next write; another writer's file and the user's own are not. */
static void
test_left_behind (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *target = g_build_filename (folder, "a.hjd", NULL);
  g_autofree char *left = leave_file (folder, ".hj-0123abcd.tmp", TRUE);
  g_autofree char *young = leave_file (folder, ".hj-0123abce.tmp", FALSE);
  g_autofree char *held = leave_file (folder, ".hj-0123abcf.tmp", TRUE);
  g_autofree char *users = leave_file (folder, ".hj-notes.tmp", TRUE);
  g_autofree char *other = leave_file (folder, ".hj-0123abcg.tmp", TRUE);
  g_autoptr (GBytes) bytes = make_bytes (10);
  int fd = open (held, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  g_assert_true (hj_safe_file_write (target, bytes, 0600, NULL, NULL, NULL, NULL));
  assert_file (target, bytes);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (held, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (users, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  close (fd);
}

static void
test_flush_impossible (void)
{
  static const int errnums[] = { EACCES, EROFS, EPERM };
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GBytes) bytes = make_bytes (10);

  for (guint i = 0; i < G_N_ELEMENTS (errnums); i++)
    {
      g_autoptr (GError) error = NULL;
      Fault early = { .fail_at = 1, .errnum = errnums[i] };
      Fault late = { .fail_at = 5, .errnum = errnums[i] };

      hj_safe_file_set_fault (fail_nth, &early);
      g_assert_false (hj_safe_file_write (path, bytes, 0600, NULL, NULL, NULL, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_DENIED);
      hj_safe_file_set_fault (fail_nth, &late);
      g_assert_true (hj_safe_file_write (path, bytes, 0600, NULL, NULL, NULL, NULL));
      g_assert_cmpint (late.op, ==, HJ_FILE_OP_SYNC);
      hj_safe_file_set_fault (NULL, NULL);
    }
}

static void
test_modes (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GBytes) bytes = make_bytes (10);
  mode_t mask = umask (022);
  struct stat info;

  g_assert_true (hj_safe_file_write (path, bytes, 0, NULL, NULL, NULL, NULL));
  g_assert_no_errno (stat (path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0644);
  g_assert_no_errno (chmod (path, 0640));
  g_assert_true (hj_safe_file_write (path, bytes, 0, NULL, NULL, NULL, NULL));
  g_assert_no_errno (stat (path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0640);
  g_assert_true (hj_safe_file_write (path, bytes, 0600, NULL, NULL, NULL, NULL));
  g_assert_no_errno (stat (path, &info));
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  umask (mask);
}

static void
test_links (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *elsewhere = hj_test_new_folder ();
  g_autofree char *real = g_build_filename (elsewhere, "real", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *dangling = g_build_filename (folder, "dangling", NULL);
  g_autoptr (GBytes) bytes = make_bytes (10);
  g_autoptr (GBytes) other = make_bytes (11);

  g_assert_true (hj_safe_file_write (real, bytes, 0600, NULL, NULL, NULL, NULL));
  g_assert_no_errno (symlink (real, link));
  g_assert_no_errno (symlink ("/nonexistent/file", dangling));
  g_assert_true (hj_safe_file_write (link, other, 0600, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_file (real, other);
  g_assert_false (hj_safe_file_write (dangling, other, 0600, NULL, NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_assert_true (g_file_test (dangling, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (hj_test_count_files (folder), ==, 2);
  g_assert_cmpuint (hj_test_count_files (elsewhere), ==, 1);
}

static void
assert_write_refused (const char  *path,
                      HjErrorCode  code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_bytes (10);

  g_assert_false (hj_safe_file_write (path, bytes, 0600, NULL, NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, (int) code);
}

static void
assert_read_refused (const char  *path,
                     HjErrorCode  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hj_safe_file_read (path, 100, NULL, &error));
  g_assert_error (error, HJ_ERROR, (int) code);
}

static void
test_refusals (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *inside = g_build_filename (folder, "no", "such", "folder", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *large = g_build_filename (folder, "large", NULL);
  g_autoptr (GBytes) bytes = make_bytes (101);

  assert_write_refused (inside, HJ_ERROR_NOT_FOUND);
  assert_write_refused (folder, HJ_ERROR_INVALID);
  assert_read_refused (inside, HJ_ERROR_NOT_FOUND);
  assert_read_refused (folder, HJ_ERROR_INVALID);
  assert_read_refused ("/dev/zero", HJ_ERROR_INVALID);
  g_assert_no_errno (mkfifo (fifo, 0600));
  assert_read_refused (fifo, HJ_ERROR_INVALID);
  assert_write_refused (fifo, HJ_ERROR_INVALID);
  g_assert_true (hj_safe_file_write (large, bytes, 0600, NULL, NULL, NULL, NULL));
  assert_read_refused (large, HJ_ERROR_TOO_LARGE);
  /* a file whose size is a lie: 0 by stat, endless to read */
  assert_read_refused ("/proc/self/pagemap", HJ_ERROR_TOO_LARGE);
}

static void
test_read_only_folder (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);

  if (geteuid () == 0)
    {
      g_test_skip ("the superuser may write anywhere");
      return;
    }
  g_assert_no_errno (g_chmod (folder, 0500));
  assert_write_refused (path, HJ_ERROR_DENIED);
  g_assert_no_errno (g_chmod (folder, 0700));
}

typedef struct {
  GCancellable *cancellable;
  double        last;
  guint         n;
} Watch;

static void
watch_progress (double   fraction,
                gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (fraction, >, watch->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  watch->last = fraction;
  if (++watch->n == 2 && watch->cancellable != NULL)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_progress_and_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (GBytes) old = g_bytes_new_static (OLD, strlen (OLD));
  g_autoptr (GBytes) bytes = make_bytes (2000000);
  Watch watch = { 0 };

  g_assert_true (hj_safe_file_write (path, bytes, 0600, watch_progress, &watch, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (watch.last, 1.0, 0.000001);
  g_assert_true (hj_safe_file_write (path, old, 0600, NULL, NULL, NULL, NULL));
  watch = (Watch) { .cancellable = cancellable };
  g_assert_false (hj_safe_file_write (path, bytes, 0600, watch_progress, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_file (path, old);
  g_assert_cmpuint (hj_test_count_files (folder), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/safe-file/round-trip", test_round_trip);
  g_test_add_func ("/safe-file/each-step-fails", test_sweep);
  g_test_add_func ("/safe-file/left-behind", test_left_behind);
  g_test_add_func ("/safe-file/flush-impossible", test_flush_impossible);
  g_test_add_func ("/safe-file/modes", test_modes);
  g_test_add_func ("/safe-file/links", test_links);
  g_test_add_func ("/safe-file/refusals", test_refusals);
  g_test_add_func ("/safe-file/read-only-folder", test_read_only_folder);
  g_test_add_func ("/safe-file/progress-and-cancel", test_progress_and_cancel);
  return hj_test_run ();
}
