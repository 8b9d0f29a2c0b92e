/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "hj-exchange-private.h"

G_BEGIN_DECLS

/* The XML parts of an office document, from strangers: UTF-8, no declarations, no entities of their own, tags and
 * depth bounded. Elements are known by their local names within the namespaces that office documents have
 * (transitional and strict ones alike). */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

typedef struct _HjPart HjPart;

/* Called for the elements of office namespaces alone; text for all of them. */
typedef struct {
  void (*start) (HjPart *part, const char *element, gpointer data);
  void (*end)   (HjPart *part, const char *element, gpointer data);
  void (*text)  (HjPart *part, const char *text, gsize length, gpointer data);
} HjPartHandler;

/* A stretch of work told as a part of the whole. */
typedef struct {
  HjProgress    progress;   /* or NULL */
  gpointer      user_data;
  double        from, to;
  GCancellable *cancellable;
} HjPartWork;

gboolean    hj_part_read (GBytes *bytes, const char *file, const HjPartHandler *handler, gpointer data,
                          const HjPartWork *work, GError **error);
xmlDoc     *hj_part_read_tree (GBytes *bytes, const char *file, GError **error);

/* Within a start callback. The text isn't ended by zero; NULL where there is none. */
const char *hj_part_get (const HjPart *part, const char *attribute, gsize *length);
char       *hj_part_dup (const HjPart *part, const char *attribute);  /* "" where there is none */
guint       hj_part_get_uint (const HjPart *part, const char *attribute, guint fallback);
void        hj_part_refuse (HjPart *part, GError *error);             /* takes the error; nothing more is called */

gboolean    hj_part_is_office (const char *uri);

/* Relationships, by their ids: what a part calls another. */
typedef struct { char *id, *type, *target; } HjRelation;
GPtrArray  *hj_relations_read (HjZip *zip, const char *part, const char *file, GError **error);  /* HjRelation; empty where there are none */
const HjRelation *hj_relations_find (const GPtrArray *relations, const char *id);
const HjRelation *hj_relations_find_type (const GPtrArray *relations, const char *type);  /* by the last word of the type */
gboolean    hj_relation_has_type (const HjRelation *relation, const char *type);

G_END_DECLS
