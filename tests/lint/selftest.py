#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lint that cannot fail is none: a made-up tree breaks each rule once, and each must be caught."""

import os
import pathlib
import subprocess
import sys
import tempfile

from lint import Tap

HERE = pathlib.Path(__file__).parent
HEAD = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
SOURCE = HEAD + '#define G_LOG_DOMAIN "hj-test"\n\n#include "config.h"\n\n'


def long_function(lines):
    return SOURCE + 'void\nhj_long (void)\n{\n' + '  g_print ("x");\n' * lines + '}\n'


# Program, rule, files of the tree, words that the report must hold (none: the tree is good).
CASES = [
    ('walls', 'folders include only', {'src/dossier/a.c': SOURCE + '#include "hj-scheme-file.h"\n',
                                       'src/scheme/hj-scheme-file.h': HEAD + '#pragma once\n'}, 'dossier must not know scheme'),
    ('walls', 'folders include only', {'src/model/a.c': SOURCE + '#include "hj-assess.h"\n',
                                       'src/assess/hj-assess.h': HEAD + '#pragma once\n'}, 'model must not know assess'),
    ('walls', 'folders include only', {'src/workbench/a.c': SOURCE + '#include "hj-assess.h"\n',
                                       'src/assess/hj-assess.h': HEAD + '#pragma once\n'}, None),
    ('walls', 'private headers', {'src/workbench/a.c': SOURCE + '#include "hj-x-private.h"\n',
                                  'src/dossier/hj-x-private.h': HEAD + '#pragma once\n'}, 'private to dossier'),
    ('walls', 'SQLite: headers', {'src/workbench/a.c': SOURCE + '#include <sqlite3.h>\n'}, 'sqlite3.h stands only in'),
    ('walls', 'SQLite: headers', {'src/dossier/a.c': SOURCE + '#include <sqlite3.h>\n'}, None),
    ('walls', 'SQLite: link', {'src/cli/meson.build': 'x = sqlite_dep\n'}, 'sqlite_dep stands only in'),
    ('walls', 'libxml2: headers', {'src/app/a.c': SOURCE + '#include <libxml/tree.h>\n'}, 'libxml/tree.h'),
    ('walls', 'Pango', {'src/app/a.c': SOURCE + '#include <pango/pangocairo.h>\n'}, 'pango/pangocairo.h'),
    ('walls', 'GTK', {'src/workbench/a.c': SOURCE + '#include <gtk/gtk.h>\n'}, 'gtk/gtk.h stands only in app'),
    ('code', 'no function over', {'src/base/a.c': long_function(121)}, 'hj_long has 121 lines'),
    ('code', 'no function over', {'src/base/a.c': long_function(120)}, None),
    ('code', 'no file over', {'src/base/a.c': SOURCE + '\n' * 800}, 'src/base/a.c:'),
    ('code', 'licence', {'src/base/a.c': '#define G_LOG_DOMAIN "x"\n#include "config.h"\n'}, 'no SPDX'),
    ('code', 'config.h', {'src/base/a.c': HEAD + '#define G_LOG_DOMAIN "x"\n#include <glib.h>\n'}, 'before config.h'),
    ('code', 'log domain', {'src/base/a.c': HEAD + '#include "config.h"\n'}, 'no G_LOG_DOMAIN'),
    ('code', 'header guards', {'src/base/a.h': HEAD}, 'no #pragma once'),
    ('code', 'banned', {'src/base/a.c': SOURCE + 'void\nf (void)\n{\n  goto out;\n}\n'}, 'goto out'),
    ('code', 'banned', {'src/base/a.c': SOURCE + '/* no goto here */\nchar *s = "goto x";\n'}, None),
    ('code', 'no tabs', {'src/base/a.c': SOURCE + '\tint x;\n'}, 'tab or blank'),
    ('code', 'python', {'tests/a.py': '#!/usr/bin/env python3\n# SPDX-License-Identifier: GPL-3.0-or-later\n'}, 'env python3'),
]


def report(program, files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        env = dict(os.environ, HJ_SOURCE_ROOT=folder, HJ_BUILD_ROOT=f'{folder}/b', PYTHONDONTWRITEBYTECODE='1')
        done = subprocess.run([sys.executable, str(HERE / f'{program}.py')], capture_output=True, text=True, env=env)
        return done.stdout + done.stderr


def judge(said, rule, words):
    """What is wrong with what the lint said of one tree."""
    line = next((line for line in said.splitlines() if line.startswith(('ok', 'not ok')) and rule in line), None)
    if line is None:
        return [f'no rule “{rule}” in: {said}']
    if words is None:
        return [] if line.startswith('ok') else [f'a good tree is refused: {said}']
    return [] if line.startswith('not ok') and words in said else [f'“{words}” is not caught: {line}']


def main():
    tap = Tap()
    for program, rule, files, words in CASES:
        name = f'{program}: {rule}: {words or "a good tree passes"}'
        tap.rule(name, judge(report(program, files), rule, words))
    tap.done()


if __name__ == '__main__':
    main()
