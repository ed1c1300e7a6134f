import { describe, expect, test } from '@jest/globals';
import { createVirtualClock } from '../../../../rehearsal/aws/kernel/virtual-clock.ts';
import { Inconclusive } from './inconclusive.ts';
import { startProbeCounts } from './probe-counts.ts';
import { BLOCKED_PATIENCE, createProbeGate, type ProbeAnswer, type ProbeSettings } from './probe-gate.ts';

const never = new AbortController().signal;

const GOOD: ProbeAnswer = { kind: 'answered', status: 200, headers: {}, body: '' };
const BAD: ProbeAnswer = { ...GOOD, status: 500 };
const BLOCKED: ProbeAnswer = { ...GOOD, status: 403, headers: { server: 'awselb/2.0' } };

/** A gate that gets these answers, each as long after the one before as the gate waits. */
function createGate(answers: readonly ProbeAnswer[], given: Partial<ProbeSettings> = {}) {
  const clock = createVirtualClock(0);
  const counts = startProbeCounts();
  let asked = 0;
  const probe = async () => answers[asked++] ?? GOOD;
  const request = { url: 'https://shop/', headers: {} };
  const settings: ProbeSettings = {
    ...{ name: 'probe', request, interval: 5_000, threshold: 3, budget: 1 },
    ...{ expectVersion: undefined, isVersionRequired: () => true },
    ...given,
  };
  const gate = createProbeGate(settings, { probe, clock, counts });

  /** Looks so many times; gives what each look says. */
  async function look(times = answers.length): Promise<readonly (string | undefined)[]> {
    const causes: (string | undefined)[] = [];
    for (let index = 0; index < times; index += 1) {
      causes.push(await gate.check(never));
      await clock.run(new Promise<void>((resolve) => clock.after(gate.interval, resolve)));
    }
    return causes;
  }
  return { gate, clock, counts, look };
}

describe('a probe', () => {
  test('fails when so many requests in a row fail, and not before', async () => {
    const { look } = createGate([BAD, BAD, GOOD, BAD, BAD, BAD]);
    expect((await look()).filter((cause) => cause !== undefined)).toEqual([
      '3 requests in a row to https://shop/ failed: status 500',
    ]);
  });

  test('fails when more requests fail than the budget allows, though never so many in a row', async () => {
    const tenth = Array.from({ length: 40 }, (_, index) => (index % 10 === 9 ? BAD : GOOD));
    const { look } = createGate(tenth, { budget: 0.05 });
    const causes = await look();
    expect(causes.findIndex((cause) => cause !== undefined)).toBe(19);
    expect(causes[19]).toBe('2 of 20 requests to https://shop/ failed, and the budget is 5%');
  });

  test('tells a budget as it was given', async () => {
    const half = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? BAD : GOOD));
    const { look } = createGate(half, { budget: 0.07 });
    expect((await look()).at(-1)).toMatch(/and the budget is 7%$/);
  });

  test.each<[string, readonly ProbeAnswer[], number]>([
    ['good ones', [GOOD, GOOD], 2],
    ['a bad one', [GOOD, BAD, GOOD], 1],
    ['one of somebody else', [GOOD, BLOCKED], 0],
  ])('counts good answers in a row: %s', async (_which, answers, count) => {
    const { gate, look } = createGate(answers);
    await look();
    expect(gate.goodInARow()).toBe(count);
  });

  test.each<[string, readonly ProbeAnswer[], boolean]>([
    ['after a good answer', [GOOD], false],
    ['after a bad one', [BAD], true],
    ['when a good one has come since', [BAD, GOOD], false],
    ['while too few tell whether the budget is exceeded', [BAD, GOOD, BAD, GOOD], true],
    ['while it is blocked', [GOOD, BLOCKED], true],
  ])('is or is not to be looked at further: %s', async (_when, answers, isUndecided) => {
    const { gate, look } = createGate(answers, { budget: 0 });
    await look();
    expect(gate.isUndecided?.()).toBe(isUndecided);
  });

  test('that is blocked has neither failed nor succeeded, is seldom sent, and goes on as before', async () => {
    const { gate, counts, look } = createGate([BAD, BAD, BLOCKED, BAD]);
    await look(2);
    expect(gate.interval).toBe(5_000);
    expect(await look(1)).toEqual([undefined]);
    expect(gate.interval).toBe(60_000);
    expect(counts).toMatchObject({ sent: 3, failed: 2, blocked: 1 });
    expect(await look(1)).toEqual(['3 requests in a row to https://shop/ failed: status 500']);
    expect(gate.interval).toBe(5_000);
  });

  test('that stays blocked is inconclusive, which is no failure of the version', async () => {
    const { clock, look } = createGate(Array.from({ length: 20 }, () => BLOCKED));
    const error = await look().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Inconclusive);
    expect((error as Inconclusive).failure).toEqual({
      cause:
        'The probe cannot tell how https://shop/ is: for 6m the load balancer or its AWS WAF (status 403) has answered in its place.',
      advice: expect.stringContaining('"platform-actions blue-green-switch"'),
    });
    expect(clock.now()).toBe(BLOCKED_PATIENCE);
  });

  test('that is blocked now and then is given up no earlier', async () => {
    const answers = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? GOOD : BLOCKED));
    const { counts, look } = createGate(answers);
    await look();
    expect(counts).toMatchObject({ sent: 30, failed: 0, blocked: 20 });
  });

  test('counts other versions as long as they may answer, and then takes them for failures', async () => {
    const old: ProbeAnswer = { ...GOOD, headers: { 'x-version': '1.4' } };
    const expectVersion = { where: 'header', name: 'x-version', version: '1.5' } as const;
    let isRequired = false;
    const { counts, look } = createGate([old, GOOD, old, old, old], {
      expectVersion,
      isVersionRequired: () => isRequired,
    });
    expect(await look(2)).toEqual([undefined, undefined]);
    isRequired = true;
    expect(await look(3)).toEqual([
      ...[undefined, undefined],
      '3 requests in a row to https://shop/ failed: header x-version is "1.4" instead of "1.5"',
    ]);
    expect(counts.failed).toBe(3);
    expect(counts.seconds.flatMap(({ versions }) => [...versions])).toEqual(
      [0, 10_000, 15_000, 20_000].map(() => ['1.4', 1]),
    );
  });
});
