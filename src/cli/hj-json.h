/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small JSON of our own: what a JSON line may hold is bounded in depth, a key
 * may stand once, and a number keeps its own characters, so that an amount never
 * becomes a floating-point figure. */

typedef enum {
  HJ_JSON_NULL,
  HJ_JSON_BOOLEAN,
  HJ_JSON_NUMBER,
  HJ_JSON_STRING,
  HJ_JSON_ARRAY,
  HJ_JSON_OBJECT,
} HjJsonKind;

typedef struct {
  HjJsonKind  kind;
  gboolean    truth;
  char       *text;    /* of a string, or a number as it was written */
  GPtrArray  *names;   /* char*, of an object's values */
  GPtrArray  *values;  /* HjJson, of an array or an object */
} HjJson;

HjJson       *hj_json_parse (const char *text, gssize length, GError **error);
HjJson       *hj_json_new_string (const char *text);
HjJson       *hj_json_new_object (void);
void          hj_json_free (HjJson *json);
void          hj_json_add (HjJson *object, const char *name, HjJson *value);
const HjJson *hj_json_get (const HjJson *object, const char *name);

/* Writing: names are NULL within an array. */
typedef struct _HjJsonWriter HjJsonWriter;

HjJsonWriter *hj_json_writer_new (void);
void          hj_json_writer_free (HjJsonWriter *writer);
void          hj_json_writer_begin (HjJsonWriter *writer, const char *name, char bracket);  /* '{' or '[' */
void          hj_json_writer_end (HjJsonWriter *writer);
void          hj_json_writer_string (HjJsonWriter *writer, const char *name, const char *value);  /* NULL: null */
void          hj_json_writer_boolean (HjJsonWriter *writer, const char *name, gboolean value);
void          hj_json_writer_integer (HjJsonWriter *writer, const char *name, gint64 value);
const char   *hj_json_writer_get_text (HjJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjJson, hj_json_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjJsonWriter, hj_json_writer_free)

G_END_DECLS
