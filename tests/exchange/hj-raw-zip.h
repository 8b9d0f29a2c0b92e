/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An archive written by hand, so that it can lie. Entries are stored, not packed. */
typedef struct {
  const char *name;
  const char *data;
  gint64      length;          /* -1: of the string */
  gboolean    encrypted;       /* flagged so */
  gint64      declared;        /* the size told; 0 = the true one */
  gboolean    wrong_checksum;
} HjRawEntry;

GBytes *hj_raw_zip (const HjRawEntry *entries, guint n);

G_END_DECLS
