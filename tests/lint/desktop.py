#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktop integration as the built files have it: desktop file, metainfo, settings, media types, icons."""

import configparser
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import xml.etree.ElementTree as xml

from lint import BUILD, ROOT, Tap, read, run

APP = 'org.hengjian.Hengjian'
DESKTOP = BUILD / 'data' / f'{APP}.desktop'
METAINFO = BUILD / 'data' / f'{APP}.metainfo.xml'
MIME = ROOT / 'data' / 'mime' / f'{APP}.xml'
TYPES = {'application/vnd.hengjian.dossier', 'application/vnd.hengjian.scheme+xml'}
LANG = '{http://www.w3.org/XML/1998/namespace}lang'


def tool(*command):
    if not shutil.which(command[0]):
        return [], f'{command[0]} is not here'
    status, said = run(*command)
    return ([] if status == 0 else said.splitlines() or [f'status {status}']), None


def desktop_entry():
    entry = configparser.ConfigParser(interpolation=None, strict=False, delimiters='=')
    entry.optionxform = str
    entry.read(DESKTOP, encoding='utf-8')
    return entry['Desktop Entry']


def desktop_translated():
    entry = desktop_entry()
    for key in ('Name', 'GenericName', 'Comment', 'Keywords'):
        if f'{key}[zh_CN]' not in entry:
            yield f'{key} has no Chinese'
    if set(entry['MimeType'].strip(';').split(';')) != TYPES:
        yield f'MimeType is {entry["MimeType"]}'


def metainfo_translated():
    root = xml.parse(METAINFO).getroot()
    for parent in [root] + list(root.iter('description')) + list(root.iter('ul')) + list(root.iter('screenshot')):
        for tag in ('name', 'summary', 'p', 'li', 'caption'):
            here = parent.findall(tag)
            plain = sum(LANG not in element.attrib for element in here)
            chinese = sum(element.get(LANG) in ('zh_CN', 'zh-CN') for element in here)
            if plain != chinese:
                yield f'<{tag}> in <{parent.tag}>: {plain} in English, {chinese} in Chinese'


def metainfo_release():
    root = xml.parse(METAINFO).getroot()
    newest = root.find('releases/release').get('version')
    version = re.search(r"version: '([^']+)'", read('meson.build')).group(1)
    if newest != version:
        yield f'the newest release is {newest}, meson.build says {version}'
    if not re.search(rf'^## {re.escape(version)}\b', read('NEWS.md'), re.M):
        yield f'NEWS.md says nothing of {version}'


def screenshots():
    root = xml.parse(METAINFO).getroot()
    for image in root.iter('image'):
        path = ROOT / 'data' / 'screenshots' / image.text.rsplit('/', 1)[-1]
        if not path.exists():
            yield f'{path.relative_to(ROOT)} is not there'
            continue
        head = path.read_bytes()[:24]
        if head[:8] != b'\x89PNG\r\n\x1a\n':
            yield f'{path.name} is no PNG'
            continue
        size = struct.unpack('>II', head[16:24])
        if size != (int(image.get('width')), int(image.get('height'))):
            yield f'{path.name} is {size[0]}x{size[1]}, the metainfo says {image.get("width")}x{image.get("height")}'


def media_type_of(home, data, path):
    """What the shared MIME database, with our package alone added, makes of a file."""
    env = {'XDG_DATA_HOME': str(home), 'LC_ALL': 'C.UTF-8'}
    code = ('import sys, gi; gi.require_version("Gio", "2.0"); from gi.repository import Gio; '
            'print(Gio.content_type_guess(sys.argv[1] or None, open(sys.argv[2], "rb").read())[0])')
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return run('/usr/bin/python3', '-c', code, path, file.name, env=env)[1].splitlines()[-1]


def sqlite_head(application_id):
    head = bytearray(b'SQLite format 3\0' + bytes(84))
    head[68:72] = application_id
    return bytes(head) + bytes(400)


def media_types():
    with tempfile.TemporaryDirectory() as folder:
        packages = pathlib.Path(folder) / 'mime' / 'packages'
        packages.mkdir(parents=True)
        shutil.copy(MIME, packages)
        done = subprocess.run(['update-mime-database', str(packages.parent)], capture_output=True, text=True)
        if done.returncode != 0:
            yield done.stderr
            return
        cases = [
            ('a dossier by its name', 'x.hjd', b'', 'application/vnd.hengjian.dossier'),
            ('a dossier by its bytes', '', sqlite_head(b'HJDS'), 'application/vnd.hengjian.dossier'),
            ('another SQLite file', '', sqlite_head(bytes(4)), 'application/vnd.sqlite3'),
            ('a scheme by its name', 'x.hjs', b'', 'application/vnd.hengjian.scheme+xml'),
        ]
        for what, name, data, expected in cases:
            found = media_type_of(folder, data, name)
            if found != expected:
                yield f'{what} is taken for {found}'


def magic_is_the_stores():
    header = read('src/dossier/hj-store.h')
    found = re.search(r'HJ_STORE_APPLICATION_ID\s+0x([0-9a-fA-F]{8})', header)
    if not found:
        yield 'src/dossier/hj-store.h names no application id'
    elif bytes.fromhex(found.group(1)) != b'HJDS':
        yield f'the store writes {found.group(1)}, the media type looks for HJDS'


def icons():
    for path, size in ((f'icons/scalable/{APP}.svg', 128), (f'icons/symbolic/{APP}-symbolic.svg', 16)):
        root = xml.parse(ROOT / path).getroot()
        if root.get('width') != str(size) or root.get('viewBox') != f'0 0 {size} {size}':
            yield f'{path} is not on the grid of {size}'
    symbolic = read(f'icons/symbolic/{APP}-symbolic.svg')
    if 'stroke' in symbolic or 'fill="#' in symbolic:
        yield 'the symbolic icon has strokes or colours: GTK recolours plain fills'
    if desktop_entry()['Icon'] != APP:
        yield 'the desktop file names another icon'


def main():
    tap = Tap()
    for name, command in (
            ('desktop-file-validate', ('desktop-file-validate', DESKTOP)),
            ('appstreamcli validate', ('appstreamcli', 'validate', '--no-net', METAINFO)),
            ('settings schema', ('glib-compile-schemas', '--strict', '--dry-run', ROOT / 'data')),
            ('media types are well formed', ('xmllint', '--noout', '--nonet', MIME))):
        problems, skip = tool(*command)
        tap.rule(name, problems, skip)
    tap.rule('desktop file: Chinese and media types', desktop_translated())
    tap.rule('metainfo: Chinese', metainfo_translated())
    tap.rule('metainfo: the release is this one, and NEWS tells of it', metainfo_release())
    tap.rule('metainfo: screenshots are there in the size it says', screenshots())
    has = shutil.which('update-mime-database')
    tap.rule('media types by name and by bytes', media_types() if has else [], None if has else 'no update-mime-database')
    tap.rule('the magic is what the store writes', magic_is_the_stores())
    tap.rule('icons', icons())
    tap.done()


if __name__ == '__main__':
    main()
