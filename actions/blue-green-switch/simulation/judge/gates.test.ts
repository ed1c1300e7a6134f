import { expect, test } from '@jest/globals';
import { factsOf, planOf, runOf, SHIFT, truthOf, writeOf } from '../testing/facts.ts';
import type { PlayedRun } from '../trace.ts';
import { judgeDryRuns } from './dry-runs.ts';
import { judgeGates } from './gates.ts';

const WATCHED = { mode: 'release', alarms: 'orders', hold: '5s', bake: '2m' };

/** A look every second, with the alarm in ALARM from one moment to another. */
function looks(from: number, to: number) {
  return Array.from({ length: 200 }, (_, second) => ({
    ...truthOf(second * 1_000, 'green'),
    isAlarm: second * 1_000 >= from && second * 1_000 < to,
  }));
}

function told(from: number, to: number, run: Partial<PlayedRun> = {}) {
  const facts = factsOf({
    ...{ runs: [runOf('RUN1', { inputs: WATCHED, endedAt: 180_000, ...run })] },
    ...{ plans: [planOf('RUN1', 1_000)], moves: [SHIFT], truths: looks(from, to) },
  });
  return judgeGates(facts).map(({ what }) => what);
}

test('an alarm that is quiet, or comes and goes between two looks, gates nothing', () => {
  expect(told(0, 0)).toEqual([]);
  expect(told(80_000, 95_000)).toEqual([]);
});

test('a weight with an alarm that has been ringing is seen', () => {
  expect(told(10_000, 55_000)).toEqual(['RUN1 raised blue with its alarm in ALARM']);
});

test('a green end after a bake in which the alarm has been ringing is seen, and a red one is as it should be', () => {
  expect(told(80_000, 120_000)).toEqual(['RUN1 is released, and its alarm rang']);
  const red = { kind: 'ended', outputs: { verdict: 'rolled-back' }, failure: { cause: 'It rang.' } } as const;
  expect(told(80_000, 120_000, { ending: red })).toEqual([]);
});

test('a green end without the expected version is seen', () => {
  const image = `rehearsal/web@sha256:${'2'.repeat(64)}`;
  const of = (version: string) =>
    judgeGates(
      factsOf({
        runs: [runOf('RUN1', { inputs: { mode: 'release', 'probe-url': '/' } })],
        plans: [planOf('RUN1', 1_000, { image, expectVersion: { version } })],
      }),
    ).map(({ what }) => what);
  expect(of('2')).toEqual([]);
  expect(of('9')).toEqual([`RUN1 is green, and expected version 9 of ${image}`]);
});

test.each([{ mode: 'release', 'dry-run': 'true' }, { mode: 'status' }])('a write of %j is seen', (inputs) => {
  const runs = [runOf('RUN1', { inputs }), runOf('RUN2')];
  const writes = [writeOf('RUN2', 1_000, 'UpdateService'), writeOf('RUN1', 2_000, 'PutParameter')];
  expect(judgeDryRuns(factsOf({ runs, writes })).map(({ what }) => what)).toEqual(['RUN1 did PutParameter']);
  expect(judgeDryRuns(factsOf({ runs, writes: writes.slice(0, 1) }))).toEqual([]);
});
