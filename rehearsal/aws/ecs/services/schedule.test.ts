import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, type SchedulableTask, type Situation, type TaskCondition, taskLimits } from './schedule.ts';

/** `h` healthy, `s` starting, `t` settling, `u` unhealthy; small letters are PRIMARY, capital ones older. */
const CONDITIONS: Readonly<Record<string, TaskCondition>> = {
  h: 'healthy',
  s: 'starting',
  t: 'settling',
  u: 'unhealthy',
};

function tasksOf(letters: string): SchedulableTask[] {
  return [...letters].map((letter, index) => ({
    id: `${letter}${index}`,
    isPrimary: letter === letter.toLowerCase(),
    condition: CONDITIONS[letter.toLowerCase()] ?? 'starting',
  }));
}

function situation(tasks: string, desiredCount: number, minimum = 100, maximum = 200): Situation {
  return {
    desiredCount,
    minimumHealthyPercent: minimum,
    maximumPercent: maximum,
    tasks: tasksOf(tasks),
    mayStart: true,
  };
}

describe('one step of the rolling scheduler', () => {
  test.each([
    ['a new service starts all', situation('', 3), { start: 3, stop: [] }],
    ['a steady service is left alone', situation('hh', 2), { start: 0, stop: [] }],
    ['starting tasks are waited for', situation('hs', 2), { start: 0, stop: [] }],
    ['new tasks come first at 100/200', situation('HH', 2), { start: 2, stop: [] }],
    ['old tasks stay until new ones are healthy', situation('HHtt', 2), { start: 0, stop: [] }],
    ['one healthy new task frees one old task', situation('HHht', 2), { start: 0, stop: ['H1'] }],
    ['at 50/100 room is made first', situation('HHHH', 4, 50, 100), { start: 2, stop: ['H3', 'H2'] }],
    ['at 0 % all old tasks go at once', situation('HH', 2, 0, 200), { start: 2, stop: ['H1', 'H0'] }],
    ['percentages round up and down', situation('HHH', 3, 50, 150), { start: 2, stop: ['H2'] }],
    ['an old task that has not started goes at once', situation('HSs', 1), { start: 0, stop: ['S1'] }],
    ['scaling in takes the youngest', situation('hhh', 1), { start: 0, stop: ['h2', 'h1'] }],
    ['scaling in takes what is not RUNNING first', situation('hsh', 2), { start: 0, stop: ['s1'] }],
    ['scaled to 0, all go', situation('htu', 0), { start: 0, stop: ['t1', 'h0', 'u2'] }],
    ['an unhealthy task gets its replacement first', situation('u', 1), { start: 1, replaced: 1, stop: [] }],
    ['the unhealthy task waits for the replacement', situation('us', 1), { start: 0, stop: [] }],
    ['and goes when that is RUNNING', situation('ut', 1), { start: 0, stop: ['u0'] }],
    [
      'without room for a replacement one unhealthy task makes way',
      situation('huu', 3, 50, 100),
      { start: 1, stop: ['u1'] },
    ],
    ['one at a time, whatever the minimum', situation('huu', 3, 0, 100), { start: 1, stop: ['u1'] }],
    ['one that has recovered makes its replacement needless', situation('hs', 1), { start: 0, stop: ['s1'] }],
  ])('%s', (_name, given, expected) => {
    expect(decide(given)).toMatchObject(expected);
  });

  test('nothing is started while launches are held back', () => {
    expect(decide({ ...situation('', 2), mayStart: false })).toMatchObject({ start: 0, isBlocked: false });
  });

  test('percentages that leave no room block a deployment', () => {
    expect(decide(situation('H', 1, 100, 100)).isBlocked).toBe(true);
    expect(decide(situation('HH', 2, 100, 149)).isBlocked).toBe(true);
    expect(decide(situation('Hs', 2, 100, 100)).isBlocked).toBe(false);
    expect(decide(situation('h', 1, 100, 100)).isBlocked).toBe(false);
  });
});

const letters = fc.string({ unit: fc.constantFrom(...'hstuHSTU'), maxLength: 12 });
const situations = fc
  .tuple(letters, fc.nat(8), fc.nat(100), fc.integer({ min: 100, max: 200 }), fc.boolean())
  .map(([tasks, desired, minimum, maximum, mayStart]) => ({
    ...situation(tasks, desired, minimum, maximum),
    mayStart,
  }));

describe('what never happens', () => {
  test('a stop never leaves fewer healthy tasks than the minimum, nor fewer RUNNING ones', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const left = given.tasks.filter(({ id }) => !decide(given).stop.includes(id));
        const count = (tasks: readonly SchedulableTask[], isCounted: (c: TaskCondition) => boolean) =>
          tasks.filter(({ condition }) => isCounted(condition)).length;
        const { fewest } = taskLimits(given);
        for (const isCounted of [
          (c: TaskCondition) => c === 'healthy',
          (c: TaskCondition) => c !== 'starting',
        ]) {
          const before = count(given.tasks, isCounted);
          expect(count(left, isCounted)).toBeGreaterThanOrEqual(Math.min(before, fewest));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a start never makes more tasks than the maximum, nor more PRIMARY ones than wanted', () => {
    fc.assert(
      fc.property(situations, (given) => {
        const { start, stop } = decide(given);
        if (start === 0) return;
        const left = given.tasks.filter(({ id }) => !stop.includes(id));
        expect(left.length + start).toBeLessThanOrEqual(taskLimits(given).most);
        const wanted = left.filter(({ isPrimary, condition }) => isPrimary && condition !== 'unhealthy');
        expect(wanted.length + start).toBeLessThanOrEqual(given.desiredCount);
        expect(given.mayStart).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('healthy tasks of a steady service are never touched', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(100), fc.integer({ min: 100, max: 200 }), (count, minimum, maximum) => {
        const decision = decide(situation('h'.repeat(count), count, minimum, maximum));
        expect(decision).toEqual({ start: 0, replaced: 0, stop: [], isBlocked: false });
      }),
    );
  });
});

test('a deployment always comes to its end when the percentages leave room', () => {
  const next: Readonly<Record<TaskCondition, TaskCondition>> = {
    starting: 'settling',
    settling: 'healthy',
    healthy: 'healthy',
    unhealthy: 'healthy',
  };
  fc.assert(
    fc.property(situations, fc.infiniteStream(fc.boolean()), (given, chance) => {
      const { desiredCount } = given;
      const { fewest, most } = taskLimits(given);
      fc.pre(desiredCount === 0 || fewest < desiredCount || most > desiredCount);
      let tasks = given.tasks;
      for (let step = 0; step < 200; step += 1) {
        const { start, stop } = decide({ ...given, mayStart: true, tasks });
        const started: SchedulableTask[] = Array.from({ length: start }, (_, index) => ({
          id: `new ${step} ${index}`,
          isPrimary: true,
          condition: 'starting',
        }));
        const left = tasks.filter(({ id }) => !stop.includes(id));
        tasks = [...left, ...started].map((task) =>
          chance.next().value ? { ...task, condition: next[task.condition] } : task,
        );
      }
      expect(tasks.map(({ condition, isPrimary }) => ({ condition, isPrimary }))).toEqual(
        Array.from({ length: desiredCount }, () => ({ condition: 'healthy', isPrimary: true })),
      );
    }),
    { numRuns: 500 },
  );
});
