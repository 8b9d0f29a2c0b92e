/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include "hj-lane-private.h"
#include "hj-relay-private.h"

struct _HjRelay
{
  GMainContext *context;
  HjProgress    func;
  gpointer      user_data;
  GMutex        lock;       /* of what follows */
  double        done;
  gboolean      scheduled;
  gboolean      finished;
};

static void
clear (gpointer data)
{
  HjRelay *relay = data;

  g_main_context_unref (relay->context);
  g_mutex_clear (&relay->lock);
}

HjRelay *
hj_relay_new (GMainContext *context,
              HjProgress    func,
              gpointer      user_data)
{
  HjRelay *relay = g_atomic_rc_box_new0 (HjRelay);

  relay->context = g_main_context_ref (context);
  relay->func = func;
  relay->user_data = user_data;
  g_mutex_init (&relay->lock);
  return relay;
}

HjRelay *
hj_relay_ref (HjRelay *relay)
{
  return g_atomic_rc_box_acquire (relay);
}

void
hj_relay_unref (HjRelay *relay)
{
  g_atomic_rc_box_release_full (relay, clear);
}

static void
release (gpointer relay)
{
  hj_relay_unref (relay);
}

static gboolean
tell_cb (gpointer data)
{
  HjRelay *relay = data;
  gboolean finished;
  double done;

  g_mutex_lock (&relay->lock);
  done = relay->done;
  finished = relay->finished;
  relay->scheduled = FALSE;
  g_mutex_unlock (&relay->lock);
  if (!finished)
    relay->func (done, relay->user_data);
  return G_SOURCE_REMOVE;
}

void
hj_relay_report (double   done,
                 gpointer data)
{
  HjRelay *relay = data;

  if (relay->func == NULL)
    return;
  g_mutex_lock (&relay->lock);
  relay->done = MAX (relay->done, done);
  if (!relay->scheduled)
    {
      relay->scheduled = TRUE;
      hj_lane_return (relay->context, tell_cb, hj_relay_ref (relay), release);
    }
  g_mutex_unlock (&relay->lock);
}

void
hj_relay_finish (HjRelay *relay)
{
  g_mutex_lock (&relay->lock);
  relay->finished = TRUE;
  g_mutex_unlock (&relay->lock);
}
