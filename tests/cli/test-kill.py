#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments: every acknowledged finding is there afterwards.

Through a session (session-child records without end and publishes in between)
and through hjctl. The moments come from a seed that is printed."""

import os
import random
import signal
import subprocess
import tempfile
import time

from hjctl import COUNTED, OTHERS, criterion_of, main, test

ROUNDS = int(os.environ.get('HJ_KILL_ROUNDS', '200'))
SEED = int(os.environ.get('HJ_KILL_SEED', '20261105'))


def dump(home):
    """What is there after reopening: criterion -> the sequence number noted with it."""
    result = subprocess.run([os.environ['SESSION_CHILD'], 'dump', 'a.hjd'], cwd=home.stick, env=home.environment,
                            capture_output=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr.decode()
    return {criterion: int(note) for criterion, note in (line.split() for line in result.stdout.decode().splitlines())}


def killed_output(home, arguments, delay, after=0):
    """Runs it, and kills it some seconds after so many lines, however slow the machine is."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(arguments, cwd=home.stick, env=home.environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=errors)
        begun = b''.join(child.stdout.readline() for _ in range(after))
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        out = begun + child.stdout.read()
        child.stdout.close()
        errors.seek(0)
        assert child.wait(timeout=60) in (0, -signal.SIGKILL), (child.returncode, errors.read().decode())
    return child.returncode, out.decode()


@test
def through_the_session(home):
    home.new('a.hjd', '--expert', '张三')
    chance = random.Random(SEED)
    print(f'# seed {SEED}, {ROUNDS} rounds')
    acknowledged, tried, sequence, recorded = {}, {}, 1, 0
    for number in range(ROUNDS):
        # Each second kill comes by the clock, while the file may still be opening; the others come among the answers.
        delay, lines = (chance.uniform(0.0, 0.12), 0) if number % 2 else (chance.uniform(0.0, 0.02), chance.randint(1, 80))
        _, out = killed_output(home, [os.environ['SESSION_CHILD'], 'loop', 'a.hjd', str(sequence)], delay, lines)
        for line in out.splitlines():
            if len(line.split()) != 3:
                continue  # The last line may have been cut by the kill.
            word, criterion, note = line.split()
            (acknowledged if word == 'ack' else tried)[criterion] = int(note)
            recorded += word == 'ack'
            sequence = max(sequence, int(note) + 1)
        if number % 5 == 4 or number == ROUNDS - 1:
            there = dump(home)
            for criterion, note in acknowledged.items():
                assert there.get(criterion, -1) >= note, f'round {number}: {criterion} {note} lost: {there.get(criterion)}'
                assert there[criterion] <= max(note, tried.get(criterion, note)), f'round {number}: {criterion} from nowhere'
            home.ok('verify', 'a.hjd')
    print(f'# {recorded} findings acknowledged')
    assert recorded > ROUNDS


def reason_number(home, criterion):
    reason = criterion_of(home.score(), criterion)['reason']
    return int(reason[1:-1]) if reason else 0


@test
def through_the_command(home):
    home.new('a.hjd', '--expert', '张三')
    chance = random.Random(SEED + 1)
    begun = time.monotonic()
    home.ok('record', 'a.hjd', '--expert', '张三', '--criterion', '2.1.1', '--verdict', 'met')
    whole = time.monotonic() - begun
    acknowledged, killed = {}, 0
    for number in range(1, ROUNDS + 1):
        criterion = chance.choice(COUNTED)
        status, _ = killed_output(home, [home.program, 'record', 'a.hjd', '--expert', '张三', '--criterion', criterion,
                                         '--verdict', 'deficient', '--reason', f'第{number}次'], chance.uniform(0.0, 1.5 * whole))
        killed += status != 0
        if status == 0:
            acknowledged[criterion] = number
            assert reason_number(home, criterion) == number, 'acknowledged means: it is in the file'
        for known, last in acknowledged.items() if number % 10 == 0 or number == ROUNDS else ():
            # A later one that was killed on its way may stand in its place.
            assert reason_number(home, known) >= last, f'round {number}: {known} lost {last}'
    home.ok('verify', 'a.hjd')
    home.ok('record', 'a.hjd', '--expert', '张三', '--criterion', OTHERS[0], '--verdict', 'met')
    print(f'# {killed} of {ROUNDS} were killed')
    assert ROUNDS // 10 < killed < ROUNDS


if __name__ == '__main__':
    main()
