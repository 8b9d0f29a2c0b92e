/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-standards-model"

#include "config.h"

#include "hj-session-exchange.h"
#include "hj-standards-model.h"

struct _HjStandardsModel
{
  GObject           parent_instance;
  HjSession        *session;   /* owns us */
  HjStandardReport *given;     /* by a test */
};

enum { CHANGED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjStandardsModel, hj_standards_model, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
changed_cb (HjStandardsModel *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hj_standards_model_finalize (GObject *object)
{
  g_clear_pointer (&HJ_STANDARDS_MODEL (object)->given, hj_standard_report_unref);

  G_OBJECT_CLASS (hj_standards_model_parent_class)->finalize (object);
}

static void
hj_standards_model_class_init (HjStandardsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hj_standards_model_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hj_standards_model_init (HjStandardsModel *self)
{
}

HjStandardsModel *
hj_standards_model_get (HjSession *session)
{
  static const char key[] = "hj-standards-model";
  HjStandardsModel *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), key);
  if (self != NULL)
    return self;

  self = g_object_new (HJ_TYPE_STANDARDS_MODEL, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), key, self, g_object_unref);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "standards-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

HjStandardReport *
hj_standards_model_get_report (HjStandardsModel *self)
{
  g_return_val_if_fail (HJ_IS_STANDARDS_MODEL (self), NULL);

  return self->given != NULL ? self->given : hj_session_get_standards (self->session);
}

gboolean
hj_standards_model_is_stale (HjStandardsModel *self)
{
  g_return_val_if_fail (HJ_IS_STANDARDS_MODEL (self), FALSE);

  return self->given == NULL && hj_session_get_standards_stale (self->session);
}

GPtrArray *
hj_standards_model_list_proposals (HjStandardsModel *self,
                                   const HjItem     *item)
{
  g_return_val_if_fail (HJ_IS_STANDARDS_MODEL (self), NULL);

  return hj_proposals_list (hj_standards_model_get_report (self), hj_session_get_content (self->session),
                            hj_session_get_recorder (self->session), item);
}

guint
hj_standards_model_count_waiting (HjStandardsModel *self,
                                  const HjItem     *item)
{
  g_autoptr (GPtrArray) proposals = hj_standards_model_list_proposals (self, item);
  guint n = 0;

  for (guint i = 0; i < proposals->len; i++)
    n += ((const HjProposal *) g_ptr_array_index (proposals, i))->state <= HJ_PROPOSAL_OUTDATED ? 1 : 0;

  return n;
}

void
hj_standards_model_set_report (HjStandardsModel *self,
                               HjStandardReport *report)
{
  g_return_if_fail (HJ_IS_STANDARDS_MODEL (self));

  g_clear_pointer (&self->given, hj_standard_report_unref);
  self->given = report != NULL ? hj_standard_report_ref (report) : NULL;
  changed_cb (self);
}
