#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a finished tree has: folders explained, templates tested, translations complete, nobody's paths."""

import os
import pathlib
import re
import shutil
import xml.etree.ElementTree as xml

from lint import BUILD, FOLDERS, ROOT, Tap, read, run, tracked

TOP = {'src', 'ui', 'data', 'po', 'icons', 'tests', 'flatpak', '.ci'}
TOP_FILES = {'meson.build', 'meson_options.txt', 'README.md', 'NEWS.md', 'LICENSE', 'run', 'check', '.gitignore'}
TEXT = {'.c', '.h', '.py', '.sh', '.ui', '.css', '.md', '.xml', '.in', '.json', '.build', '.txt', '.po', '.hjs', '.xsd', '.1',
        '.jsonl', '.csv', '.svg', '.supp', ''}
STANDARD_ROOTS = {'usr', 'bin', 'dev', 'proc', 'etc', 'sys', 'tmp', 'run', 'var', 'lib', 'home', 'root', 'opt', 'srv', 'mnt',
                  'media', 'boot'}


def top_level():
    for name in sorted({path.parts[0] for path in tracked()} - TOP - TOP_FILES):
        yield f'{name} does not belong at the top'
    for name in ('README.md', 'NEWS.md', 'LICENSE', 'run', 'check', '.ci/run'):
        if not (ROOT / name).exists():
            yield f'{name} is missing'
    for name in ('run', 'check', '.ci/run', 'tests/xrun.sh'):
        if (ROOT / name).exists() and not os.access(ROOT / name, os.X_OK):
            yield f'{name} cannot be run'


def unexplained():
    """Each folder with code says what it owns and what it must not know."""
    folders = {path.parent for path in tracked('*.c', '*.py') if path.parts[0] == 'src'}
    folders |= {pathlib.PurePath(*path.parts[:2]) for path in tracked('*.c', '*.py')
                if path.parts[0] == 'tests' and len(path.parts) > 2}
    folders |= {pathlib.PurePath(name) for name in TOP - {'.ci'} if (ROOT / name).is_dir()}
    for folder in sorted(folders):
        if not (ROOT / folder / 'README.md').exists():
            yield f'{folder} has no README.md'


def foreign_paths():
    """Neither this checkout, nor the home of whoever runs this, nor a place no other machine has."""
    here = [str(ROOT)] + ([os.environ['HOME']] if len(os.environ.get('HOME', '')) > 5 else [])
    first = ROOT.parts[1] if len(ROOT.parts) > 2 else ''
    if first and first not in STANDARD_ROOTS:
        here.append(f'/{first}/')
    places = '|'.join([re.escape(name) for name in here] + [r'/(?:home|root)/\w'])
    pattern = re.compile(rf'(?<![\w.$}}])(?:{places})')
    for path in tracked():
        if path.suffix not in TEXT or path.name == 'LICENSE':
            continue
        try:
            text = read(path)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                yield f'{path}:{number}: {line.strip()[:100]}'


def shell_scripts():
    scripts = ['run', 'check', '.ci/run', '.ci/prepare', 'tests/xrun.sh']
    for name in scripts:
        status, said = run('sh', '-n', ROOT / name)
        if status != 0:
            yield said
    if shutil.which('shellcheck'):
        status, said = run('shellcheck', '--shell=sh', '--severity=warning', '--exclude=SC1091,SC2034,SC2154',
                           *[ROOT / name for name in scripts])
        if status != 0:
            yield from said.splitlines()


def resources():
    """Every file that a resource bundle carries, by its path."""
    found = set()
    for bundle in tracked('*.gresource.xml'):
        for file in xml.parse(ROOT / bundle).getroot().iter('file'):
            found.add((bundle.parent / file.text.strip()).as_posix())
            found.add(file.text.strip())
    return found


def templates_bundled():
    listed = resources()
    for path in tracked('*.ui', '*.css'):
        relative = path.relative_to('ui').as_posix() if path.parts[0] == 'ui' else path.as_posix()
        if path.as_posix() not in listed and relative not in listed and path.name not in listed:
            yield f'{path} stands in no resource'


def getter(name):
    """HjItemPage is hj_item_page_get_type."""
    return '_'.join(re.findall(r'[A-Z][a-z0-9]*', name)).lower() + '_get_type'


def templates_tested():
    tests = '\n'.join(read(path) for path in tracked('tests/app/*.c'))
    for path in tracked('ui/*.ui', 'ui/**/*.ui'):
        for template in xml.parse(ROOT / path).getroot().iter('template'):
            name = template.get('class', '')
            if name.startswith('Hj') and getter(name) not in tests:
                yield f'{path}: tests/app/test-templates.c does not make a {name}'


def translated_files():
    marks = re.compile(r'(?:^|[^A-Za-z_])(?:N?C_|N?_|ngettext) ?\(', re.M)
    for path in tracked('src/*/*.c', 'src/**/*.c'):
        if marks.search(read(path)):
            yield path.as_posix()
    for path in tracked('ui/*.ui', 'ui/**/*.ui'):
        if re.search(r'translatable="(?:yes|true)"', read(path)):
            yield path.as_posix()
    for path in tracked('data/*.desktop.in', 'data/*.metainfo.xml.in'):
        yield path.as_posix()


def potfiles():
    listed = {line for line in read('po/POTFILES.in').splitlines() if line and not line.startswith('#')}
    needed = set(translated_files())
    for name in sorted(needed - listed):
        yield f'{name} has messages and is not in POTFILES.in'
    for name in sorted(listed):
        if not (ROOT / name).exists():
            yield f'{name} is in POTFILES.in and not in the tree'


def untranslated(catalogue, kind):
    out = run('msgattrib', f'--{kind}', '--no-wrap', ROOT / catalogue)[1]
    for message in re.findall(r'^msgid "(.+)"$', out, re.M):
        yield message


def stale(catalogue):
    """Messages of the sources that the catalogue does not know at all."""
    files = [name for name in read('po/POTFILES.in').splitlines() if name and (ROOT / name).exists()]
    pot = BUILD / 'lint-messages.pot'
    status, said = run('xgettext', '-D', ROOT, '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
                       '--keyword=NC_:1c,2', '--keyword=g_dngettext:2,3', '-o', pot, *files)
    if status != 0:
        yield from said.splitlines()
        return
    status, said = run('msgcmp', '--use-untranslated', '--use-fuzzy', ROOT / catalogue, pot)
    if status != 0:
        yield from (line for line in said.splitlines() if 'error' in line or 'not defined' in line or 'no such' in line)


def catalogues(tap):
    for language in read('po/LINGUAS').split():
        catalogue = f'po/{language}.po'
        status, said = run('msgfmt', '-c', '-o', os.devnull, ROOT / catalogue)
        tap.rule(f'{catalogue}: formats and headers agree', [] if status == 0 else said.splitlines())
        tap.rule(f'{catalogue}: nothing untranslated', untranslated(catalogue, 'untranslated'))
        tap.rule(f'{catalogue}: nothing fuzzy', untranslated(catalogue, 'only-fuzzy'))
        tap.rule(f'{catalogue}: knows every message of the sources', stale(catalogue))


def test_headers():
    """No folder of src without tests of its own."""
    for folder in FOLDERS:
        if (ROOT / 'src' / folder).is_dir() and not list((ROOT / 'tests' / folder).glob('*test*')):
            yield f'src/{folder} has no tests'


def main():
    tap = Tap()
    tap.rule('the top level', top_level())
    tap.rule('each folder has its README', unexplained())
    tap.rule('each folder of src has its tests', test_headers())
    tap.rule('no path of anyone\'s machine', foreign_paths())
    tap.rule('shell scripts', shell_scripts())
    tap.rule('each template and style is in a resource', templates_bundled())
    tap.rule('each template is made in a test', templates_tested())
    tap.rule('POTFILES.in is complete', potfiles())
    catalogues(tap)
    tap.done()


if __name__ == '__main__':
    main()
