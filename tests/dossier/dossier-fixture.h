/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-digest.h"
#include "hj-error.h"
#include "hj-store.h"
#include "hj-test.h"

G_BEGIN_DECLS

/* Dossiers for the tests of the store. Each helper fails the test rather than
 * return an error, unless it takes one. */

char      *dossier_fresh_path (void);                                         /* in a folder of its own */
HjStore   *dossier_new (HjScheme *scheme);
HjStore   *dossier_new_with_panel (HjScheme *scheme, guint n_experts);
char      *dossier_new_published (HjScheme *scheme);                          /* path; a panel of two, some findings */
HjContent *dossier_load (HjStore *store, HjScheme *scheme);
char      *dossier_digest (HjStore *store, HjScheme *scheme);

/* A verdict of an expert on a criterion; NONE clears it. */
gboolean   dossier_record (HjStore *store, const char *criterion, guint author, guint expert, HjVerdict verdict, GError **error);

/* Random content: every field of every noun, edge cases included. */
HjContent *dossier_random_content (HjScheme *scheme);
HjFinding *dossier_random_finding (HjContent *content, const char *criterion, const char *expert);
HjRecord  *dossier_random_record (HjRecordKind kind, const char *id);          /* canonical values in every field, or none */
GPtrArray *dossier_commands_for (HjContent *content);
void       dossier_assert_same (HjContent *expected, HjContent *actual);      /* all but times, digest and serial */

G_END_DECLS
