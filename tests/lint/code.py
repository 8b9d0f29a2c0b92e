#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of the code: lengths, licence lines, the order of a file, names that bite."""

import re

from lint import ROOT, Tap, read, tracked, without_comments

FUNCTION_MAX = 120
FUNCTION_JUSTIFY = 60
FILE_MAX = 800
NESTING_MAX = 4

CODE = ('*.c', '*.h', '*.py', '*.sh', '*.ui', '*.css')
SCRIPTS = ('run', 'check', '.ci/run', '.ci/prepare')


def functions(text):
    """(name, first line, last line, deepest nesting) of each function of a GNU-styled file."""
    lines = without_comments(text).splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if line == '{' and start is None:
            start = number
        elif line.startswith('}') and start is not None:
            head = ' '.join(lines[max(0, start - 12):start - 1])
            named = re.findall(r'(\w+)\s*\(', head)
            own = re.search(r'(\w+)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*$', head)
            if line.strip() == '}':
                body = '\n'.join(lines[start:number - 1])
                yield (own.group(1) if own else (named or ['?'])[-1]), start, number, nesting(body)
            start = None


def nesting(body):
    """How deep the blocks of a function stand in each other."""
    depth = deepest = 0
    for character in body:
        depth += {'{': 1, '}': -1}.get(character, 0)
        deepest = max(deepest, depth)
    return deepest


def long_functions(limit):
    for path in tracked('*.c'):
        for name, first, last, _ in functions(read(path)):
            if last - first - 1 > limit:
                yield f'{path}:{first}: {name} has {last - first - 1} lines'


def deep_functions():
    for path in tracked('*.c'):
        for name, first, _, depth in functions(read(path)):
            if depth > NESTING_MAX:
                yield f'{path}:{first}: {name} nests {depth} deep'


def long_files():
    for path in tracked('*.c', '*.h', '*.py', '*.sh', '*.ui'):
        length = len(read(path).splitlines())
        if length > FILE_MAX:
            yield f'{path}: {length} lines'


def unlicensed():
    for path in tracked(*CODE):
        if 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(read(path).splitlines()[:5]):
            yield f'{path}: no SPDX line in its head'
    for name in SCRIPTS:
        if (ROOT / name).exists() and 'SPDX-License-Identifier' not in read(name)[:300]:
            yield f'{name}: no SPDX line in its head'


def config_first():
    for path in tracked('src/**/*.c', 'src/*/*.c'):
        match = re.search(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', read(path), re.M)
        if match and match.group(1) != 'config.h':
            yield f'{path}: includes {match.group(1)} before config.h'


def log_domains():
    for path in tracked('src/**/*.c', 'src/*/*.c'):
        text = read(path)
        if '#define G_LOG_DOMAIN' not in text.split('#include')[0]:
            yield f'{path}: no G_LOG_DOMAIN before its includes'


def header_guards():
    for path in tracked('*.h'):
        if '#pragma once' not in read(path):
            yield f'{path}: no #pragma once'


def banned():
    """Calls that leak, block, overflow or lie; each has a better twin in GLib or in base."""
    words = {
        r'\bgoto\b': 'autoptr and early returns do it',
        r'\b(?:strcpy|strcat|sprintf|gets|strtok)\s*\(': 'unbounded',
        r'\bg_type_class_peek_parent\b.*\bfree\b': 'never',
        r'\b(?:atoi|atol|atof)\s*\(': 'g_ascii_strtoll and hj_points_parse report errors',
        r'\bsleep\s*\(': 'waits are on conditions, with a bound',
    }
    for path in tracked('*.c', '*.h'):
        if path.parts[0] != 'src':
            continue
        for number, line in enumerate(without_comments(read(path)).splitlines(), 1):
            for word, why in words.items():
                if re.search(word, line):
                    yield f'{path}:{number}: {line.strip()} ({why})'


def blanks():
    for path in tracked('*.c', '*.h', '*.ui', '*.py', '*.sh', 'meson.build', '*.css'):
        for number, line in enumerate(read(path).split('\n'), 1):
            if '\t' in line or line != line.rstrip():
                yield f'{path}:{number}: tab or blank at the end'


def python_names():
    for path in tracked('*.py'):
        first = read(path).split('\n', 1)[0]
        if first.startswith('#!') and first != '#!/usr/bin/python3':
            yield f'{path}: {first} (the bindings belong to /usr/bin/python3)'


def forward_declarations():
    for path in tracked('src/**/*.c', 'src/*/*.c'):
        for match in re.finditer(r'^static\s[^;{}=]*\)\s*(?:G_GNUC_\w+[^;]*)?;', without_comments(read(path)), re.M):
            yield f'{path}: {" ".join(match.group(0).split())[:90]}'


def undocumented():
    """Functions of a header that neither the header nor the source says anything about."""
    for path in tracked('src/**/*.h', 'src/*/*.h'):
        if path.name.endswith('-private.h'):
            continue
        header = read(path)
        source_path = path.with_suffix('.c')
        source = read(source_path) if (ROOT / source_path).exists() else ''
        for name, documented in declared(header):
            if not documented and f' * {name}:' not in source and not commented(source, name):
                yield f'{path}: {name}'


def declared(header):
    """(function, whether the header itself comments on it or on its group)."""
    group = False
    commenting = False
    for line in header.splitlines():
        if '/*' in line:
            group = True
        commenting = ('/*' in line or commenting) and '*/' not in line
        if not line.strip():
            group = False
        match = re.match(r'[A-Za-z][\w\s\*]*?\b(hj_\w+)\s*\(', line)
        if match and not commenting and not line.startswith(('typedef', '#', 'G_DEFINE', ' ')):
            yield match.group(1), group


def commented(source, name):
    return re.search(rf'\*/\s*\n[\w\s\*]*\b{name}\s*\(', source) is not None


def main():
    tap = Tap()
    tap.rule(f'no function over {FUNCTION_MAX} lines', long_functions(FUNCTION_MAX))
    tap.rule(f'no file over {FILE_MAX} lines', long_files())
    tap.rule('a licence line in each source', unlicensed())
    tap.rule('config.h comes first', config_first())
    tap.rule('each source has a log domain', log_domains())
    tap.rule('each header guards itself', header_guards())
    tap.rule('no banned calls', banned())
    tap.rule('no tabs, no blanks at line ends', blanks())
    tap.rule('python is named', python_names())
    tap.wish(f'functions of {FUNCTION_JUSTIFY} lines and more want a reason', long_functions(FUNCTION_JUSTIFY - 1))
    tap.wish(f'nesting over {NESTING_MAX}', deep_functions())
    tap.wish('static functions declared ahead', forward_declarations())
    tap.wish('public functions without a comment', undocumented())
    tap.done()


if __name__ == '__main__':
    main()
