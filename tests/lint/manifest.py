#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest: what the sandbox may, and that its sources are pinned."""

import json
import re
import shutil

from lint import ROOT, Tap, run

PATH = ROOT / 'flatpak' / 'org.hengjian.Hengjian.json'

# Everything that the sandbox is given. Files go through the portals.
FINISH_ARGS = ['--share=ipc', '--socket=wayland', '--socket=fallback-x11', '--device=dri']


def walk_modules(modules):
    for module in modules:
        yield module
        yield from walk_modules(module.get('modules', []))


def sandbox(manifest):
    given = manifest.get('finish-args', [])
    for argument in given:
        if argument not in FINISH_ARGS:
            yield f'{argument} is not among what the sandbox may have'
    for argument in FINISH_ARGS:
        if argument not in given:
            yield f'{argument} is missing'


def names(manifest):
    expected = {'id': 'org.hengjian.Hengjian', 'runtime': 'org.gnome.Platform', 'sdk': 'org.gnome.Sdk',
                'command': 'hengjian'}
    for key, value in expected.items():
        if manifest.get(key) != value:
            yield f'{key} is {manifest.get(key)!r}, not {value!r}'
    if not re.fullmatch(r'\d{2,}', manifest.get('runtime-version', '')):
        yield f'runtime-version is {manifest.get("runtime-version")!r}, not a release'


def sources(manifest):
    for module in walk_modules(manifest['modules']):
        for source in module.get('sources', []):
            if source['type'] == 'archive':
                if not source['url'].startswith('https://'):
                    yield f'{module["name"]}: {source["url"]} is not fetched safely'
                if not re.fullmatch(r'[0-9a-f]{64}', source.get('sha256', '')):
                    yield f'{module["name"]}: no SHA-256'
            elif source['type'] == 'git' and not source.get('commit'):
                yield f'{module["name"]}: no commit'
            elif source['type'] == 'dir' and not (PATH.parent / source['path'] / 'meson.build').exists():
                yield f'{module["name"]}: {source["path"]} is not the project'


def building(manifest):
    for module in walk_modules(manifest['modules']):
        if '--share=network' in json.dumps(module.get('build-options', {})):
            yield f'{module["name"]} is built with network'
    flags = json.dumps([module for module in manifest['modules'] if module['name'] == 'sqlite'])
    for flag in ('SQLITE_ENABLE_SESSION', 'SQLITE_ENABLE_PREUPDATE_HOOK'):
        if flag not in flags:
            yield f'SQLite is built without {flag}'
    if manifest['modules'][-1]['name'] != 'hengjian':
        yield 'the program itself is not built last'


def tool(name, *command):
    if not shutil.which(name):
        return [], f'{name} is not here'
    status, said = run(name, *command, PATH)
    return ([] if status == 0 else said.splitlines()), None


def main():
    tap = Tap()
    manifest = json.loads(PATH.read_text())
    tap.rule('names and runtime', names(manifest))
    tap.rule('the sandbox has no network and no folder of the user', sandbox(manifest))
    tap.rule('sources are pinned', sources(manifest))
    tap.rule('what is built, and without network', building(manifest))
    problems, skip = tool('flatpak-builder', '--show-manifest')
    tap.rule('flatpak-builder reads it', problems, skip)
    problems, skip = tool('flatpak-builder-lint', 'manifest')
    tap.rule('flatpak-builder-lint', problems, skip)
    tap.done()


if __name__ == '__main__':
    main()
