#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`meson install` into an empty folder: all of it is there, nothing else is, and what is installed runs."""

import pathlib
import re
import subprocess
import tempfile

from lint import BUILD, Tap, run, tracked

APP = 'org.hengjian.Hengjian'


def configured(name):
    return re.search(rf'#define {name} "([^"]*)"', (BUILD / 'config.h').read_text()).group(1)


def expected(prefix):
    """What a package of the program holds, below the prefix."""
    names = {
        'bin/hjctl',
        'bin/hengjian',
        f'share/applications/{APP}.desktop',
        f'share/metainfo/{APP}.metainfo.xml',
        f'share/mime/packages/{APP}.xml',
        f'share/glib-2.0/schemas/{APP}.gschema.xml',
        f'share/icons/hicolor/scalable/apps/{APP}.svg',
        f'share/icons/hicolor/symbolic/apps/{APP}-symbolic.svg',
        'share/locale/zh_CN/LC_MESSAGES/hengjian.mo',
        'share/man/man1/hjctl.1',
        'share/hengjian/dossier.xsd',
        'share/hengjian/scheme.xsd',
    }
    names |= {f'share/hengjian/schemes/{path.name}' for path in tracked('data/schemes/*.hjs')}
    return {f'{prefix}/{name}' for name in names}


def libraries_outside(binary):
    """Shared objects of ours would be left behind in the build folder."""
    return [line for line in run('ldd', binary)[1].splitlines() if str(BUILD) in line or 'not found' in line]


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(['meson', 'install', '-C', str(BUILD), '--no-rebuild', '--destdir', folder],
                              capture_output=True, text=True)
        tap.rule('meson install', [] if done.returncode == 0 else done.stdout.splitlines()[-20:] + done.stderr.splitlines())

        root = pathlib.Path(folder)
        prefix = configured('LOCALEDIR').split('/share/')[0].lstrip('/')
        installed = {str(path.relative_to(root)) for path in root.rglob('*') if path.is_file() or path.is_symlink()}
        wanted = expected(prefix)
        tap.rule('nothing is missing', (f'{name} is not installed' for name in sorted(wanted - installed)))
        tap.rule('nothing is left over', (f'{name} is installed' for name in sorted(installed - wanted)))

        data = root / configured('PKGDATADIR').lstrip('/')
        hjctl = root / prefix / 'bin' / 'hjctl'
        env = {'HENGJIAN_DATA_DIR': str(data), 'HOME': folder, 'XDG_DATA_HOME': f'{folder}/data', 'LC_ALL': 'C.UTF-8'}
        if hjctl.exists():
            status, said = run(hjctl, 'scheme', 'list', env=env)
            tap.rule('the installed hjctl finds the installed schemes',
                     [] if status == 0 and 'zhejiang-2020' in said else said.splitlines() or [f'status {status}'])
            tap.rule('hjctl stands alone', libraries_outside(hjctl))
        tap.rule('the catalogue is where the program looks', [] if configured('LOCALEDIR') == f'/{prefix}/share/locale' else
                 [configured('LOCALEDIR')])
    tap.done()


if __name__ == '__main__':
    main()
