/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

/* The notice's forms as pages of the application: which there are, their fields in the notice's
 * words and order, which records each shows. Pure: no widget, no session; may be called on any thread. */

/* What may be chosen in a field, in the notice's words. */
typedef struct { char *label, *value; } HjFormOption;

typedef struct {
  HjScheme            *scheme;  /* a reference */
  const HjField       *field;   /* as the notice asks for it */
  const HjRecordField *record_field;
  guint                index;   /* of the record's values */
  GPtrArray           *options; /* HjFormOption; empty where it is free */
} HjFormColumn;

GPtrArray    *hj_forms_list (HjScheme *scheme);                      /* (element-type HjForm): those that have a page, borrowed */
const HjForm *hj_forms_find (HjScheme *scheme, const char *id);      /* NULL */
gboolean      hj_forms_is_table (const HjForm *form);
/* (element-type HjFormColumn): what the notice asks for, then what is 核查补充. */
GPtrArray    *hj_forms_list_columns (HjScheme *scheme, const HjForm *form);

/* @occupation: NULL for any; else only rows of this one, and rows shared by all. */
gboolean      hj_forms_takes (const HjScheme *scheme, const HjForm *form, const HjRecord *record, const char *occupation);
gboolean      hj_forms_names_occupation (const char *value, const char *occupation);
/* (transfer full): an empty row of this form with what makes it the form's; to be filled before it is shared. */
HjRecord     *hj_forms_new_row (const HjForm *form, const char *id, const char *occupation, gint64 position);
gint64        hj_forms_next_position (const HjRecords *records);
gboolean      hj_forms_is_key (const HjForm *form, const char *field);  /* given by the form itself, not asked for */

/* What to call a record: the name of a person, a room, a rule; "" where it has none yet. */
const char   *hj_forms_name_of (const HjRecord *record);

/* As hj_value_format() and hj_value_parse(), in the notice's words first. */
char         *hj_form_column_format (const HjFormColumn *column, const char *value, gboolean mask);
gboolean      hj_form_column_parse (const HjFormColumn *column, const char *text, char **canonical, GError **error);
/* How far a code of so many characters is while it is being typed: "5 of 18 characters"; "" where there is nothing to be
 * told before it was left; NULL where it can be judged. */
char         *hj_form_column_dup_progress (const HjFormColumn *column, const char *text);
gboolean      hj_form_column_is_secret (const HjFormColumn *column);  /* an ID number: masked until asked for */
/* Of what was typed or pasted and not understood: an ID number within it masked as a recorded one. (transfer full) */
char         *hj_form_column_mask_typed (const HjFormColumn *column, const char *text);
gboolean      hj_form_column_is_number (const HjFormColumn *column);
const char   *hj_form_column_get_label (const HjFormColumn *column);

G_END_DECLS
