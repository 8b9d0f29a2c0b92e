/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include "hj-lane-private.h"

typedef struct {
  HjLaneFunc  func;
  gpointer    data;
  gboolean   *done;  /* NULL where nobody waits */
} Job;

struct _HjLane {
  GMutex          lock;
  GCond           changed;
  GQueue          jobs;
  HjLaneTickFunc  tick;
  gpointer        tick_data;
  gboolean        stopping;
  gboolean        woken;
  GThread        *thread;
};

/* With the lock held: sleeps until there is a job, a wake-up, the end, or @due. */
static void
wait_for_work (HjLane *lane,
               gint64  due)
{
  while (g_queue_is_empty (&lane->jobs) && !lane->stopping && !lane->woken)
    {
      if (due < 0)
        g_cond_wait (&lane->changed, &lane->lock);
      else if (!g_cond_wait_until (&lane->changed, &lane->lock, due))
        return;
    }
}

/* With the lock held, which is let go while the job runs. */
static void
run_next_job (HjLane *lane)
{
  Job *job = g_queue_pop_head (&lane->jobs);

  g_mutex_unlock (&lane->lock);
  job->func (job->data);
  g_mutex_lock (&lane->lock);
  if (job->done != NULL)
    {
      *job->done = TRUE;
      g_cond_broadcast (&lane->changed);
    }
  g_free (job);
}

static gpointer
run_lane (gpointer data)
{
  HjLane *lane = data;
  gint64 due = -1;

  g_mutex_lock (&lane->lock);
  while (!lane->stopping || !g_queue_is_empty (&lane->jobs))
    {
      wait_for_work (lane, due);
      lane->woken = FALSE;
      if (!g_queue_is_empty (&lane->jobs))
        run_next_job (lane);
      if (lane->tick != NULL)
        {
          g_mutex_unlock (&lane->lock);
          due = lane->tick (lane->tick_data);
          g_mutex_lock (&lane->lock);
        }
    }
  g_mutex_unlock (&lane->lock);
  return NULL;
}

/**
 * hj_lane_new:
 * @name: of the thread, at most 15 characters
 * @tick: (nullable): called on the lane after each job, at the time it asked for, and when woken
 */
HjLane *
hj_lane_new (const char     *name,
             HjLaneTickFunc  tick,
             gpointer        data)
{
  HjLane *lane = g_new0 (HjLane, 1);

  g_mutex_init (&lane->lock);
  g_cond_init (&lane->changed);
  g_queue_init (&lane->jobs);
  lane->tick = tick;
  lane->tick_data = data;
  lane->thread = g_thread_new (name, run_lane, lane);
  return lane;
}

static void
queue_job (HjLane     *lane,
           HjLaneFunc  func,
           gpointer    data,
           gboolean   *done)
{
  Job *job = g_new0 (Job, 1);

  g_assert (!lane->stopping);

  job->func = func;
  job->data = data;
  job->done = done;
  g_queue_push_tail (&lane->jobs, job);
  g_cond_broadcast (&lane->changed);
}

/**
 * hj_lane_push:
 *
 * Queues a job and returns at once.
 */
void
hj_lane_push (HjLane     *lane,
              HjLaneFunc  func,
              gpointer    data)
{
  g_mutex_lock (&lane->lock);
  queue_job (lane, func, data, NULL);
  g_mutex_unlock (&lane->lock);
}

/**
 * hj_lane_run:
 *
 * Queues a job and waits until it is done; on the lane itself it is done at once.
 */
void
hj_lane_run (HjLane     *lane,
             HjLaneFunc  func,
             gpointer    data)
{
  gboolean done = FALSE;

  if (hj_lane_is_current (lane))
    {
      func (data);
      return;
    }
  g_mutex_lock (&lane->lock);
  queue_job (lane, func, data, &done);
  while (!done)
    g_cond_wait (&lane->changed, &lane->lock);
  g_mutex_unlock (&lane->lock);
}

/* Has the tick asked again what is due. */
void
hj_lane_wake (HjLane *lane)
{
  g_mutex_lock (&lane->lock);
  lane->woken = TRUE;
  g_cond_broadcast (&lane->changed);
  g_mutex_unlock (&lane->lock);
}

gboolean
hj_lane_is_current (HjLane *lane)
{
  return g_thread_self () == lane->thread;
}

/**
 * hj_lane_stop:
 *
 * Lets the queued jobs finish, ends the thread and frees the lane. Never from
 * the lane itself.
 */
void
hj_lane_stop (HjLane *lane)
{
  g_assert (!hj_lane_is_current (lane));

  g_mutex_lock (&lane->lock);
  lane->stopping = TRUE;
  g_cond_broadcast (&lane->changed);
  g_mutex_unlock (&lane->lock);
  g_thread_join (lane->thread);
  g_cond_clear (&lane->changed);
  g_mutex_clear (&lane->lock);
  g_free (lane);
}

void
hj_lane_return (GMainContext   *context,
                GSourceFunc     func,
                gpointer        data,
                GDestroyNotify  notify)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, notify);
  g_source_attach (source, context);
}
