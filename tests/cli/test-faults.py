#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Nth write, flush, rename or other step fails, N swept through hjctl's real code.

Whatever fails: the error is loud, the file is a whole dossier, and never worse
than the last acknowledged answer."""

import errno
import os
import shutil

from hjctl import criterion_of, main, test

# With the sanitizers, which make each start slow, one step in so many.
STRIDE = int(os.environ.get('HJ_FAULT_STRIDE', '1'))
RECORD = ['record', 'a.hjd', '--expert', '张三', '--criterion', '2.1.2', '--verdict', 'missing']


def save(home):
    shutil.copytree(home.root / 'data', home.root / 'data.saved', symlinks=True)
    shutil.copytree(home.stick, home.root / 'stick.saved', symlinks=True)


def restore(home):
    for name in ('data', 'stick'):
        shutil.rmtree(home.root / name)
        shutil.copytree(home.root / f'{name}.saved', home.root / name, symlinks=True)


def count_steps(home, arguments, side):
    report = home.root / 'report'
    home.run(*arguments, environment={'HJ_FAULT_SIDE': side, 'HJ_FAULT_REPORT': str(report)})
    return int(report.read_text())


def check_nothing_lost(home, status, where, go_on):
    """2.1.1 was acknowledged before; 2.1.2 must be there if it was now."""
    score = home.score()
    assert criterion_of(score, '2.1.1')['verdict'] == 'missing', f'{where}: what was acknowledged is lost'
    there = criterion_of(score, '2.1.2')['verdict'] == 'missing'
    assert there or status != 0, f'{where}: acknowledged and not there'
    home.ok('verify', 'a.hjd')
    stray = [p.name for p in home.stick.iterdir() if p.name != 'a.hjd']
    assert not stray, f'{where}: left behind {stray}'
    if not go_on:
        return
    home.ok('record', 'a.hjd', '--expert', '张三', '--criterion', '2.1.3', '--verdict', 'missing')
    score = home.score()
    assert all(criterion_of(score, c)['verdict'] == 'missing' for c in ('2.1.1', '2.1.3')), where
    assert there <= (criterion_of(score, '2.1.2')['verdict'] == 'missing'), where


def sweep(home, side, how, error):
    home.new('a.hjd', '--expert', '张三')
    home.ok('record', 'a.hjd', '--expert', '张三', '--criterion', '2.1.1', '--verdict', 'missing')
    save(home)
    steps = count_steps(home, RECORD, side)
    failed = 0
    for nth in range(1, steps + 1, STRIDE):
        restore(home)
        result = home.run(*RECORD, environment={'HJ_FAULT_AT': str(nth), 'HJ_FAULT_ERRNO': str(error),
                                                'HJ_FAULT_HOW': how, 'HJ_FAULT_SIDE': side})
        assert result.returncode in (0, 1), (nth, result.returncode, result.err)
        assert result.returncode == 0 or result.err.strip(), f'{nth}: failed in silence'
        failed += result.returncode
        # That it goes on from there is looked at after each third.
        check_nothing_lost(home, result.returncode, f'{side} {how} step {nth} of {steps}', nth // STRIDE % 3 == 0)
    print(f'# {side} {how} {errno.errorcode[error]}: {steps} steps, each {STRIDE}., {failed} refused')
    assert steps > 5 and failed > steps // STRIDE // 3


@test
def files_full(home):
    sweep(home, 'files', 'sticky', errno.ENOSPC)


@test
def files_broken_once(home):
    sweep(home, 'files', 'once', errno.EIO)


@test
def database_full(home):
    sweep(home, 'vfs', 'sticky', errno.ENOSPC)


@test
def database_broken_once(home):
    sweep(home, 'vfs', 'once', errno.EIO)


@test
def database_torn(home):
    sweep(home, 'vfs', 'torn', errno.EIO)


@test
def making_a_dossier(home):
    """new either makes a whole file or none, and leaves no half of a working copy."""
    arguments = ['new', 'a.hjd', '--scheme', 'zhejiang-2020', '--applicant', '某', '--expert', '张三']
    for side in ('files', 'vfs'):
        steps = count_steps(home, arguments, side)
        for nth in range(1, steps + 1, STRIDE):
            for path in home.stick.iterdir():
                path.unlink()
            shutil.rmtree(home.root / 'data', ignore_errors=True)
            result = home.run(*arguments, environment={'HJ_FAULT_AT': str(nth), 'HJ_FAULT_ERRNO': str(errno.ENOSPC),
                                                       'HJ_FAULT_HOW': 'sticky', 'HJ_FAULT_SIDE': side})
            if result.returncode == 0:
                home.ok('verify', 'a.hjd')
            else:
                assert result.err.strip() and not [p for p in home.places() if p.name.startswith('new')], nth
                if (home.stick / 'a.hjd').exists():
                    home.ok('verify', 'a.hjd')  # Only the last flush failed: the file is whole.


@test
def a_small_disk(home):
    """A real full file system, where one can be mounted."""
    small = home.root / 'small'
    small.mkdir()
    if os.geteuid() != 0 or os.system(f'mount -t tmpfs -o size=96k tmpfs {small} 2>/dev/null') != 0:
        print('# no small file system can be mounted here')
        return
    try:
        home.refused('new', str(small / 'a.hjd'), '--scheme', 'zhejiang-2020', '--applicant', '某')
        assert list(small.iterdir()) == []
        os.system(f'mount -o remount,size=1m {small}')
        home.ok('new', str(small / 'a.hjd'), '--scheme', 'zhejiang-2020', '--applicant', '某')
        (small / 'ballast').write_bytes(b'x' * 600000)
        try:
            (small / 'more').write_bytes(b'x' * 900000)
        except OSError:
            pass
        result = home.refused('record', str(small / 'a.hjd'), '--expert', '甲', '--criterion', '2.1.1', '--verdict', 'missing')
        assert home.score(str(small / 'a.hjd'))['open'] == 17, result.err
        home.ok('verify', str(small / 'a.hjd'))
        for name in ('ballast', 'more'):
            (small / name).unlink()
        home.ok('record', str(small / 'a.hjd'), '--expert', '甲', '--criterion', '2.1.2', '--verdict', 'missing')
        assert home.score(str(small / 'a.hjd'))['base'] == '96.00'
    finally:
        os.system(f'umount {small}')


if __name__ == '__main__':
    main(os.environ['HJCTL_FAULTY'])
