#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds Meson's test logs up: each TAP point counts, a program without TAP counts as one.

A test that crashed, timed out, or ended before its plan is a failure of its own. The last line
printed is "N passed, N failed", and the exit status follows it.
"""

import json
import pathlib
import re
import sys


def tally(entry):
    """(passed, skipped, names of what failed) of one test program."""
    name = entry['name']
    result = entry['result']
    points = re.findall(r'^(ok|not ok)\b[ \t]*(\d*)[ \t]*(?:- )?([^\n]*)$', entry.get('stdout') or '', re.M)
    plan = re.search(r'^1\.\.(\d+)', entry.get('stdout') or '', re.M)
    if not points:
        if result == 'SKIP':
            return 0, 1, []
        return (1, 0, []) if result in ('OK', 'EXPECTEDFAIL') else (0, 0, [f'{name} ({result})'])

    passed = skipped = 0
    failed = []
    for status, _, title in points:
        if re.search(r'# *SKIP\b', title, re.I):
            skipped += 1
        elif status == 'ok' or re.search(r'# *TODO\b', title, re.I):
            passed += 1
        else:
            failed.append(f'{name}: {title}')
    if plan and len(points) < int(plan.group(1)):
        failed.append(f'{name}: {int(plan.group(1)) - len(points)} of its {plan.group(1)} tests were not reached')
    if result not in ('OK', 'SKIP', 'EXPECTEDFAIL') and not failed:
        failed.append(f'{name} ({result})')
    return passed, skipped, failed


def main():
    passed = skipped = 0
    failed = []
    for argument in sys.argv[1:]:
        log = pathlib.Path(argument)
        build = log.parent.parent.name
        if not log.exists():
            failed.append(f'{build}: could not be built or run')
            continue
        for line in log.read_text(encoding='utf-8', errors='replace').splitlines():
            good, left_out, bad = tally(json.loads(line))
            passed += good
            skipped += left_out
            failed += [f'{build}: {name}' for name in bad]
    for name in failed:
        print(f'failed: {name}')
    if skipped:
        print(f'{skipped} skipped')
    print(f'{passed} passed, {len(failed)} failed')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
