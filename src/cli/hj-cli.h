/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-session.h"

G_BEGIN_DECLS

/* hjctl: one file a verb. Text goes out as UTF-8 whatever the locale, so that a
 * script on a bare machine reads the same as a terminal in Hangzhou. */

enum {
  HJ_CLI_OK      = 0,
  HJ_CLI_REFUSED = 1,  /* its reason is on standard error */
  HJ_CLI_MISUSE  = 2,
};

typedef int (*HjCliVerbFunc) (char **arguments);  /* without program and verb */

typedef struct {
  const char    *name;
  const char    *usage;    /* "FILE [--expert NAME]…" */
  const char    *summary;
  HjCliVerbFunc  func;
} HjCliVerb;

int  hj_cli_main (int argc, char **argv);

int  hj_cli_new (char **arguments);
int  hj_cli_record (char **arguments);
int  hj_cli_score (char **arguments);
int  hj_cli_document (char **arguments);
int  hj_cli_verify (char **arguments);
int  hj_cli_scheme (char **arguments);
int  hj_cli_import (char **arguments);
int  hj_cli_export (char **arguments);
int  hj_cli_form (char **arguments);
int  hj_cli_check (char **arguments);

/* Options of a verb; what is left are the operands. Returns -1 to go on, or the exit status. */
int  hj_cli_parse (const char *verb, const GOptionEntry *entries, char ***arguments, guint least, guint most);
int  hj_cli_misuse (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
int  hj_cli_refuse (const GError *error);
void hj_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void hj_cli_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Whether everything printed got out: a full disk behind a pipe is a refusal too. */
int  hj_cli_finish_output (void);

/* Opens for reading and tells on standard error what a reader should know. */
HjSession *hj_cli_open (const char *path, HjSessionMode mode, GError **error);
/* Publishes and closes. Where that fails the work stays in the working copy, as @kept says; the status of that. */
int        hj_cli_close (HjSession *session, const char *kept);
/* A person, a body or an occupation is named in one line. INVALID. */
gboolean   hj_cli_check_name (const char *name, GError **error);
/* By its id, or from a file of one's own: what ends in .hjs or names a folder is a path. */
HjScheme  *hj_cli_load_scheme (const char *id_or_path, GError **error);
const HjMember *hj_cli_find_expert (const HjContent *content, const char *name);

G_END_DECLS
