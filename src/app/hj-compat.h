/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What newer releases of GTK and libadwaita offer as asynchronous calls and the
 * floor doesn't: the signatures are the modern ones, so that only hj-compat.c
 * changes when the floor moves. */

/* A file to open, or a name to save under. HJ_ERROR_NOT_FOUND is never given:
 * G_IO_ERROR_CANCELLED where the user thought better of it. */
void   hj_compat_open_file (GtkWindow           *parent,
                            const char          *title,
                            GFile               *folder,      /* (nullable) */
                            const char          *filter_name,
                            const char          *suffix,      /* "hjd", or several: "xlsx|docx" */
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
GFile *hj_compat_open_file_finish (GAsyncResult *result, GError **error);
void   hj_compat_save_file (GtkWindow           *parent,
                            const char          *title,
                            GFile               *folder,      /* (nullable) */
                            const char          *name,        /* "浙江.pdf" */
                            const char          *filter_name,
                            const char          *suffix,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
GFile *hj_compat_save_file_finish (GAsyncResult *result, GError **error);

/**
 * HjChoice:
 * @id: what hj_compat_choose_finish() returns
 * @label: with a mnemonic
 * @appearance: one of a dialog's choices at most is suggested
 *
 * A list of them ends with an entry whose id is %NULL.
 */
typedef struct {
  const char            *id;
  const char            *label;
  AdwResponseAppearance  appearance;
} HjChoice;

/* Asks. The first choice is the one that Escape and closing the question mean. */
void   hj_compat_choose (GtkWindow           *parent,
                         const char          *heading,
                         const char          *body,
                         GtkWidget           *extra,          /* (nullable) (transfer floating) */
                         const HjChoice      *choices,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data);
char  *hj_compat_choose_finish (GAsyncResult *result, GError **error);

/* Another program shows the file, or its folder with the file in it. */
void   hj_compat_show_file (GtkWindow *parent, GFile *file);
void   hj_compat_show_folder (GtkWindow *parent, GFile *file);

G_END_DECLS
