# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint programs share: the tree they read, and how they speak TAP."""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get('HJ_SOURCE_ROOT', pathlib.Path(__file__).parents[2]))
BUILD = pathlib.Path(os.environ.get('HJ_BUILD_ROOT', ROOT / 'b'))

FOLDERS = ['base', 'model', 'assess', 'scheme', 'dossier', 'exchange', 'documents',
           'media', 'keys', 'workbench', 'cli', 'app']


class Tap:
    """Counts the rules and prints one TAP line for each."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def rule(self, name, problems, skip=None):
        """One rule: green when `problems` is empty, else each is named."""
        self.count += 1
        problems = list(problems)
        if skip:
            print(f'ok {self.count} {name} # SKIP {skip}')
            return
        for problem in problems:
            print(f'# {problem}')
        if problems:
            self.failed += 1
        print(f'{"not ok" if problems else "ok"} {self.count} {name}', flush=True)

    def wish(self, name, reports):
        """A wish: what is reported does not fail."""
        for report in reports:
            print(f'# wish: {name}: {report}')

    def done(self):
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)


def tracked(*patterns):
    """The project's own files, as version control lists them, or where it can't be asked all that nobody built."""
    try:
        out = subprocess.run(['git', '-c', 'safe.directory=*', '-C', str(ROOT), 'ls-files', '-z', '--cached', '--others',
                              '--exclude-standard'], check=True, capture_output=True).stdout
        names = sorted(set(out.decode().split('\0')) - {''})
    except (OSError, subprocess.CalledProcessError):
        built = {path.parent for path in ROOT.glob('*/meson-private')} | {BUILD, ROOT / '.git'}
        names = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob('*')
                       if path.is_file() and built.isdisjoint(path.parents) and path.suffix != '.pyc')
    paths = [pathlib.PurePath(name) for name in names if (ROOT / name).is_file()]
    if not patterns:
        return paths
    return [path for path in paths if any(path.match(pattern) for pattern in patterns)]


def read(path):
    return (ROOT / path).read_text(encoding='utf-8')


def folder_of(path):
    """The folder of src/ that a source file belongs to, or None."""
    parts = pathlib.PurePath(path).parts
    return parts[1] if len(parts) > 2 and parts[0] == 'src' and parts[1] in FOLDERS else None


def without_comments(text):
    """C without comments and the insides of strings, lines kept."""
    def blank(match):
        token = match.group(0)
        if token.startswith('/'):
            return re.sub(r'[^\n]', ' ', token)
        return token[0] + re.sub(r'[^\n]', ' ', token[1:-1]) + token[-1]
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def run(*command, env=None):
    """A tool's exit status and everything it said."""
    merged = dict(os.environ, **(env or {}))
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=merged, errors='replace')
    return done.returncode, (done.stdout + done.stderr).strip()
