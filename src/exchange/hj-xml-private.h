/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "hj-error.h"
#include "hj-exchange-private.h"

G_BEGIN_DECLS

/* Between the files of the canonical form. */

#define HJ_CANON_NAMESPACE_STEM "urn:hengjian:dossier:"

/* What lies far beyond any dossier is refused before libxml2 sees it: its time is quadratic
 * in the attributes of a tag. A row may hold 64 texts of 65 536 characters. */
#define HJ_CANON_MAX_ELEMENTS   2000000
#define HJ_CANON_MAX_DEPTH      8  /* dossier, findings, finding, deduction, reason */
#define HJ_CANON_MAX_TAG_BYTES  (8 * 1024 * 1024)
#define HJ_CANON_MAX_ATTRIBUTES 96

#if LIBXML_VERSION >= 21200
typedef const xmlError *HjCanonError;
#else
typedef xmlError *HjCanonError;
#endif

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlParserCtxt, xmlFreeParserCtxt)

/* hj-xml-text.c: characters that XML 1.0 cannot hold are written as _x0001_, and what only looks
 * like that as _x005F_x0001_, so that every text a dossier may hold comes back as it was. */
char     *hj_canon_escape (const char *text);    /* (nullable): NULL where it can stand as it is */
char     *hj_canon_unescape (const char *text);  /* (nullable): NULL where it stands as it is */

/* hj-xml-parse.c; @name: of the file, for the sentence */
gboolean  hj_canon_scan (const char *text, gsize length, const char *name, GError **error);
xmlDoc   *hj_canon_parse (GBytes *bytes, const char *name, GError **error);
/* hj-xml-grammar.c: data/dossier.xsd, compiled in */
gboolean  hj_canon_check (xmlDoc *doc, const char *name, GError **error);
/* Sets CORRUPT: file, line where it is not 0, sentence. Returns FALSE. */
gboolean  hj_canon_fail (const char *name, long line, const char *sentence, GError **error);

G_END_DECLS
