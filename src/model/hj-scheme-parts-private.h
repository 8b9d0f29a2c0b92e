/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-scheme-diff.h"

G_BEGIN_DECLS

/* A scheme taken apart, so that two of them can be laid side by side. For siblings in this folder. */

/* One thing that is said of a part beside its text. Parts of one kind have the same ones in the same order. */
typedef struct {
  const char *label;  /* "" for what needs no name: 10分，每少1项扣2分 */
  char       *value;  /* "" for nothing */
} HjSchemeFacet;

typedef struct {
  HjPart     part;
  char      *id;      /* unique among the parts of its kind */
  char      *text;
  GPtrArray *facets;  /* HjSchemeFacet; the first one is what the part is worth or asks for */
} HjSchemePart;

/* Everything a scheme says but its id and edition, in the order in which one reads it. */
GPtrArray *hj_scheme_list_parts (const HjScheme *scheme);

G_END_DECLS
