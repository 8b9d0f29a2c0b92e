/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include "hj-cli.h"

int
main (int    argc,
      char **argv)
{
  return hj_cli_main (argc, argv);
}
