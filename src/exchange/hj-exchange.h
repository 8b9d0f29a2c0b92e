/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-import-plan.h"

G_BEGIN_DECLS

/* In and out: the dossier's canonical XML form, spreadsheets, Word forms. Bytes in, values out, and back.
 * What is read is untrusted: bounded, and refused with one clear sentence that names file, place and way out. */

#define HJ_EXCHANGE_NAMESPACE "urn:hengjian:dossier:1"
#define HJ_EXCHANGE_MAX_BYTES (64 * 1024 * 1024)   /* of a file as it lies there */

/* Told as a part of the whole, 0..1, from the thread that works. */
typedef void (*HjProgress) (double done, gpointer user_data);

/* The canonical XML form (data/dossier.xsd): every content table with its row ids, values in their canonical
 * form, what is unknown left out; members, visit, findings with deductions and marks, notes, decisions,
 * relaxations, conclusion; the scheme by id, edition and digest. No history, drafts or device state.
 * Equal contents give equal bytes. */
GBytes    *hj_xml_write (const HjContent *content);
/* @content: (nullable): what it is compared with; the plan of importing it there. Its scheme must be that of the file. */
HjContent *hj_xml_read (GBytes *bytes, const char *name, HjScheme *scheme, GCancellable *cancellable, GError **error);

typedef enum { HJ_FORMAT_XML, HJ_FORMAT_XLSX, HJ_FORMAT_DOCX, HJ_FORMAT_CSV } HjFormat;
/* By name and first bytes; INVALID names what can be read. An old .xls or .doc is told apart, and how to save it anew. */
gboolean   hj_format_guess (GBytes *bytes, const char *name, HjFormat *format, GError **error);
gboolean   hj_format_from_path (const char *path, HjFormat *format);  /* by the ending alone, for writing */

/* Any of them, matched with @content. Nothing is changed. */
HjImportPlan *hj_import_read (GBytes *bytes, const char *name, HjContent *content,
                              HjProgress progress, gpointer user_data, GCancellable *cancellable, GError **error);

#define HJ_EXPORT_ALL_TABLES ((HjRecordKind) HJ_N_RECORD_KINDS)
/* @content: its data is filled in; @empty: the form for an applicant to fill (the scheme alone counts).
 * CSV: @table says which, or all, one below the other. XML is never empty. */
GBytes    *hj_export_write (HjFormat format, const HjContent *content, gboolean empty, HjRecordKind table,
                            HjProgress progress, gpointer user_data, GCancellable *cancellable, GError **error);

G_END_DECLS
