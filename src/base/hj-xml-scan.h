/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a form of ours never exceeds by far. */
typedef struct {
  guint max_elements;
  int   max_depth;
  gsize max_tag_bytes;
  guint max_attributes;  /* of one tag */
} HjXmlBounds;

typedef enum {
  HJ_XML_SOUND,
  HJ_XML_NOT_UTF8,
  HJ_XML_OTHER_ENCODING,  /* it declares one */
  HJ_XML_DECLARATION,     /* a DOCTYPE or what stands in one */
  HJ_XML_TAG_TOO_LARGE,
  HJ_XML_TOO_DEEP,
  HJ_XML_TOO_MANY,        /* elements */
} HjXmlFault;

/**
 * hj_xml_scan:
 * @text: a file, or its beginning
 * @line: (out): of the fault, from 1; 0 where the whole is at fault
 *
 * Bounds what the XML parser will be given: encoding, size and number of tags, depth, and no
 * declarations. The parser's own time is quadratic in the attributes of a tag. This is no parser:
 * what is not well-formed passes.
 */
HjXmlFault hj_xml_scan (const char        *text,
                        gsize              length,
                        const HjXmlBounds *bounds,
                        int               *line);

G_END_DECLS
