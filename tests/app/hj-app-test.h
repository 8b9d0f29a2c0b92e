/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-application.h"
#include "hj-test.h"
#include "hj-window.h"

G_BEGIN_DECLS

/* The window's tests: the real application in the test's own process, real keys through the
 * X server, deadlines instead of sleeps. Run under tests/xrun.sh.
 *
 * Warnings and criticals of GTK are fatal. Where HJ_APP_LANGUAGE is set in the environment
 * ("zh_CN"), the program speaks it, from the catalogues in HENGJIAN_LOCALEDIR. */

void           hj_app_test_init (int *argc, char ***argv);
int            hj_app_test_run (void);
HjApplication *hj_app_test_application (void);

/* Iterates the main loop until the condition holds; fails the test with the condition's text after a minute. */
#define hj_wait_for(condition)                                                                       \
  G_STMT_START {                                                                                     \
    gint64 wait_end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                                \
    while (!(condition))                                                                             \
      hj_app_test_iterate (wait_end_, G_STRLOC, #condition);                                         \
  } G_STMT_END
void           hj_app_test_iterate (gint64 end, const char *where, const char *condition);
/* Until nothing is left to do: sources, frames. */
void           hj_app_test_settle (void);

/* Windows, shown and drawn. */
HjWindow      *hj_app_test_window (int width, int height);
/* A dossier made by the real session: the Zhejiang scheme, @applicant, so many experts
 * (李明, 王芳, 陈刚 …), one occupation. (transfer full): its path */
char          *hj_app_test_make_dossier (const char *folder, const char *applicant, guint n_experts);
/* A window of this size with the dossier open for writing. */
HjWindow      *hj_app_test_open (const char *path, int width, int height);
/* Records one finding by the member with this name, and waits until it is durable and shown. */
void           hj_app_test_record (HjWindow *window, const char *expert, const char *criterion,
                                   HjVerdict verdict, const char *reason);
/* Closes as the user would, and waits until the window is finalized: whoever still holds it leaks it. */
void           hj_app_test_close (HjWindow *window);

/* What most of these tests stand on: a dossier in a folder of its own, in a window of 1280 × 800.
 * 李明 records, and nothing is published by itself. */
typedef struct {
  char      *folder;
  char      *path;
  HjWindow  *window;
  HjSession *session;  /* borrowed */
} HjAppFixture;

void           hj_app_fixture_make (HjAppFixture *fixture, const char *applicant, guint n_experts);
void           hj_app_fixture_open (HjAppFixture *fixture);
/* A test that closed its window has set it to NULL. */
void           hj_app_fixture_tear_down (HjAppFixture *fixture, gconstpointer data);

/* To a place written as hj_place_parse() reads it, "item:2.1". */
void           hj_app_test_go (HjWindow *window, const char *place);

/* Real key events for the window: xdotool's names, "ctrl+z", "F2", "1". */
void           hj_app_test_keys (GtkWindow *window, const char *first_key, ...) G_GNUC_NULL_TERMINATED;
void           hj_app_test_keys_in_turn (GtkWindow *window, const char *keys);  /* "1 Down ctrl+z" */
void           hj_app_test_type (GtkWindow *window, const char *ascii);
/* Text that keys can't type (Chinese): pasted into the widget with the focus. */
void           hj_app_test_paste (GtkWindow *window, const char *text);

/* Whether an action of the window could be activated now. */
gboolean       hj_app_test_is_enabled (HjWindow *window, const char *action);

/* Looking about. All walk the tree of mapped widgets. */
typedef gboolean (*HjWidgetFunc) (GtkWidget *widget, gpointer user_data);  /* TRUE stops */
GtkWidget     *hj_app_test_walk (GtkWidget *root, HjWidgetFunc func, gpointer user_data);
GtkWidget     *hj_app_test_find (GtkWidget *root, GType type);               /* the first mapped one, or NULL */
GtkWidget     *hj_app_test_find_label (GtkWidget *root, const char *text);   /* a label that holds the text */
GtkWidget     *hj_app_test_find_button (GtkWidget *root, const char *label); /* by label or tooltip */
/* A dialog of the window, on top of it. NULL if there is none. */
GtkWindow     *hj_app_test_find_dialog (GtkWindow *window);

/* Every focusable widget has a name for a screen reader; nothing reaches beyond the window's
 * width; every button is large enough for a finger. Each fails the test and names the widget. */
void           hj_app_test_check_names (GtkWidget *root);
void           hj_app_test_check_width (HjWindow *window);
void           hj_app_test_check_targets (GtkWidget *root);

/* A picture in the folder HJ_SCREENSHOTS, if it is set. */
void           hj_app_test_picture (GtkWindow *window, const char *name);

G_END_DECLS
