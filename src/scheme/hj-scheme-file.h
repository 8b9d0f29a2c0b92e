/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-scheme.h"

G_BEGIN_DECLS

#define HJ_SCHEME_MAX_BYTES (2 * 1024 * 1024)

/* One thing wrong with a scheme file: file, line, element, and what is expected, in a sentence. */
typedef struct { char *file; int line; char *element; char *message; } HjSchemeProblem;

/**
 * hj_scheme_read:
 * @name: what to call the file in errors
 *
 * Grammar (XML Schema), then sense. No entities, no DOCTYPE, no network.
 * INVALID or TOO_LARGE; the message is the first problem, with its place.
 */
HjScheme  *hj_scheme_read (GBytes *bytes, const char *name, GError **error);
/* All problems, an empty array for a sound scheme. (element-type HjSchemeProblem) */
GPtrArray *hj_scheme_check (GBytes *bytes, const char *name);
char      *hj_scheme_problem_format (const HjSchemeProblem *problem);  /* "x.hjs:12: item 2.1: …" */

/* The catalogue: the program's schemes, then those in the user's data folder. Cheap: only
 * the head of each file is read until one is loaded. (element-type HjSchemeEntry) */
typedef struct { char *id, *edition, *short_title, *title, *path; gboolean user; } HjSchemeEntry;
GPtrArray *hj_scheme_catalogue (GError **error);
/* What is wrong with the files in the user's folder, each read whole: "file:line: element: expectation", a few lines a
 * file at most; a sound file adds nothing and hides no other. (transfer full) (element-type utf8) */
GPtrArray *hj_scheme_list_damaged (void);
HjScheme  *hj_scheme_load (const char *id, GError **error);  /* NOT_FOUND names the ids there are */

/* Puts a checked scheme into the user's folder, from where it stands before one of the program's with the same id.
 * INVALID with the first problem; CHANGED if @replace is FALSE and there is another with this id among the user's own,
 * or one of the program's with this id and edition. The same file again changes nothing. */
HjSchemeEntry *hj_scheme_add (const char *path, gboolean replace, GError **error);
gboolean       hj_scheme_remove (const char *id, GError **error);  /* the user's own only */
void           hj_scheme_entry_free (HjSchemeEntry *entry);

/* The folders: HENGJIAN_DATA_DIR if set (tests, an uninstalled build), else the installed one. */
char      *hj_scheme_dup_data_dir (void);

G_END_DECLS
