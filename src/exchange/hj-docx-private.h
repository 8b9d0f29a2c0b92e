/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-part-private.h"

G_BEGIN_DECLS

#define HJ_BOX_TICKED "☑"
#define HJ_BOX_EMPTY  "☐"

/* The tree of a Word text, by local names: its two editions and its extensions differ in namespaces alone. */
gboolean       hj_docx_is (const xmlNode *node, const char *name);
const xmlNode *hj_docx_child (const xmlNode *node, const char *name);                /* NULL */
char          *hj_docx_attribute (const xmlNode *node, const char *name);            /* "" where there is none */
guint          hj_docx_value (const xmlNode *node, const char *child, guint fallback);  /* `val` of a child */
gboolean       hj_docx_is_on (const xmlNode *node);                                   /* a switch: there, and not "0" or "false" */
const xmlNode *hj_docx_choose (const xmlNode *alternate);  /* of mc:AlternateContent; NULL */
gboolean       hj_docx_is_deleted (const xmlNode *node);   /* deleted or moved away by a tracked change, or no content */

/* hj-docx-text.c: what a paragraph (or anything within) shows. @boxes: (element-type xmlNode): text boxes met, to be read as blocks */
void           hj_docx_collect (const xmlNode *node, GString *text, GPtrArray *boxes);
/* Of a content control: NULL where it is no check box; whether it shows but a prompt. */
const char    *hj_docx_control_mark (const xmlNode *control);
gboolean       hj_docx_control_is_prompt (const xmlNode *control);

G_END_DECLS
