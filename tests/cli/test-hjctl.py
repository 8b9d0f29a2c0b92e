#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hjctl from outside: every verb, option and refusal."""

import fcntl
import json
import os
import re
import signal
import stat
import subprocess
import time

from hjctl import COUNTED, CRITERIA, all_met, criterion_of, item_of, json_lines, main, test


# ---- The command itself -----------------------------------------------------

@test
def help_and_version(home):
    text = home.ok('--help').out
    for verb in ('new', 'record', 'score', 'document', 'verify', 'import', 'export', 'check', 'form', 'scheme'):
        assert f'hjctl {verb} ' in text, verb
        assert home.ok(verb, '--help').out.strip()
    assert re.fullmatch(r'hjctl \d+\.\d+\.\d+\n', home.ok('--version').out)


@test
def misuse_is_two(home):
    home.new()
    for arguments in ([], ['nonsense'], ['new'], ['new', 'x.hjd'], ['new', 'x.hjd', '--scheme', 'zhejiang-2020'],
                      ['new', 'x.hjd', '--applicant', '某'], ['new', '--bogus', 'x.hjd'],
                      ['new', 'x.hjd', 'y.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某'],
                      ['new', 'x.hjd', '--scheme', 'zhejiang-2020', '--applicant', '  '],
                      ['new', 'x.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某', '--date', 'soon'],
                      ['new', 'x.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某', '--date', '2026-02-30'],
                      ['new', 'x.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某', '--occupation', 'only-this'],
                      ['new', 'x.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某', '--occupation', '4-07-03-02:名'],
                      ['new', 'x.hjd', '--scheme', 'zhejiang-2020', '--applicant'],
                      ['record'], ['record', 'a.hjd', '--criterion', '2.1.1', '--verdict', 'met'],
                      ['record', 'a.hjd', '--verdict', 'met'], ['record', 'a.hjd', 'b.hjd'], ['record', 'a.hjd', '--what'],
                      ['score'], ['score', 'a.hjd', 'b.hjd'], ['score', 'a.hjd', '--nonsense'],
                      ['document', 'a.hjd'], ['document', 'a.hjd', '--kind', 'score-sheet'],
                      ['document', 'a.hjd', '-o', 'x.pdf'], ['document', 'a.hjd', '--kind', 'poem', '-o', 'x.pdf'],
                      ['verify'], ['verify', 'a.hjd', '--json'], ['scheme'], ['scheme', 'show'], ['scheme', 'fly'],
                      ['scheme', 'list', 'all'], ['scheme', 'check', '--json'],
                      # The last of two would win, and the first be lost without a word.
                      ['record', 'a.hjd', '--expert', '甲', '--criterion', '3.1.1', '--deduct', '1', '--deduct', '2'],
                      ['score', 'a.hjd', '--explain', 'base', '--explain=grand']):
        home.refused(*arguments, status=2)
    assert not (home.stick / 'x.hjd').exists()


@test
def options_stand_anywhere(home):
    home.ok('new', '--scheme=zhejiang-2020', 'a.hjd', '--applicant=甲')
    home.ok('record', '--expert', '张三', 'a.hjd', '--criterion=2.1.1', '--verdict', 'missing')
    home.ok('record', '--expert=张三', '--criterion=2.1.2', '--verdict=missing', 'a.hjd')
    assert home.score()['base'] == '96.00'
    assert json.loads(home.ok('score', '--json', 'a.hjd').out) == home.score()
    home.ok('score', '--explain=2.1', '--', 'a.hjd')


@test
def speaks_utf8_without_a_locale(home):
    plain = {'LC_ALL': 'C', 'LANG': 'C', 'LANGUAGE': ''}
    home.ok('new', 'a.hjd', '--scheme', 'zhejiang-2020', '--applicant', '喆堃公司', environment=plain)
    assert '喆堃公司' in home.ok('score', 'a.hjd', environment=plain).out
    home.ok('record', 'a.hjd', '--expert', '镕', '--criterion', '1.2.1', '--verdict', 'problem', '--reason', '答不上',
            environment=plain)
    assert criterion_of(home.score(), '1.2.1')['reason'] == '答不上'


@test
def speaks_chinese(home):
    home.new()
    chinese = {'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': 'zh_CN'}
    if home.run('--help', environment=chinese).out == home.run('--help').out:
        return  # No such locale on this machine, or no translation built.
    assert '用法' in home.ok('--help', environment=chinese).out
    assert '至多' in home.ok('score', 'a.hjd', environment=chinese).out


@test
def refuses_arguments_that_are_no_text(home):
    result = subprocess.run([home.program, 'new', 'a.hjd', '--scheme', 'zhejiang-2020', '--applicant', b'\xff\xfe'],
                            cwd=home.stick, env=home.environment, capture_output=True, check=False)
    assert result.returncode == 2 and not (home.stick / 'a.hjd').exists()


@test
def a_full_output_is_told(home):
    home.new()
    with open('/dev/full', 'wb') as full:
        for arguments in (['score', 'a.hjd', '--json'], ['--help'], ['scheme', 'show', 'zhejiang-2020', '--json']):
            result = subprocess.run([home.program, *arguments], cwd=home.stick, env=home.environment, stdout=full,
                                    stderr=subprocess.PIPE, check=False)
            assert result.returncode == 1 and result.stderr, arguments


# ---- new --------------------------------------------------------------------

@test
def new_makes_a_complete_file(home):
    path = home.new('a.hjd', '--occupation', '4-07-03-02:劳动关系协调员:5,4,3', '--occupation', '4-08-05-05:水:产:二级/技师',
                    '--expert', '张三', '--expert', '李四', '--date', '2026年11月5日')
    assert sorted(p.name for p in home.stick.iterdir()) == ['a.hjd']
    header = path.read_bytes()
    assert header[:16] == b'SQLite format 3\0' and header[18:20] == b'\x01\x01', 'published in rollback mode'
    home.ok('verify', 'a.hjd')
    assert home.score()['open'] == 17
    assert home.score('a.hjd', '--expert', '李四')['open'] == 17


@test
def new_refuses(home):
    home.new()
    before = (home.stick / 'a.hjd').read_bytes()
    base = ['--scheme', 'zhejiang-2020', '--applicant', '某']
    home.refused('new', 'a.hjd', *base, says='a.hjd')
    assert (home.stick / 'a.hjd').read_bytes() == before
    home.refused('new', 'b.hjd', '--scheme', 'atlantis-1', '--applicant', '某', says='zhejiang-2020')
    home.refused('new', 'b.hjd', *base, '--occupation', '4-07-03-02:名:,')
    for name in ('甲\n乙', 'a\x01b', 'x\ty'):
        home.refused('new', 'b.hjd', *base[:3], name, says='name')
        home.refused('new', 'b.hjd', *base, '--expert', name, says='name')
    home.refused('new', 'b.hjd', *base, '--occupation', '4-07-03-02:名:9', says='9')
    home.refused('new', 'b.hjd', *base, '--expert', '张三', '--expert', '张三', says='张三')
    home.refused('new', 'b.hjd', *base, '--expert', '')
    home.refused('new', 'nowhere/b.hjd', *base)
    assert not (home.stick / 'b.hjd').exists()
    assert len(home.places()) == 1, 'a refused dossier leaves nothing behind'


@test
def new_warns_of_too_many_occupations(home):
    more = [word for n in range(1, 5) for word in ('--occupation', f'4-07-03-0{n}:职业{n}:5')]
    result = home.ok('new', 'a.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某', *more)
    assert '3' in result.err


@test
def working_copies_are_private(home):
    home.new()
    home.record(all_met())
    for folder, _, files in os.walk(home.root / 'data' / 'hengjian' / 'work'):
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700, folder
        for name in files:
            assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o600, name


# ---- score ------------------------------------------------------------------

@test
def score_has_the_agreed_shape(home):
    home.new()
    home.record(all_met())
    score = home.score()
    assert list(score) == ['scheme', 'complete', 'base', 'bonus', 'grand', 'pass_line', 'pass_inclusive', 'can_pass',
                           'verdict', 'open', 'disagreements', 'items']
    assert score['scheme'] == 'zhejiang-2020' and score['complete'] is True
    assert (score['base'], score['bonus'], score['grand']) == ('100.00', '0.00', '100.00')
    assert score['pass_line'] == '90.00' and score['pass_inclusive'] is True and score['can_pass'] is True
    assert score['verdict'] == 'pass' and score['open'] == 0 and score['disagreements'] == []
    assert [item['id'] for item in score['items']] == ['1.1', '1.2', '2.1', '2.2', '3.1', '3.2', '4.1', '5.1']
    for item in score['items']:
        assert list(item) == ['id', 'points', 'raw_deduction', 'applied_deduction', 'score', 'criteria']
        for criterion in item['criteria']:
            assert list(criterion) == ['id', 'verdict', 'deduction', 'reason']
    assert [item['points'] for item in score['items']] == ['15.00', '15.00', '10.00', '10.00', '30.00', '10.00', '10.00', None]
    assert [c['id'] for c in score['items'][-1]['criteria']] == ['5.1.1', '5.1.2', '5.1.3', '5.1.4']


@test
def score_of_an_empty_dossier(home):
    home.new()
    score = home.score()
    assert score['verdict'] == 'incomplete' and score['open'] == 17 and not score['complete'] and score['can_pass']
    assert score['base'] == '100.00', 'an upper bound: what is open costs nothing yet'
    assert all(item['score'] is None for item in score['items'][:-1])


@test
def boundary_cases(home):
    """domain.md, end of section 1."""
    missing = {'verdict': 'missing'}
    cases = [
        ({}, [], '100.00', 'pass', True),
        ({'4.1.1': {'verdict': 'problem', 'reason': '无预算'}}, [], '90.00', 'pass', True),
        ({c: missing for c in ['2.1.1', '2.1.2', '2.2.1', '2.2.2', '2.2.3']}, [], '90.00', 'pass', True),
        ({c: missing for c in ['2.1.1', '2.1.2', '2.1.3', '2.2.1', '2.2.2', '2.2.3']}, ['20.00'], '88.00', 'fail', False),
        ({'1.2.1': {'verdict': 'problem', 'reason': '答不上'}}, ['20'] * 4, '85.00', 'fail', False),
        ({'3.1.1': {'verdict': 'deficient', 'deduct': '10', 'reason': '无监控'}}, [], '90.00', 'pass', True),
        ({'3.1.1': {'verdict': 'deficient', 'deduct': '10.50', 'reason': '无监控'}}, [], '89.50', 'fail', False),
        ({c: missing for c in COUNTED}, [], '80.00', 'fail', False),
    ]
    for number, (other, awards, base, verdict, can_pass) in enumerate(cases):
        name = f'{number}.hjd'
        home.new(name)
        lines = all_met(**other)
        lines += [{'expert': '张三', 'criterion': f'5.1.{n + 1}', 'award': award, 'evidence': '证明'}
                  for n, award in enumerate(awards)]
        home.record(lines, name)
        score = home.score(name)
        bonus = sum(float(award) for award in awards)
        assert (score['base'], score['verdict'], score['can_pass']) == (base, verdict, can_pass), (number, score)
        assert score['bonus'] == f'{bonus:.2f}' and score['grand'] == f'{float(base) + bonus:.2f}', number


@test
def raw_and_applied_are_kept_apart(home):
    home.new()
    home.record([{'expert': '张三', 'criterion': f'2.1.{n}', 'verdict': 'missing' if n < 7 else 'met'} for n in range(1, 8)])
    item = item_of(home.score(), '2.1')
    assert (item['raw_deduction'], item['applied_deduction'], item['score']) == ('12.00', '10.00', '0.00')
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'met'}, {'expert': '张三', 'criterion': '2.1.2', 'verdict': 'met'}])
    item = item_of(home.score(), '2.1')
    assert (item['raw_deduction'], item['applied_deduction'], item['score']) == ('8.00', '8.00', '2.00')


@test
def a_reason_owed_holds_open(home):
    home.new()
    home.record(all_met(**{'1.2.1': {'verdict': 'problem'}, '3.1.1': {'verdict': 'deficient', 'deduct': '1'}}))
    score = home.score()
    assert score['open'] == 2 and not score['complete'] and score['base'] == '100.00'
    assert criterion_of(score, '1.2.1')['verdict'] == 'problem', 'it is kept'
    home.record([{'expert': '张三', 'criterion': '1.2.1', 'verdict': 'problem', 'reason': '答不上'},
                 {'expert': '张三', 'criterion': '3.1.1', 'verdict': 'deficient', 'deduct': '1', 'reason': '窄'}])
    score = home.score()
    assert score['open'] == 0 and score['base'] == '84.00' and score['verdict'] == 'fail'


@test
def experts_who_differ_are_listed(home):
    home.new()
    home.record(all_met() + [{'expert': '李四', 'criterion': '2.1.3', 'verdict': 'missing'}])
    score = home.score()
    assert score['disagreements'] == ['2.1.3'] and score['open'] == 1 and score['verdict'] == 'incomplete'
    assert criterion_of(score, '2.1.3')['verdict'] is None and score['base'] == '100.00'
    assert home.score('a.hjd', '--expert', '李四')['open'] == 16
    assert home.score('a.hjd', '--expert', '张三')['verdict'] == 'pass'
    home.refused('score', 'a.hjd', '--json', '--expert', '王五', says='王五')


@test
def judged_items_take_the_mean(home):
    home.new()
    lines = []
    for expert, points in (('甲', '1'), ('乙', '1.5'), ('丙', '2')):
        lines += all_met(expert, **{'3.1.1': {'verdict': 'deficient', 'deduct': points, 'reason': '窄'}})
    home.record(lines)
    assert home.score()['base'] == '98.50'
    home.record([{'expert': '丙', 'criterion': '3.1.1', 'verdict': 'deficient', 'deduct': '1.50', 'reason': '窄'}])
    score = home.score()
    assert score['base'] == '98.66', 'never rounded up'
    assert item_of(score, '3.1')['score'] == '28.66'


@test
def a_bonus_needs_evidence(home):
    home.new()
    home.record(all_met() + [{'expert': '张三', 'criterion': '5.1.1', 'award': '15.00'}])
    score = home.score()
    assert score['bonus'] == '0.00' and score['open'] == 0 and score['verdict'] == 'pass'
    home.record([{'expert': '张三', 'criterion': '5.1.1', 'award': '15.00', 'reason': '标准开发证明'}])
    assert home.score()['bonus'] == '15.00' and home.score()['grand'] == '115.00'
    home.record([{'expert': '张三', 'criterion': '5.1.1', 'award': '0'}])
    assert home.score()['bonus'] == '0.00'


@test
def the_table_reads(home):
    home.new()
    home.record(all_met(**{'2.1.1': {'verdict': 'missing'}})[:10])
    text = home.ok('score', 'a.hjd').out
    for word in ('杭州某某公司', '浙江 2020', '工作场所相关制度、办法的情况', '−2.00', '1-4项合计', '15.00'):
        assert word in text, word


@test
def every_figure_explains_itself(home):
    home.new()
    home.record(all_met(**{'2.1.1': {'verdict': 'missing'}}))
    for figure in CRITERIA + ['5.1.1', '1.1', '2.1', '5.1', '1', '2', '5', 'base', 'bonus', 'grand', 'verdict']:
        assert home.ok('score', 'a.hjd', '--explain', figure).out.strip(), figure
    steps = json.loads(home.ok('score', 'a.hjd', '--explain', '2.1', '--json').out)
    assert steps and all(set(step) == {'label', 'figure', 'detail'} for step in steps)
    home.refused('score', 'a.hjd', '--explain', '9.9', says='9.9')


# ---- record -----------------------------------------------------------------

@test
def record_with_options(home):
    home.new()
    base = ['record', 'a.hjd', '--expert', '张三']
    home.ok(*base, '--criterion', '3.1.1', '--verdict', 'deficient', '--deduct', '2.50', '--aspect', '3.1.1.video',
            '--reason', '“监控”少\n一路\t\\', '--method', 'site')
    found = criterion_of(home.score(), '3.1.1')
    assert found == {'id': '3.1.1', 'verdict': 'deficient', 'deduction': '2.50', 'reason': '“监控”少\n一路\t\\'}
    home.ok(*base, '--criterion', '5.1.2', '--award', '12.5', '--evidence', '批文')
    assert home.score()['bonus'] == '12.50'
    home.ok(*base, '--criterion', '2.1.1', '--verdict', 'not-applicable', '--reason', '不涉及', '--note', '另见')
    assert criterion_of(home.score(), '2.1.1')['verdict'] == 'not-applicable'
    home.ok(*base, '--criterion', '2.1.1', '--verdict', 'clear')
    assert criterion_of(home.score(), '2.1.1')['verdict'] is None
    home.ok(*base, '--criterion', '3.2.1', '--deduct', '1', '--reason', '旧', '--method', '资料审核')
    assert criterion_of(home.score(), '3.2.1')['verdict'] == 'deficient'


@test
def record_refuses_what_the_rules_do_not_know(home):
    home.new()
    before = (home.stick / 'a.hjd').read_bytes()
    for criterion, options in (
            ('9.9.9', ['--verdict', 'met']), ('2.1.1', ['--verdict', 'problem', '--reason', 'x']),
            ('2.1.1', ['--verdict', 'splendid']), ('2.1.1', ['--verdict', 'none']), ('2.1.1', []),
            ('2.1.1', ['--deduct', '2', '--reason', 'x']), ('1.2.1', ['--verdict', 'missing']),
            ('1.2.1', ['--verdict', 'deficient', '--reason', 'x']), ('1.1.1', ['--verdict', 'missing']),
            ('1.1.1', ['--verdict', 'deficient']), ('1.1.1', ['--verdict', 'met', '--deduct', '1', '--reason', 'x']),
            ('1.1.1', ['--deduct', '0.30', '--reason', 'x']), ('1.1.1', ['--deduct', '15.5', '--reason', 'x']),
            ('1.1.1', ['--deduct', '0']), ('1.1.1', ['--deduct', '-2']), ('1.1.1', ['--deduct', 'two']),
            ('1.1.1', ['--deduct', '1.005']), ('1.1.1', ['--deduct', '99999999999999999999']),
            ('3.1.1', ['--deduct', '1', '--aspect', 'roof']), ('3.1.1', ['--verdict', 'met', '--aspect', '3.1.1.video']),
            ('3.1.1', ['--deduct', '1', '--method', 'dream']), ('5.1.1', ['--award', '9.5', '--evidence', 'x']),
            ('5.1.1', ['--award', '20.5', '--evidence', 'x']), ('5.1.1', ['--award', '-10']),
            ('2.1.1', ['--award', '10']), ('5.1.1', ['--verdict', 'met']), ('2.1.1', ['--verdict', 'met', '--tier', 'a']),
            ('2.1.1', ['--verdict', 'missing', '--quantity', '2']), ('2.1.1', ['--verdict', 'missing', '--quantity', 'x']),
            ('2.1.1', ['--verdict', 'clear', '--reason', 'x']),
            ('2.1.1', ['--verdict', 'met', '--occupation', '4-99-99-99'])):
        home.refused('record', 'a.hjd', '--expert', '张三', '--criterion', criterion, *options)
    home.refused('record', 'a.hjd', '--expert', '  ', '--criterion', '2.1.1', '--verdict', 'met')
    assert (home.stick / 'a.hjd').read_bytes() == before


@test
def json_lines_are_all_or_nothing(home):
    home.new()
    good = {'expert': '张三', 'criterion': '2.1.1', 'verdict': 'missing'}
    bad = [
        'nonsense', '{', '[]', '42', '"x"', 'null', '{"expert":"张三"}', '{} {}', '{"criterion":"2.1.1","verdict":"met"}',
        '{"expert":"","criterion":"2.1.1","verdict":"met"}', '{"expert":7,"criterion":"2.1.1","verdict":"met"}',
        '{"expert":"张三","criterion":"2.1.1","verdict":"met","colour":"red"}',
        '{"expert":"张三","criterion":"2.1.1","verdict":"met","verdict":"missing"}',
        '{"expert":"张三","criterion":"2.1.1"}', '{"expert":"张三","criterion":"2.1.1","verdict":null}',
        '{"expert":"张三","criterion":"2.1.1","verdict":"problem"}', '{"expert":"张三","criterion":"x","verdict":"met"}',
        '{"expert":"张三","criterion":"1.1.1","deduct":"1","deductions":[]}',
        '{"expert":"张三","criterion":"1.1.1","deductions":{}}', '{"expert":"张三","criterion":"1.1.1","deductions":[{}]}',
        '{"expert":"张三","criterion":"1.1.1","deductions":[{"points":"1","colour":"red"}]}',
        '{"expert":"张三","criterion":"1.1.1","deductions":[{"points":true}]}',
        '{"expert":"张三","criterion":"1.1.1","deductions":[{"points":"1e0"}]}',
        '{"expert":"张三","criterion":"1.1.1","deductions":["1"]}', '{"expert":"张三","criterion":"5.1.1","award":["1"]}',
        '{"expert":"张三","criterion":"3.1.1","aspects":{"3.1.1.video":"fine"}}',
        '{"expert":"张三","criterion":"3.1.1","aspects":{"roof":"clear"}}',
        '{"expert":"张三","criterion":"3.1.1","aspects":"all"}', '{"expert":"\\ud800","criterion":"2.1.1","verdict":"met"}',
        '{"expert":"\\u0000","criterion":"2.1.1","verdict":"met"}', '{"expert":"a\tb","criterion":"2.1.1","verdict":"met"}',
        '{"expert":"张三","criterion":"2.1.1","verdict":"met",}', "{'expert':'张三'}", '[' * 100000,
        '{"expert":"张三","criterion":"2.1.1","verdict":"clear","note":"x"}', b'{"expert":"\xff\xfe"}', '\0']
    before = (home.stick / 'a.hjd').read_bytes()
    for line in bad:
        line = line if isinstance(line, bytes) else line.encode()
        result = home.refused('record', 'a.hjd', stdin=json_lines([good]).encode() + b'\n' + line + b'\n' + json_lines([good]).encode())
        assert 'line 3' in result.err, (line[:60], result.err)
        assert (home.stick / 'a.hjd').read_bytes() == before, line[:60]
    assert home.score()['open'] == 17
    home.refused('record', 'a.hjd', stdin='')
    home.refused('record', 'a.hjd', stdin='\n \n')


@test
def json_lines_say_everything(home):
    home.new('a.hjd', '--occupation', '4-07-03-02:劳动关系协调员:5')
    home.record([
        {'expert': '张三', 'criterion': '3.1.1', 'verdict': 'deficient', 'note': '总体良好', 'deductions': [
            {'points': '2.50', 'aspect': '3.1.1.video', 'reason': '无监控', 'method': 'site'},
            {'points': '1', 'aspect': '3.1.1.sites', 'reason': '窄', 'method': '现场察看', 'occupation': '4-07-03-02'}]},
        {'expert': '张三', 'criterion': '1.2.1', 'aspects': {'1.2.1.director': 'clear'}},
        {'expert': '张三', 'criterion': '4.1.1', 'aspects': [{'aspect': '4.1.1.papers', 'mark': 'clear', 'remark': '齐'},
                                                           {'aspect': '4.1.1.interview', 'mark': 'clear'}]},
        {'expert': '张三', 'criterion': '2.2.1', 'verdict': 'deficient', 'reason': '未盖章', 'method': 'documents', 'award': None},
        {'expert': '张三', 'criterion': '5.1.1', 'award': 15, 'evidence': '证书'}])
    score = home.score()
    assert item_of(score, '3.1')['raw_deduction'] == '3.50'
    assert '无监控' in criterion_of(score, '3.1.1')['reason'] and '窄' in criterion_of(score, '3.1.1')['reason']
    assert criterion_of(score, '1.2.1')['verdict'] is None, 'marks alone are on the way still'
    assert criterion_of(score, '4.1.1')['verdict'] == 'met', 'no aspect is left'
    assert criterion_of(score, '2.2.1') == {'id': '2.2.1', 'verdict': 'deficient', 'deduction': '0.00', 'reason': '未盖章'}
    assert score['bonus'] == '15.00' and score['open'] == 14


@test
def a_later_line_replaces_the_earlier(home):
    home.new()
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'missing'},
                 {'expert': '李四', 'criterion': '2.1.2', 'verdict': 'missing'},
                 {'expert': '张三', 'criterion': '2.1.1', 'verdict': 'met'}])
    score = home.score()
    assert criterion_of(score, '2.1.1')['verdict'] == 'met' and score['base'] == '98.00'
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'deficient', 'reason': '旧'}])
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'missing'}])
    assert criterion_of(home.score(), '2.1.1')['reason'] == '', 'replaced whole'
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'clear'}])
    assert criterion_of(home.score(), '2.1.1')['verdict'] is None
    home.record([{'expert': '张三', 'criterion': '2.1.4', 'verdict': 'clear'}])


@test
def one_expert_for_all_lines(home):
    home.new()
    home.ok('record', 'a.hjd', '--expert', '张三', stdin=b'{"criterion":"2.1.1","verdict":"missing"}\r\n\r\n'
            + '{"expert":"李四","criterion":"2.1.2","verdict":"missing"}'.encode())
    assert home.score('a.hjd', '--expert', '张三')['base'] == '98.00'
    assert home.score('a.hjd', '--expert', '李四')['base'] == '98.00'


@test
def nothing_recorded_leaves_the_file_alone(home):
    home.new()
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'met'}])
    before = (home.stick / 'a.hjd').read_bytes()
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'met'}])
    assert (home.stick / 'a.hjd').read_bytes() == before


# ---- document, verify -------------------------------------------------------

@test
def documents_are_written(home):
    home.new()
    home.record(all_met(**{'2.1.1': {'verdict': 'missing'}}))
    for kind in ('score-sheet', 'deductions'):
        home.ok('document', 'a.hjd', '--kind', kind, '-o', f'{kind}.pdf')
        first = (home.stick / f'{kind}.pdf').read_bytes()
        assert first.startswith(b'%PDF-')
        home.ok('document', '--kind=' + kind, '--output=' + kind + '.pdf', 'a.hjd')
        assert (home.stick / f'{kind}.pdf').read_bytes() == first, 'the same bytes for the same state'
    home.refused('document', 'a.hjd', '--kind', 'score-sheet', '-o', 'nowhere/x.pdf')
    home.refused('document', 'none.hjd', '--kind', 'score-sheet', '-o', 'x.pdf', says='none.hjd')


@test
def verify_sees_every_change(home):
    path = home.new()
    home.record(all_met())
    home.ok('verify', 'a.hjd')
    whole = path.read_bytes()
    step = max(1, len(whole) // 60)
    for at in range(20, len(whole), step):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1:])
        home.refused('verify', 'a.hjd')
    path.write_bytes(whole[:len(whole) // 2])
    home.refused('verify', 'a.hjd')
    path.write_bytes(b'')
    home.refused('verify', 'a.hjd')
    path.write_bytes(b'no dossier at all\n' * 1000)
    for arguments in (['verify', 'a.hjd'], ['score', 'a.hjd'], ['record', 'a.hjd', '--expert', '甲', '--criterion', '2.1.1', '--verdict', 'met']):
        home.refused(*arguments)
    home.refused('verify', 'none.hjd', says='none.hjd')
    home.refused('verify', '.')
    assert not [p for p in home.places() if p.name.startswith(('incoming', 'reading', 'new'))]


# ---- scheme -----------------------------------------------------------------

@test
def schemes_are_listed_and_shown(home):
    assert 'zhejiang-2020' in home.ok('scheme', 'list').out
    entries = json.loads(home.ok('scheme', 'list', '--json').out)
    assert any(entry['id'] == 'zhejiang-2020' for entry in entries)
    assert '3.1.1.video' in home.ok('scheme', 'show', 'zhejiang-2020').out
    scheme = json.loads(home.ok('scheme', 'show', 'zhejiang-2020', '--json').out)
    assert scheme['id'] == 'zhejiang-2020' and scheme['points'] == '100.00'
    assert scheme['pass_line']['points'] == '90.00' and scheme['pass_line']['inclusive'] is True
    items = [item for section in scheme['sections'] for item in section['items']]
    assert [item['id'] for item in items] == ['1.1', '1.2', '2.1', '2.2', '3.1', '3.2', '4.1', '5.1']
    criteria = [c['id'] for item in items for c in item['criteria']]
    assert sorted(criteria) == sorted(CRITERIA + ['5.1.1', '5.1.2', '5.1.3', '5.1.4'])
    assert len(scheme['materials']) == 7 and len(scheme['methods']) == 7 and scheme['standards'] and scheme['readings']
    assert items[2]['rule']['kind'] == 'count' and items[2]['rule']['step'] == '2.00'
    home.refused('scheme', 'show', 'atlantis-1', says='zhejiang-2020')


@test
def schemes_are_checked(home):
    source = os.path.join(os.environ['HENGJIAN_DATA_DIR'], 'schemes', 'zhejiang-2020.hjs')
    home.ok('scheme', 'check', source)
    text = open(source, encoding='utf-8').read()
    (home.stick / 'bad.hjs').write_text(text.replace('total="100"', 'total="101"', 1), encoding='utf-8')
    result = home.refused('scheme', 'check', 'bad.hjs', says='bad.hjs')
    assert re.search(r'bad\.hjs:\d+', result.err), result.err
    home.refused('scheme', 'check', source, 'bad.hjs')
    home.refused('scheme', 'check', 'none.hjs', says='none.hjs')
    (home.stick / 'doctype.hjs').write_text('<!DOCTYPE x [<!ENTITY a "b">]>\n' + text.split('?>', 1)[1], encoding='utf-8')
    home.refused('scheme', 'check', 'doctype.hjs')


# ---- Copies, locks, places --------------------------------------------------

@test
def a_held_dossier_is_refused_with_the_holder(home):
    home.new()
    lock = open(home.places()[0] / 'lock', 'r+', encoding='utf-8')
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.write('hengjian\nzhang\nlaptop-7\n4711\n')
    lock.flush()
    before = (home.stick / 'a.hjd').read_bytes()
    result = home.refused('record', 'a.hjd', '--expert', '张三', '--criterion', '2.1.1', '--verdict', 'met')
    for word in ('zhang', 'laptop-7', '4711', 'hengjian'):
        assert word in result.err, result.err
    assert (home.stick / 'a.hjd').read_bytes() == before
    reading = home.ok('score', 'a.hjd', '--json')
    assert json.loads(reading.out)['open'] == 17 and 'zhang' in reading.err
    lock.close()
    home.ok('record', 'a.hjd', '--expert', '张三', '--criterion', '2.1.1', '--verdict', 'met')


@test
def many_at_once_lose_nothing(home):
    """Some are refused while another writes; what was acknowledged is there."""
    home.new()
    waiting = [subprocess.Popen([home.program, 'record', 'a.hjd', '--expert', f'专家{n}', '--criterion', '2.1.1', '--verdict', 'missing'],
                                cwd=home.stick, env=home.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
               for n in range(8)]
    done = [(n, p.wait(timeout=60), p.communicate()[1].decode()) for n, p in enumerate(waiting)]
    assert any(status == 0 for _, status, _ in done)
    for n, status, err in done:
        assert status in (0, 1) and (status == 0 or err), (n, status, err)
        if status == 0:
            assert home.score('a.hjd', '--expert', f'专家{n}')['base'] == '98.00'
        else:
            home.refused('score', 'a.hjd', '--expert', f'专家{n}')


@test
def a_copy_under_another_name_is_the_same_dossier(home):
    home.new()
    home.record(all_met()[:3])
    (home.stick / 'b.hjd').write_bytes((home.stick / 'a.hjd').read_bytes())
    home.record(all_met()[3:6], 'b.hjd')
    assert home.score('b.hjd')['open'] == 11 and home.score('a.hjd')['open'] == 14
    home.record(all_met()[6:8], 'a.hjd')
    assert home.score('a.hjd')['open'] == 12 and home.score('b.hjd')['open'] == 11
    for name in ('a.hjd', 'b.hjd'):
        home.ok('verify', name)


@test
def a_file_that_comes_back_changed_is_taken_over(home):
    home.new()
    elsewhere = type(home)()
    try:
        (elsewhere.stick / 'a.hjd').write_bytes((home.stick / 'a.hjd').read_bytes())
        elsewhere.record(all_met('李四'))
        (home.stick / 'a.hjd').write_bytes((elsewhere.stick / 'a.hjd').read_bytes())
    finally:
        elsewhere.remove()
    home.record([{'expert': '张三', 'criterion': '2.1.1', 'verdict': 'missing'}])
    assert home.score('a.hjd', '--expert', '李四')['verdict'] == 'pass'
    assert home.score()['disagreements'] == ['2.1.1']
    assert len(home.places()) == 1


@test
def links_are_followed(home):
    home.new('real.hjd')
    (home.stick / 'link.hjd').symlink_to('real.hjd')
    home.record(all_met()[:2], 'link.hjd')
    assert (home.stick / 'link.hjd').is_symlink() and home.score('real.hjd')['open'] == 15


@test
def sidecars_are_reported_and_not_used(home):
    home.new()
    (home.stick / 'a.hjd-wal').write_bytes(b'x' * 5000)
    result = home.ok('score', 'a.hjd', '--json')
    assert 'a.hjd-wal' in result.err and json.loads(result.out)['open'] == 17
    (home.stick / 'a.hjd-wal').unlink()
    (home.stick / 'a.hjd-journal').write_bytes(b'x')
    assert 'a.hjd-journal' in home.ok('record', 'a.hjd', '--expert', '甲', '--criterion', '2.1.1', '--verdict', 'met').err
    assert (home.stick / 'a.hjd-journal').read_bytes() == b'x'


@test
def reading_needs_no_place_to_write(home):
    home.new()
    home.record(all_met())
    home.environment['XDG_DATA_HOME'] = '/proc/nowhere'
    assert home.score()['verdict'] == 'pass'
    home.ok('verify', 'a.hjd')
    home.refused('record', 'a.hjd', '--expert', '甲', '--criterion', '2.1.1', '--verdict', 'met')


@test
def a_folder_that_is_gone_is_told(home):
    folder = home.stick / 'gone'
    folder.mkdir()
    home.new('gone/a.hjd')
    (folder / 'a.hjd').rename(home.stick / 'a.hjd')
    folder.rmdir()
    home.refused('record', 'gone/a.hjd', '--expert', '甲', '--criterion', '2.1.1', '--verdict', 'met')
    home.record(all_met()[:1], 'a.hjd')


@test
def a_place_that_can_only_be_read_is_told(home):
    folder = home.stick / 'fixed'
    folder.mkdir()
    home.new('fixed/a.hjd')
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        print('# root writes everywhere; nothing to see here')
        return
    home.refused('record', 'fixed/a.hjd', '--expert', '甲', '--criterion', '2.1.1', '--verdict', 'missing')
    assert home.score('fixed/a.hjd')['open'] == 17, 'not acknowledged, not in the file'
    assert home.ok('score', 'fixed/a.hjd').err, 'a reader is told of what is here'
    folder.chmod(0o700)
    home.record([{'expert': '甲', 'criterion': '2.1.2', 'verdict': 'missing'}], 'fixed/a.hjd')
    assert home.score('fixed/a.hjd')['base'] == '96.00'


@test
def a_killed_holder_holds_nothing(home):
    home.new()
    read, write = os.pipe()
    child = subprocess.Popen([home.program, 'record', 'a.hjd'], stdin=read, cwd=home.stick, env=home.environment,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait(timeout=10)
    os.close(read)
    os.close(write)
    home.record(all_met())


@test
def new_takes_occupations_as_people_write_them(home):
    for n, levels in enumerate(('5,4,3', '三级', '高级工、中级工', '五级/初级工 四级', '5,4,')):
        home.new(f'{n}.hjd', '--occupation', f'4-07-03-02:劳动关系协调员:{levels}')
    result = home.ok('new', 'a.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某', '--occupation', '6-31-01:电工:5')
    assert '6-31-01' in result.err, 'a strange code is kept and said'


@test
def a_scheme_may_be_a_file(home):
    own = home.stick / 'own.hjs'
    shipped = os.path.join(os.environ['HENGJIAN_DATA_DIR'], 'schemes', 'zhejiang-2020.hjs')
    own.write_text(open(shipped, encoding='utf-8').read().replace('id="zhejiang-2020"', 'id="hangzhou-trial"', 1),
                   encoding='utf-8')
    home.ok('new', 'a.hjd', '--scheme', 'own.hjs', '--applicant', '某')
    home.ok('new', 'b.hjd', '--scheme', own, '--applicant', '某')
    assert home.score()['scheme'] == home.score('b.hjd')['scheme'] == 'hangzhou-trial'
    assert json.loads(home.ok('scheme', 'show', own, '--json').out)['id'] == 'hangzhou-trial'
    home.refused('new', 'c.hjd', '--scheme', './nothing.hjs', '--applicant', '某', says='nothing.hjs')
    own.write_text('<scheme/>', encoding='utf-8')
    home.refused('new', 'c.hjd', '--scheme', 'own.hjs', '--applicant', '某', says='own.hjs:1')
    home.ok('score', 'a.hjd')


@test
def scheme_check_takes_files_ids_or_nothing(home):
    assert 'zhejiang-2020' in home.ok('scheme', 'check').out
    home.ok('scheme', 'check', 'zhejiang-2020')
    (home.stick / 'bad.hjs').write_text('<scheme/>', encoding='utf-8')
    home.refused('scheme', 'check', 'zhejiang-2020', 'bad.hjs', says='bad.hjs:1')
    home.refused('scheme', 'check', 'atlantis-1')


@test
def a_line_with_every_key_says_what_it_says(home):
    home.new()
    every = {'expert': '甲', 'deductions': [], 'award': None, 'reason': '', 'method': ''}
    home.record([{**every, 'criterion': '2.1.1', 'verdict': 'missing'}, {**every, 'criterion': '2.1.2', 'verdict': 'missing'}])
    home.record([{**every, 'criterion': '2.1.1', 'verdict': 'clear'}])
    assert criterion_of(home.score(), '2.1.1')['verdict'] is None
    assert criterion_of(home.score(), '2.1.2')['verdict'] == 'missing'
    home.refused('record', 'a.hjd', stdin=json_lines([{**every, 'criterion': '2.1.2', 'verdict': 'clear', 'reason': '误'}]),
                 says='reason')


@test
def a_problem_may_name_its_aspect(home):
    home.new()
    problem = ['record', 'a.hjd', '--expert', '甲', '--criterion', '1.2.1', '--verdict', 'problem', '--reason', '答不上']
    home.ok(*problem, '--aspect', '1.2.1.experts')
    assert criterion_of(home.score(), '1.2.1') == {'id': '1.2.1', 'verdict': 'problem', 'deduction': '15.00', 'reason': '答不上'}
    home.refused(*problem, '--aspect', '1.2.1.nobody', says='1.2.1.nobody')
    home.refused('record', 'a.hjd', '--expert', '甲', '--criterion', '3.1.1', '--verdict', 'met', '--aspect', '3.1.1.video')


@test
def hostile_lines_are_refused_soon(home):
    home.new()
    good = json_lines([{'expert': '甲', 'criterion': '2.1.1', 'verdict': 'missing'}])
    many = ','.join(f'"k{n}":1' for n in range(300000))
    deductions = ','.join(['{"points":"0.5","reason":"x"}'] * 100000)
    for line in ('{' + many + '}', '{"expert":"甲","criterion":"3.1.1","deductions":[' + deductions + ']}',
                 '{"expert":"甲","criterion":"2.1.2","verdict":"met","note":"' + '长' * 65537 + '"}',
                 '{"expert":"甲","criterion":"2.1.2","verdict":"met","note":"a\\u0001b"}',
                 '{"expert":"甲\\n乙","criterion":"2.1.2","verdict":"met"}'):
        home.refused('record', 'a.hjd', stdin=good + line + '\n', says='line 2', timeout=10)
    assert home.score()['open'] == 17
    home.ok('record', 'a.hjd', stdin='\ufeff' + good)
    assert home.score()['open'] == 16


@test
def a_document_never_takes_a_dossiers_place(home):
    path = home.new()
    home.new('b.hjd')
    before = path.read_bytes()
    os.symlink('a.hjd', home.stick / 'link.pdf')
    for target in ('a.hjd', 'b.hjd', './a.hjd', 'link.pdf'):
        home.refused('document', 'a.hjd', '--kind', 'score-sheet', '-o', target, says='dossier')
    assert path.read_bytes() == before
    (home.stick / 'old.pdf').write_bytes(b'%PDF-1.5 old')
    home.ok('document', 'a.hjd', '--kind', 'score-sheet', '-o', 'old.pdf')


@test
def a_refusal_names_the_users_file(home):
    path = home.new()
    (home.stick / '现场.hjd').write_bytes(path.read_bytes()[:-1])
    for verb in (['score'], ['verify'], ['record', '--expert', '甲', '--criterion', '2.1.1', '--verdict', 'met']):
        home.refused(verb[0], '现场.hjd', *verb[1:], says='现场.hjd')


@test
def figures_of_a_derivation_stand_apart(home):
    home.new()
    for figure in ('base', 'grand', '1'):
        for line in home.ok('score', 'a.hjd', '--explain', figure).out.splitlines():
            assert not re.search(r'[^ ]at most', line), line


@test
def a_scheme_without_points_is_counted_and_concluded(home):
    home.ok('new', 'a.hjd', '--scheme', 'jilin-2022', '--applicant', '长春某某协会', '--expert', '甲')
    empty = home.score()
    assert [empty[key] for key in ('base', 'bonus', 'grand', 'pass_line')] == [None] * 4, empty
    assert empty['verdict'] == 'not-assessable' and not empty['complete']
    assert empty['counts'] == {'met': 0, 'partly_met': 0, 'not_met': 0, 'not_applicable': 0, 'open': 31}
    assert empty['conclusion'] == {'result': 'none', 'reasons': '', 'expert': '', 'day': None}
    assert all(item['points'] is None and item['score'] is None for item in empty['items'])
    home.record([{'expert': '甲', 'criterion': '2.1.1', 'verdict': 'met'},
                 {'expert': '甲', 'criterion': '2.2.3', 'verdict': 'deficient', 'reason': '条件尚可'},
                 {'expert': '甲', 'criterion': '2.3.7', 'verdict': 'missing', 'reason': '未设候考室'},
                 {'expert': '甲', 'criterion': '1.3.4', 'verdict': 'problem', 'reason': '曾列入异常目录'},
                 {'expert': '甲', 'criterion': '3.2.2', 'verdict': 'not-applicable', 'reason': '不是院校'}])
    score = home.score()
    assert score['counts'] == {'met': 1, 'partly_met': 1, 'not_met': 2, 'not_applicable': 1, 'open': 26}, score['counts']
    assert score['open'] == 26 and not score['can_pass']
    table = home.ok('score', 'a.hjd').out
    assert 'met 1, partly met 1, not met 2, not applicable 1' in table and 'Not concluded yet' in table, table
    assert '0.00' not in table and 'the points' not in table, table
    assert 'Partly met' in home.ok('score', 'a.hjd', '--explain', 'verdict').out
    # A condition not met owes its reason.
    home.record([{'expert': '甲', 'criterion': '2.3.7', 'verdict': 'missing', 'reason': ''}])
    assert home.score()['open'] == 27


@test
def every_scheme_makes_a_dossier(home):
    schemes = json.loads(home.ok('scheme', 'list', '--json').out)
    ids = [scheme['id'] for scheme in schemes]
    for scheme in ('cettic-2020', 'jilin-2022', 'shandong-2020', 'zhejiang-2020'):
        assert scheme in ids, ids
    for scheme in ids:
        home.ok('new', f'{scheme}.hjd', '--scheme', scheme, '--applicant', '某某机构')
        home.ok('document', f'{scheme}.hjd', '--kind', 'score-sheet', '-o', f'{scheme}.pdf')
        assert (home.stick / f'{scheme}.pdf').read_bytes().startswith(b'%PDF')


if __name__ == '__main__':
    main()
