/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include "hj-docx-form-private.h"
#include "hj-value.h"

const HjLook hj_heading_look = { .face = HJ_FACE_HEI, .size = 30, .centred = TRUE, .before = 240, .after = 120, .keep = TRUE };
const HjLook hj_note_look = { .face = HJ_FACE_FANG, .size = 21, .before = 80 };
const HjLook hj_cell_look = { .face = HJ_FACE_FANG, .size = HJ_PAPER_CELL_SIZE };
const HjLook hj_number_look = { .face = HJ_FACE_FANG, .size = HJ_PAPER_CELL_SIZE, .centred = TRUE };

GPtrArray *
hj_paper_list_slots (const HjPaper   *paper,
            const HjForm *part)
{
  const HjRecordTable *table = hj_record_table (part->record);
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < part->fields->len; i++)
    {
      const HjField *asked = part->fields->pdata[i];
      int index = hj_record_table_index (table, asked->id);
      HjSlot slot = { asked, index >= 0 ? &table->fields[index] : NULL, index };

      if (index >= 0 && (paper->supplement || !asked->supplement))
        g_ptr_array_add (slots, g_memdup2 (&slot, sizeof slot));
    }
  return slots;
}

char *
hj_paper_dup_shown (const HjPaper  *paper,
                    const HjRecord *record,
                    const HjSlot   *slot)
{
  if (record == NULL || *record->values[slot->index] == '\0')
    return g_strdup ("");

  return hj_value_format (paper->scheme, slot->field, record->values[slot->index], FALSE);
}

gboolean
hj_slot_has_group (const HjSlot *slot)
{
  return slot->asked->group != NULL && *slot->asked->group != '\0';
}
