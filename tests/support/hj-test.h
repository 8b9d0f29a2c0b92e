/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"
#include "hj-clock.h"

#include <gio/gio.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What every test program needs: a place of its own, a clock that stands still,
 * a scheme like Zhejiang's and a panel. Depends on the model only.
 *
 * Each helper fails the test rather than return an error. */

/* Long sweeps take every step of this many: all of them in a plain build; the sanitizers look at the memory that a
 * step touches, which its neighbours touch too. */
#ifdef __SANITIZE_ADDRESS__
#define HJ_TEST_STRIDE 5
#else
#define HJ_TEST_STRIDE 1
#endif

/* First call of main(): fixed time zone, locale and seed of chance (--seed=R02S… for another), private HOME and XDG folders that are removed at
 * the end, settings in memory, criticals fatal. */
void        hj_test_init (int *argc, char ***argv);
int         hj_test_run (void);                    /* g_test_run(), then removes the folders */
const char *hj_test_folder (void);                 /* the program's own folder */
char       *hj_test_path (const char *name);       /* (transfer full): a path within it, each call the same */
char       *hj_test_new_folder (void);             /* (transfer full): a fresh empty folder within it */
void        hj_test_remove_tree (const char *path);
guint       hj_test_count_files (const char *folder);  /* entries, hidden ones too */

/* Gives each sample of a folder beside the test's sources to the target of a fuzzer; there must be one. */
typedef int (*HjTestFuzzTarget) (const uint8_t *data, size_t size);
void        hj_test_feed_samples (const char *folder, HjTestFuzzTarget target);

/* The clock: from the first call it stands where it was set until it is moved. */
void        hj_test_clock_set (int year, int month, int day, int hour, int minute);  /* UTC+8, by wall */
void        hj_test_clock_advance (gint64 microseconds);                             /* wall and monotonic */
void        hj_test_clock_jump (gint64 microseconds);                                /* wall alone: a clock that was set */
void        hj_test_clock_reset (void);                                              /* the machine's own again */

#define hj_assert_points(points, text)                                       \
  G_STMT_START {                                                             \
    g_autofree char *points_text_ = hj_points_format (points);               \
    g_assert_cmpstr (points_text_, ==, text);                                \
  } G_STMT_END
#define hj_assert_amount(amount, text)                                       \
  G_STMT_START {                                                             \
    g_autofree char *amount_text_ = hj_amount_format (amount);               \
    g_assert_cmpstr (amount_text_, ==, text);                                \
  } G_STMT_END

/* The rubric of Zhejiang 2020 with its ids, wording and rules; bytes and digest are made up. (transfer full) */
HjScheme   *hj_test_scheme (void);
/* A scheme of one section and one item of 10 points with so many criteria "1.1.1" ...; a bonus rule
 * makes a bonus section, a veto or condition rule an item without points. The pass line is 6.00,
 * inclusive; none for conditions. Steps, caps and tiers are to be set by the test. (transfer full) */
HjScheme   *hj_test_scheme_of (HjRuleKind kind, guint n_criteria);

/* A dossier's content with so many experts, "expert 1" the lead; ids are hj_test_expert (0) ... (transfer full) */
HjContent  *hj_test_content (HjScheme *scheme, guint n_experts);
const char *hj_test_expert (guint n);
HjMember   *hj_test_member (HjContent *content, guint n);

/* The finding of (criterion, expert n), made if there is none; borrowed. */
HjFinding  *hj_test_finding (HjContent *content, const char *criterion, guint expert);
HjFinding  *hj_test_set (HjContent *content, const char *criterion, guint expert, HjVerdict verdict, const char *reason);
/* A deduction of hundredths on a judged criterion, with its conclusion; a NULL reason stays owed. */
HjDeduction*hj_test_deduct (HjContent *content, const char *criterion, guint expert, HjPoints points, const char *reason);
HjFinding  *hj_test_award (HjContent *content, const char *criterion, guint expert, HjPoints award, const char *evidence);
/* Everything of the sections under the line is met, for this expert; bonus cases stay untouched. */
void        hj_test_all_met (HjContent *content, guint expert);
void        hj_test_forget (HjContent *content, const char *criterion, guint expert);

G_END_DECLS
