#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hjctl from outside: the application in and out, its standards, and the editions of a scheme."""

import json
import os
import pathlib
import re

from hjctl import main, test

STAFF = ('姓名,性别,身份证号码,学历,分工,出生年月\n'
         '张三,男,110105194912310021,本科,考务人员,1949年12月\n'
         '李四,女,,大专,档案管理人员,大约1980\n')
DATA = pathlib.Path(os.environ['HENGJIAN_DATA_DIR'])


def write(home, name, text, encoding='utf-8'):
    (home.stick / name).write_bytes(text.encode(encoding))
    return name


def imported(home, source, *more, name='a.hjd'):
    return json.loads(home.ok('import', name, source, '--json', *more).out)


def edition(home, name='second.hjs', **changes):
    """Zhejiang's scheme as another edition, with words replaced."""
    text = (DATA / 'schemes' / 'zhejiang-2020.hjs').read_text()
    text = text.replace('id="zhejiang-2020" edition="1"', 'id="zhejiang-2020" edition="2"')
    for before, after in changes.values():
        assert before in text, before
        text = text.replace(before, after)
    return write(home, name, text)


STEP = ('<count step="2" cap="10" unit="项">', '<count step="1" cap="10" unit="项">')


# ---- import and export --------------------------------------------------------

@test
def misuse_is_two(home):
    home.new()
    write(home, 'x.csv', STAFF)
    for arguments in (['import'], ['import', 'a.hjd'], ['import', 'a.hjd', 'x.csv', 'y.csv'], ['import', 'a.hjd', 'x.csv', '--what'],
                      ['export', 'a.hjd'], ['export', '-o', 'x.xml'], ['export', 'a.hjd', '-o', 'x.odt'], ['export', 'a.hjd', '-o', 'x'],
                      ['export', 'a.hjd', '-o', 'x.csv', '--table', 'people'],
                      ['export', 'a.hjd', '-o', 'x.xlsx', '--table', 'staff'],
                      ['form'], ['form', 'zhejiang-2020'], ['form', 'zhejiang-2020', '-o', 'x.xml'], ['form', 'zhejiang-2020', '-o', 'x.csv'],
                      ['check'], ['check', 'a.hjd', 'b.hjd'], ['check', 'a.hjd', '--date', 'soon'],
                      ['scheme', 'add'], ['scheme', 'add', 'x.hjs', '--keep', '1'], ['scheme', 'diff', 'a'], ['scheme', 'list', '--replace'],
                      ['scheme', 'move', 'a.hjd'], ['scheme', 'move', 'a.hjd', 'b', 'c'], ['scheme', 'move', 'a.hjd', 'b', '--json'],
                      ['scheme', 'diff', 'a', 'b', '--preview'],
                      ['scheme', 'move', 'a.hjd', 'zhejiang-2020', '--keep', '2.1.1', '--again', '2.1.1']):
        home.refused(*arguments, status=2)
    assert sorted(path.name for path in home.stick.iterdir()) == ['a.hjd', 'x.csv']


@test
def an_import_is_shown_then_done_once(home):
    path = home.new()
    write(home, '工作人员.csv', STAFF)
    before = path.read_bytes()

    plan = imported(home, '工作人员.csv', '--preview')
    assert (plan['new'], plan['changed'], plan['same'], plan['unreadable']) == (2, 0, 0, 1) and not plan['imported']
    assert [row['label'] for row in plan['rows']] == ['张三', '李四'] and {row['table'] for row in plan['rows']} == {'staff'}
    trouble, = plan['rows'][1]['unreadable']
    assert trouble['field'] == 'birth' and trouble['text'] == '大约1980' and '3' in trouble['place'] and trouble['why']
    assert path.read_bytes() == before

    assert imported(home, '工作人员.csv')['imported']
    after = path.read_bytes()
    assert after != before
    again = imported(home, '工作人员.csv')
    assert not again['imported'] and again['new'] == again['changed'] == 0
    assert path.read_bytes() == after
    home.ok('verify', 'a.hjd')


@test
def an_import_tells_what_changes(home):
    home.new()
    home.ok('import', 'a.hjd', write(home, 'one.csv', '姓名,学历,分工\n张三,大专,考务人员\n'))
    plan = imported(home, write(home, 'two.csv', '姓名,学历,分工\n张三,本科,考务人员\n'), '--preview')
    row, = plan['rows']
    assert row['state'] == 'changed' and row['fields'] == [{'field': 'schooling', 'before': '大专', 'after': '本科'}]
    text = home.ok('import', 'a.hjd', 'two.csv', '--preview').out
    assert '大专 → 本科' in text and '0 new, 1 changed' in text


@test
def id_numbers_are_masked_on_a_terminal(home):
    home.new()
    write(home, '工作人员.csv', STAFF)
    text = home.ok('import', 'a.hjd', '工作人员.csv').out
    assert '110105********0021' in text and '194912310021' not in text


@test
def every_format_comes_back(home):
    home.new('a.hjd', '--occupation', '4-07-03-02:劳动关系协调员:5,4,3')
    home.ok('import', 'a.hjd', write(home, '工作人员.csv', STAFF))
    home.ok('import', 'a.hjd', write(home, '制度.csv', '制度名称\n财务管理制度\n档案管理制度\n'))
    for output in ('x.xml', 'x.xlsx', 'x.docx', 'x.csv'):
        home.ok('export', 'a.hjd', '-o', output)
        assert imported(home, output)['imported'] is False, output
    home.ok('export', 'a.hjd', '-o', 'x.csv', '--table', 'staff')
    assert imported(home, 'x.csv')['imported'] is False

    # Into another dossier, and out again: the same application.
    home.new('b.hjd')
    home.ok('import', 'b.hjd', 'x.xml')
    home.ok('export', 'b.hjd', '-o', 'y.xml')
    head = re.compile(rb'<dossier [^>]*>')
    assert head.sub(b'', (home.stick / 'y.xml').read_bytes()) == head.sub(b'', (home.stick / 'x.xml').read_bytes())


@test
def the_sample_is_sound(home):
    """The dossier that ./run opens: an application that is read whole, with the gap of its third archivist."""
    home.new('a.hjd', '--occupation', '6-31-01-03:电工:5,4,3', '--occupation', '4-03-02-07:茶艺师:5,4', '--date', '2020-12-08',
             '--expert', '李明', '--expert', '王芳', '--expert', '陈志远')
    plan = imported(home, str(DATA / 'sample' / 'application.xlsx'))
    assert (plan['new'] > 60, plan['changed'], plan['unreadable']) == (True, 3, 0), plan
    said = [entry['message'] for entry in json.loads(home.ok('check', 'a.hjd', '--json').out)['standards'] if entry['status'] == 'short']
    assert '档案管理人员应不少于3人，现2人，缺1人；其中1人学历不足' in said, said
    for recorded in ('morning', 'afternoon'):
        home.ok('record', 'a.hjd', stdin=(DATA / 'sample' / f'{recorded}.jsonl').read_text())


@test
def what_cannot_be_read_is_refused(home):
    path = home.new()
    before = path.read_bytes()
    (home.stick / 'empty.xlsx').write_bytes(b'')
    (home.stick / 'broken.xlsx').write_bytes(b'PK\x03\x04' + bytes(200))
    (home.stick / 'old.xls').write_bytes(bytes.fromhex('d0cf11e0a1b11ae1') + bytes(504))
    write(home, 'broken.xml', '<dossier xmlns="urn:hengjian:dossier:1"><staff>')
    write(home, 'bomb.xml', '<!DOCTYPE d [<!ENTITY a "aaaa">]><dossier xmlns="urn:hengjian:dossier:1">&a;</dossier>')
    for name in ('empty.xlsx', 'broken.xlsx', 'old.xls', 'broken.xml', 'bomb.xml', 'missing.xlsx'):
        home.refused('import', 'a.hjd', name)
        home.refused('import', 'a.hjd', name, '--preview')
    assert path.read_bytes() == before
    home.refused('import', 'missing.hjd', 'broken.xml')
    home.refused('export', 'missing.hjd', '-o', 'x.xml')
    home.refused('export', 'a.hjd', '-o', 'nowhere/x.xml')


@test
def forms_are_written_for_every_scheme(home):
    schemes = [entry['id'] for entry in json.loads(home.ok('scheme', 'list', '--json').out)]
    assert {'zhejiang-2020', 'wenzhou-2022'} <= set(schemes)
    home.new()
    for scheme in schemes:
        for ending in ('xlsx', 'docx'):
            name = f'{scheme}.{ending}'
            home.ok('form', scheme, '-o', name)
            assert (home.stick / name).read_bytes()[:2] == b'PK'
    # An empty form says nothing.
    assert imported(home, 'zhejiang-2020.xlsx')['rows'] == []
    home.refused('form', 'nowhere-1900', '-o', 'x.xlsx')


# ---- check ----------------------------------------------------------------------

def standards(home, *more):
    report = json.loads(home.ok('check', 'a.hjd', '--json', *more).out)
    assert set(report) == {'scheme', 'standards'}
    for standard in report['standards']:
        assert set(standard) == {'id', 'clause', 'occupation', 'status', 'required', 'found', 'message'}
        assert standard['status'] in ('met', 'short', 'unknown', 'relaxed')
    return report['standards']


@test
def standards_are_checked(home):
    home.new()
    ids = {standard['id'] for standard in json.loads(home.ok('scheme', 'show', 'zhejiang-2020', '--json').out)['standards']}
    empty = standards(home)
    assert empty and {standard['id'] for standard in empty} <= ids
    # Nothing is short of what nobody has said yet.
    assert not [standard for standard in empty if standard['status'] == 'short']
    assert all(standard['message'] for standard in empty if standard['status'] == 'unknown')

    home.ok('import', 'a.hjd', write(home, '工作人员.csv', STAFF))
    short = [standard for standard in standards(home) if standard['status'] == 'short']
    assert short and any('档案管理人员' in standard['message'] for standard in short)
    assert all(standard['clause'] and standard['required'] and standard['found'] for standard in short)
    assert standards(home, '--date', '2026-11-05')
    assert 'short' in home.ok('check', 'a.hjd').out
    home.refused('check', 'missing.hjd')


# ---- Editions -------------------------------------------------------------------

@test
def schemes_of_ones_own_are_added(home):
    name = edition(home, rule=STEP)
    home.ok('scheme', 'add', name)
    entry, = [entry for entry in json.loads(home.ok('scheme', 'list', '--json').out) if entry['id'] == 'zhejiang-2020']
    assert entry['user'] and entry['edition'] == '2' and str(home.root) in entry['path']
    home.ok('scheme', 'add', name)

    other = edition(home, 'other.hjs', rule=STEP, words=('edition="2"', 'edition="3"'))
    home.refused('scheme', 'add', other, says='--replace')
    home.ok('scheme', 'add', other, '--replace')
    home.ok('scheme', 'check', 'zhejiang-2020')
    home.refused('scheme', 'add', write(home, 'broken.hjs', '<scheme/>'))
    home.refused('scheme', 'add', 'missing.hjs')


@test
def editions_are_compared(home):
    name = edition(home, rule=STEP, words=('<text>职业技能等级认定管理制度</text>', '<text>职业技能等级认定工作管理制度</text>'))
    same = json.loads(home.ok('scheme', 'diff', 'zhejiang-2020', 'zhejiang-2020', '--json').out)
    assert same['changed'] == same['new'] == same['gone'] == 0 and same['equal'] == len(same['changes'])

    diff = json.loads(home.ok('scheme', 'diff', 'zhejiang-2020', name, '--json').out)
    assert (diff['from']['edition'], diff['to']['edition']) == ('1', '2') and diff['new'] == diff['gone'] == 0
    item, = [change for change in diff['changes'] if change['part'] == 'item' and change['id'] == '2.1']
    assert item['points_changed'] and '扣2分' in item['before_rule'] and '扣1分' in item['after_rule']
    worded = [change for change in diff['changes'] if change['words']]
    assert worded
    for change in worded:
        assert ''.join(run['text'] for run in change['words'] if run['kind'] != 'added') == change['before']
        assert ''.join(run['text'] for run in change['words'] if run['kind'] != 'old') == change['after']
    text = home.ok('scheme', 'diff', 'zhejiang-2020', name).out
    assert '{+工作+}' in text and '[-10分，每少1项扣2分' in text
    assert home.ok('scheme', 'diff', 'zhejiang-2020', 'wenzhou-2022').out
    home.refused('scheme', 'diff', 'zhejiang-2020', 'nowhere-1900')


@test
def a_move_asks_where_points_changed(home):
    path = home.new()
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'missing'},
                 {'expert': '张三', 'criterion': '2.1.2', 'verdict': 'missing'},
                 {'expert': '张三', 'criterion': '1.2.1', 'verdict': 'met'}])
    name = edition(home, rule=STEP)
    before = path.read_bytes()

    assert '1 kept, 0 to be answered again, 0 gone, 2 to be chosen' in home.ok('scheme', 'move', 'a.hjd', name, '--preview').out
    refused = home.refused('scheme', 'move', 'a.hjd', name, says='--keep')
    assert '2.1.1' in refused.err and '2.1.2' in refused.err and '1.2.1' not in refused.err
    refused = home.refused('scheme', 'move', 'a.hjd', name, '--keep', '2.1.1')
    assert '2.1.2' in refused.err
    home.refused('scheme', 'move', 'a.hjd', name, '--keep', '1.2.1', says='1.2.1')
    home.refused('scheme', 'move', 'a.hjd', name, '--again', '9.9.9', says='9.9.9')
    assert path.read_bytes() == before

    home.ok('scheme', 'move', 'a.hjd', name, '--keep', '2.1.1', '--again', '2.1.2')
    score = home.score()
    assert score['base'] == '99.00' and score['open'] == 15
    home.ok('verify', 'a.hjd')
    assert 'already' in home.ok('scheme', 'move', 'a.hjd', name).out


@test
def a_move_keeps_what_is_equal(home):
    home.new()
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'missing'}])
    name = edition(home, words=('<head>', '<head><!-- printed again -->'))
    home.ok('scheme', 'move', 'a.hjd', name)
    assert home.score()['base'] == '98.00'
    home.refused('scheme', 'move', 'a.hjd', 'nowhere-1900')
    home.refused('scheme', 'move', 'missing.hjd', name)


main()
