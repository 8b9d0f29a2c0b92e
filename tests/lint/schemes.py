#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each scheme shipped holds to the schema shipped, by xmllint, a reader that is not ours."""

import re
import shutil

from lint import ROOT, Tap, read, run, tracked

SCHEMA = ROOT / 'data' / 'scheme.xsd'


def invalid(path):
    status, said = run('xmllint', '--noout', '--nonet', '--schema', SCHEMA, ROOT / path)
    return [] if status == 0 else said.splitlines()


def named(path):
    """The catalogue finds a scheme by its file's name."""
    scheme = re.search(r'<scheme\b[^>]*\bid="([^"]+)"', read(path), re.S)
    if not scheme:
        yield f'{path}: the root names no id'
    elif scheme.group(1) != path.stem:
        yield f'{path}: its id is {scheme.group(1)}'


def main():
    tap = Tap()
    schemes = tracked('data/schemes/*.hjs')
    tap.rule('there are schemes', [] if schemes else ['data/schemes is empty'])
    skip = None if shutil.which('xmllint') else 'xmllint is not here'
    for path in schemes:
        tap.rule(f'{path.name} holds to the schema', invalid(path) if not skip else [], skip)
        tap.rule(f'{path.name} is named after its id', named(path))
    tap.done()


if __name__ == '__main__':
    main()
