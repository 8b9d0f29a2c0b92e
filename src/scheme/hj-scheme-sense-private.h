/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-scheme-private.h"

G_BEGIN_DECLS

/**
 * HjSense:
 * @ids: every id of the scheme's parts → the object that has it; borrowed
 * @methods: the methods' ids, a space of their own
 *
 * One check for sense while it goes on.
 */
typedef struct {
  HjSource   *source;
  HjScheme   *scheme;
  GHashTable *ids;
  GHashTable *methods;
} HjSense;

void hj_sense_claim_id (HjSense *sense, gconstpointer object, const char *id);
void hj_sense_complain_twice (HjSense *sense, gconstpointer object, const char *name);
void hj_sense_check_parts (HjSense *sense);
void hj_sense_check_form (HjSense *sense, const HjForm *form);
void hj_sense_check_names (HjSense *sense, gconstpointer object, const char *xpath, gboolean measure);

G_END_DECLS
