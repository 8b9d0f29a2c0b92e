/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-scheme-file.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

G_BEGIN_DECLS

#define HJ_SCHEME_NAMESPACE "urn:hengjian:scheme:1"
#define HJ_SCHEME_NAMESPACE_STEM "urn:hengjian:scheme:"

/* No more problems than these are kept: who must mend a file reads no further,
 * and a hostile one must not make us write a book. */
#define HJ_SCHEME_MAX_PROBLEMS 100

#if LIBXML_VERSION >= 21200
typedef const xmlError *HjXmlError;
#else
typedef xmlError *HjXmlError;
#endif

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlParserCtxt, xmlFreeParserCtxt)

/**
 * HjSource:
 * @file: what the file is called in errors; borrowed
 * @problems: (element-type HjSchemeProblem): what is wrong so far
 * @nodes: where each value of the model came from, so that a sense check can
 *   name the line and the element: object → xmlNode, both borrowed
 * @too_new: the file is of a later version of the format
 *
 * One scheme file while it is being read.
 */
typedef struct {
  const char *file;
  GPtrArray  *problems;
  GHashTable *nodes;
  gboolean    too_new;
} HjSource;

void      hj_source_init (HjSource *source, const char *file);
void      hj_source_clear (HjSource *source);
void      hj_source_note (HjSource *source, gconstpointer object, xmlNode *node);
void      hj_source_complain (HjSource *source, gconstpointer object, const char *format, ...) G_GNUC_PRINTF (3, 4);
void      hj_source_complain_at (HjSource *source, xmlNode *node, const char *format, ...) G_GNUC_PRINTF (3, 4);
void      hj_source_complain_line (HjSource *source, int line, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean  hj_source_is_sound (const HjSource *source);
xmlNode  *hj_source_find_node (const HjSource *source, gconstpointer object);
char     *hj_source_describe (xmlNode *node);

void      hj_scheme_xml_init (void);
gboolean  hj_scheme_xml_scan (HjSource *source, const char *text, gsize length);
xmlDoc   *hj_scheme_xml_parse (HjSource *source, GBytes *bytes);
gboolean  hj_scheme_xml_compiles (const char *xpath, int *at);

gboolean  hj_scheme_grammar_check (HjSource *source, xmlDoc *doc);

HjScheme *hj_scheme_build (HjSource *source, xmlDoc *doc, GBytes *bytes);
void      hj_scheme_build_rubric (HjSource *source, HjScheme *scheme, xmlNode *rubric);

void      hj_scheme_check_sense (HjSource *source, HjScheme *scheme);
void      hj_scheme_check_rule (HjSource *source, const HjItem *item);

/* Reading elements; each string is never NULL. Borrowed names, results (transfer full). */
xmlNode  *hj_xml_first (xmlNode *parent, const char *name);
xmlNode  *hj_xml_next (xmlNode *node, const char *name);
gboolean  hj_xml_is (const xmlNode *node, const char *name);
gboolean  hj_xml_has (xmlNode *node, const char *attribute);
char     *hj_xml_text (xmlNode *node);
char     *hj_xml_child_text (xmlNode *parent, const char *name);
char     *hj_xml_attribute (xmlNode *node, const char *attribute);
HjPoints  hj_xml_points (xmlNode *node, const char *attribute, HjPoints fallback);
int       hj_xml_whole (xmlNode *node, const char *attribute, int fallback);
gboolean  hj_xml_yes (xmlNode *node, const char *attribute);
HjDay     hj_xml_day (xmlNode *node, const char *attribute);
char     *hj_xml_id_list (xmlNode *node, const char *attribute);
void      hj_xml_set (char **field, char *value);

G_END_DECLS
