# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of hjctl share: a private home, the command, TAP."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback


# In memory where there is such a place: the machine's disk has better to do than flush for tests.
FAST = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None


class Home:
    """A machine of one's own: data folder, stick, and the command with a deadline."""

    def __init__(self, program=None):
        self.program = program or os.environ['HJCTL']
        self.root = pathlib.Path(tempfile.mkdtemp(prefix='hjctl-', dir=FAST))
        self.stick = self.root / 'stick'
        self.stick.mkdir()
        self.environment = dict(os.environ, XDG_DATA_HOME=str(self.root / 'data'), HOME=str(self.root))

    def remove(self):
        subprocess.run(['chmod', '-R', 'u+rwx', str(self.root)], check=False)
        shutil.rmtree(self.root, ignore_errors=True)

    def run(self, *arguments, stdin='', environment=None, timeout=60):
        data = stdin.encode() if isinstance(stdin, str) else stdin
        result = subprocess.run([self.program, *map(str, arguments)], input=data, cwd=self.stick, timeout=timeout,
                                capture_output=True, env={**self.environment, **(environment or {})}, check=False)
        result.out = result.stdout.decode()
        result.err = result.stderr.decode()
        if result.returncode < 0 or 'CRITICAL' in result.err or 'Sanitizer' in result.err:
            raise AssertionError(f'{arguments} died: {result.returncode} {result.err}')
        return result

    def ok(self, *arguments, **keywords):
        result = self.run(*arguments, **keywords)
        assert result.returncode == 0, f'{arguments}: {result.returncode} {result.err}'
        return result

    def refused(self, *arguments, status=1, says=None, **keywords):
        result = self.run(*arguments, **keywords)
        assert result.returncode == status, f'{arguments}: {result.returncode} instead of {status}: {result.err}'
        assert result.err.strip(), f'{arguments}: refused without a reason'
        assert says is None or says in result.err, f'{arguments}: {result.err!r} does not say {says!r}'
        return result

    def new(self, name='a.hjd', *more):
        self.ok('new', name, '--scheme', 'zhejiang-2020', '--applicant', '杭州某某公司', *more)
        return self.stick / name

    def score(self, name='a.hjd', *more):
        return json.loads(self.ok('score', name, '--json', *more).out)

    def record(self, lines, name='a.hjd', **keywords):
        return self.ok('record', name, stdin=json_lines(lines), **keywords)

    def places(self):
        work = self.root / 'data' / 'hengjian' / 'work'
        return [path for path in work.iterdir() if path.is_dir()] if work.exists() else []


def json_lines(lines):
    return ''.join(json.dumps(line, ensure_ascii=False) + '\n' for line in lines)


COUNTED = [f'2.1.{n}' for n in range(1, 8)] + [f'2.2.{n}' for n in range(1, 6)]
OTHERS = ['1.1.1', '1.2.1', '3.1.1', '3.2.1', '4.1.1']
CRITERIA = OTHERS + COUNTED


def all_met(expert='张三', **other):
    """A line for each criterion; `other` replaces the lines of some: {'2.1.1': {...}}."""
    lines = []
    for criterion in CRITERIA:
        line = {'expert': expert, 'criterion': criterion, 'verdict': 'met'}
        line.update(other.get(criterion, {}))
        lines.append(line)
    return lines


def criterion_of(score, criterion):
    return next(c for item in score['items'] for c in item['criteria'] if c['id'] == criterion)


def item_of(score, item):
    return next(i for i in score['items'] if i['id'] == item)


TESTS = []


def test(function):
    TESTS.append(function)
    return function


def main(program=None):
    only = sys.argv[1:]
    chosen = [t for t in TESTS if not only or t.__name__ in only]
    print(f'1..{len(chosen)}')
    failed = 0
    for number, function in enumerate(chosen, 1):
        home = Home(program)
        try:
            function(home)
            print(f'ok {number} {function.__name__}', flush=True)
        except Exception:  # A test that fails must not hide those after it.
            failed += 1
            print(f'not ok {number} {function.__name__}')
            print(''.join('# ' + line + '\n' for line in traceback.format_exc().splitlines()), end='', flush=True)
        finally:
            home.remove()
    sys.exit(1 if failed else 0)
