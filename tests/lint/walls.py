#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls between the folders of src/: what each may include, link and call."""

import json
import re
import subprocess

from lint import BUILD, FOLDERS, ROOT, Tap, folder_of, read, tracked

MIDDLE = ['assess', 'scheme', 'dossier', 'exchange', 'documents', 'media', 'keys']

# What a folder may know of the others, besides itself.
SEES = {'base': [], 'model': ['base'], 'workbench': ['base', 'model'] + MIDDLE}
SEES.update({folder: ['base', 'model'] for folder in MIDDLE})
SEES.update({folder: ['base', 'model', 'workbench'] + MIDDLE for folder in ('cli', 'app')})

# Where a library may stand: by its header, by its variable in meson.build, by its symbols.
LIBRARIES = {
    'SQLite': (r'sqlite3', ['sqlite_dep'], r'sqlite3', ['dossier']),
    'libxml2': (r'libxml/', ['libxml_dep'], r'xml[A-Z]', ['scheme', 'exchange']),
    'libarchive': (r'archive(_entry)?\.h', ['libarchive_dep'], r'archive_(read|write|entry|error|errno|set|free|version)', ['exchange']),
    'libxlsxwriter': (r'xlsxwriter', ['xlsxwriter_dep'], r'(workbook|worksheet|format|lxw)_', ['exchange']),
    'Pango, Cairo and the fonts below them': (r'pango/|cairo|fontconfig/|hb[-.]|harfbuzz|ft2build',
                                              ['pango_dep', 'pangocairo_dep', 'pangoft2_dep', 'pangofc_dep', 'cairo_dep',
                                               'cairo_pdf_dep', 'fontconfig_dep', 'harfbuzz_dep', 'harfbuzz_subset_dep'],
                                              r'pango_|cairo_|Fc[A-Z]|hb_', ['documents']),
    'GTK and libadwaita': (r'gtk/|gdk/|gsk/|adwaita', ['gtk_dep', 'adw_dep'], r'gtk_|gdk_[^p]|gsk_|adw_', ['app']),
}


def sources():
    return [path for path in tracked('*.c', '*.h') if folder_of(path)]


def includes(path):
    for number, line in enumerate(read(path).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1)


def owners():
    """Which folder a header of ours lives in."""
    return {path.name: folder_of(path) for path in tracked('*.h') if folder_of(path)}


def folder_includes(owner):
    for path in sources():
        folder = folder_of(path)
        for number, name in includes(path):
            other = owner.get(name.split('/')[-1])
            if other and other != folder and other not in SEES[folder]:
                yield f'{path}:{number}: {folder} must not know {other} ({name})'


def private_headers(owner):
    for path in sources():
        for number, name in includes(path):
            base = name.split('/')[-1]
            if base.endswith('-private.h') and owner.get(base) not in (None, folder_of(path)):
                yield f'{path}:{number}: {name} is private to {owner[base]}'


def library_includes(header, allowed):
    for path in sources():
        if folder_of(path) in allowed:
            continue
        for number, name in includes(path):
            if re.match(header, name):
                yield f'{path}:{number}: {name} stands only in {", ".join(allowed)}'


def library_links(variables, allowed):
    for path in tracked('src/*/meson.build', 'src/*/*/meson.build'):
        if path.parts[1] in allowed:
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            for variable in variables:
                if re.search(rf'\b{variable}\b', line.split('#')[0]):
                    yield f'{path}:{number}: {variable} stands only in {", ".join(allowed)}'


def undefined_symbols():
    """What each folder's library calls that it does not hold, from the archive itself."""
    found = {}
    for folder in FOLDERS:
        for archive in BUILD.glob(f'src/{folder}/libhj-*.a'):
            out = subprocess.run(['nm', '-u', '-P', str(archive)], capture_output=True, text=True, check=True).stdout
            found.setdefault(folder, set()).update(line.split()[0] for line in out.splitlines() if line.strip() and ':' not in line)
    return found


def library_calls(symbols, pattern, allowed):
    for folder, names in symbols.items():
        if folder in allowed:
            continue
        for name in sorted(names):
            if re.match(rf'(?:{pattern})', name):
                yield f'src/{folder} calls {name}, which stands only in {", ".join(allowed)}'


def include_paths():
    """The compiler's own view: no folder's command line reaches a folder it must not know."""
    for entry in json.loads((BUILD / 'compile_commands.json').read_text()):
        source = (BUILD / entry['file']).resolve()
        if ROOT / 'src' not in source.parents:
            continue
        folder = folder_of(source.relative_to(ROOT))
        for flag in re.findall(r'-I\S*?src/([a-z]+)(?=[/\s"\']|$)', entry['command']):
            if folder and flag in FOLDERS and flag != folder and flag not in SEES[folder]:
                yield f'{source.relative_to(ROOT)}: its include path reaches src/{flag}'


def main():
    tap = Tap()
    owner = owners()
    tap.rule('folders include only what they may know', folder_includes(owner))
    tap.rule('private headers stay at home', private_headers(owner))
    tap.rule('header names are unique in src', duplicate_headers())
    compiled = (BUILD / 'compile_commands.json').exists()
    tap.rule('include paths reach only what a folder may know', set(include_paths()) if compiled else [],
             skip=None if compiled else 'no build folder')
    symbols = undefined_symbols()
    for name, (header, variables, pattern, allowed) in LIBRARIES.items():
        tap.rule(f'{name}: headers', library_includes(header, allowed))
        tap.rule(f'{name}: link dependencies', library_links(variables, allowed))
        tap.rule(f'{name}: calls', library_calls(symbols, pattern, allowed))
    tap.done()


def duplicate_headers():
    seen = {}
    for path in tracked('*.h'):
        if folder_of(path):
            if path.name in seen:
                yield f'{path} and {seen[path.name]}'
            seen[path.name] = path


if __name__ == '__main__':
    main()
