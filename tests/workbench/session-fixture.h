/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-safe-file.h"
#include "hj-session.h"

G_BEGIN_DECLS

/* A fresh dossier of one expert in a folder of its own, a second process, and bounded waits. */

typedef struct {
  char      *folder;
  char      *path;
  HjSession *session;
  char      *expert;
} Fixture;

typedef struct {
  GMainLoop    *loop;
  GAsyncResult *result;
} Wait;

GPtrArray *one_member (const char *name);
HjSession *must_open (const char *path, HjSessionMode mode);
void must_close (HjSession **session);
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
GPtrArray *verdict (Fixture *fixture, const char *criterion, HjVerdict verdict_);
gboolean try_record (Fixture *fixture, const char *criterion, GError **error);
void must_record (Fixture *fixture, const char *criterion);
guint count_findings (HjSession *session);
char *digest_of (const char *path);
char *dup_work_folder (void);
char *dup_place (HjSession *session);
GPid start_child (const char *mode, const char *path);
void kill_child (GPid pid);
void done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
gboolean late_cb (gpointer data);  /* fails the test: for a deadline */
void wait_for (Wait *wait);
Wait wait_new (void);
void wait_clear (Wait *wait);
int refuse_target_cb (HjFileOp op, const char *path, gpointer user_data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wait, wait_clear)

#define ADD(path, data, func) \
  g_test_add (path, Fixture, GINT_TO_POINTER (data), fixture_set_up, func, fixture_tear_down)

G_END_DECLS
