/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-exchange.h"
#include "hj-scheme-diff.h"
#include "hj-session.h"
#include "hj-standard-result.h"

G_BEGIN_DECLS

/* In and out of an open dossier, its standards, and moving it to another edition. The blocking ones are
 * for the command and the tests; results and progress arrive in the main context of the caller. */

typedef void (*HjSessionProgress) (HjSession *session, double done, gpointer user_data);

/* The plan is matched with the content of now; apply it with hj_session_apply_import*(), which matches it again
 * where the content has changed in between (what is chosen stays chosen), as one undoable step. */
HjImportPlan *hj_session_read_import (HjSession *session, const char *path, GCancellable *cancellable, GError **error);
void          hj_session_read_import_async (HjSession *session, const char *path, HjSessionProgress progress, gpointer progress_data,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HjImportPlan *hj_session_read_import_finish (HjSession *session, GAsyncResult *result, GError **error);
gboolean      hj_session_apply_import (HjSession *session, HjImportPlan *plan, GError **error);
void          hj_session_apply_import_async (HjSession *session, HjImportPlan *plan, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean      hj_session_apply_import_finish (HjSession *session, GAsyncResult *result, GError **error);

/* The format by the ending of @path; atomic. */
gboolean      hj_job_export (HjContent *content, const char *path, HjRecordKind table, gboolean empty, GCancellable *cancellable, GError **error);
void          hj_job_export_async (HjContent *content, const char *path, HjRecordKind table, gboolean empty, HjProgress progress,
                                   gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      hj_job_export_finish (GAsyncResult *result, GError **error);

/* What the standards come to, blocking; @day HJ_DAY_NONE: the visit's, else today. */
HjStandardReport *hj_job_check_standards (HjContent *content, HjDay day, GCancellable *cancellable, GError **error);
/* (nullable) (transfer none): the latest report; "standards-changed" tells of a new one. Computed on a lane of its
 * own after each change of the content, coalesced, from the first call on: not before anyone asks. */
HjStandardReport *hj_session_get_standards (HjSession *session);
gboolean          hj_session_get_standards_stale (HjSession *session);   /* a newer one is on its way */

/* To another edition: one undoable step; the state that is left stays in the dossier. */
gboolean      hj_session_move_scheme (HjSession *session, HjMovePlan *plan, GError **error);
void          hj_session_move_scheme_async (HjSession *session, HjMovePlan *plan, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean      hj_session_move_scheme_finish (HjSession *session, GAsyncResult *result, GError **error);
/* The state of a former edition, to be scored, shown and printed by the scheme of then. */
HjContent    *hj_session_load_former (HjSession *session, gint64 sequence, GError **error);
void          hj_session_load_former_async (HjSession *session, gint64 sequence, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
HjContent    *hj_session_load_former_finish (HjSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
