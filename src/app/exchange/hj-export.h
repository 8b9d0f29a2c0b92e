/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

/* Each asks for what it needs, works in the background and tells what came of it in the window. */

/* A file of an applicant's, chosen here, into the open dossier. */
void hj_exchange_import (GtkWindow *window, HjSession *session);
/* A file that was chosen, or dropped on the window. */
void hj_exchange_import_file (GtkWindow *window, HjSession *session, GFile *file);
/* The dossier in the format @suffix: "xml", "xlsx" or "docx". */
void hj_exchange_export (GtkWindow *window, HjSession *session, const char *suffix);
/* One table as CSV; which is asked for. */
void hj_exchange_export_table (GtkWindow *window, HjSession *session);
/* The scheme's form for an applicant to fill, as "xlsx" or "docx". */
void hj_exchange_empty_form (GtkWindow *window, HjScheme *scheme, const char *suffix);
/* Which scheme is asked for first: from the start page. */
void hj_exchange_empty_form_of (GtkWindow *window);

G_END_DECLS
