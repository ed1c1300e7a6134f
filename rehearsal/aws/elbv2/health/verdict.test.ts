import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMatcher } from './matcher.ts';
import { combine, INITIAL, judge, type Verdict } from './verdict.ts';

const FAILURE = { reason: 'Target.Timeout', description: 'Request timed out' } as const;
const THRESHOLDS = { healthy: 3, unhealthy: 2 };

/** Judges checks in a row: `+` passes, `-` fails. */
function judged(checks: string, start: Verdict = INITIAL): Verdict {
  return [...checks].reduce(
    (verdict, check) => judge(verdict, check === '+' ? undefined : FAILURE, THRESHOLDS),
    start,
  );
}

describe('a verdict on a target', () => {
  test.each([
    ['', 'initial'],
    ['+', 'healthy'],
    ['-', 'initial'],
    ['-+', 'healthy'],
    ['--', 'unhealthy'],
    ['+-', 'healthy'],
    ['+-+-+-', 'healthy'],
    ['+--', 'unhealthy'],
    ['--++', 'unhealthy'],
    ['--+++', 'healthy'],
    ['--++-++', 'unhealthy'],
  ])('after %s it is %s', (checks, state) => {
    expect(judged(checks).state).toBe(state);
  });

  test('never changes but for one pass at the start or a whole threshold in a row', () => {
    const checks = fc.array(fc.boolean(), { maxLength: 40 });
    const threshold = fc.integer({ min: 2, max: 10 });
    fc.assert(
      fc.property(checks, threshold, threshold, (passes, healthy, unhealthy) => {
        let verdict = INITIAL;
        passes.forEach((passed, index) => {
          const next = judge(verdict, passed ? undefined : FAILURE, { healthy, unhealthy });
          if (next.state !== verdict.state) {
            const needed = next.state === 'unhealthy' ? unhealthy : verdict.state === 'initial' ? 1 : healthy;
            const row = passes.slice(index + 1 - needed, index + 1);
            expect(row).toEqual(Array(needed).fill(next.state === 'healthy'));
          }
          verdict = next;
        });
      }),
    );
  });
});

describe('the health of all nodes together', () => {
  const [initial, healthy, unhealthy] = [INITIAL, judged('+'), judged('--')];

  test.each([
    [[healthy, healthy], 'healthy', 'healthy'],
    [[healthy, initial], 'initial', 'healthy'],
    [[healthy, unhealthy], 'unhealthy', 'healthy'],
    [[initial, unhealthy], 'unhealthy', 'initial'],
    [[unhealthy, unhealthy], 'unhealthy', 'unhealthy'],
    [[initial, initial], 'initial', 'initial'],
  ])('%j: by every node %s, by any node %s', (verdicts, everyNode, anyNode) => {
    expect(combine(verdicts, 'every-node').State).toBe(everyNode);
    expect(combine(verdicts, 'any-node').State).toBe(anyNode);
  });

  test('an unhealthy target carries the reason of its last failed check, a healthy one none', () => {
    expect(combine([unhealthy], 'every-node')).toEqual({
      State: 'unhealthy',
      Reason: 'Target.Timeout',
      Description: 'Request timed out',
    });
    expect(combine([healthy], 'every-node')).toEqual({ State: 'healthy' });
  });
});

describe('matchers', () => {
  test.each([
    ['200', [200], [201, 404]],
    ['200,204', [200, 204], [201]],
    ['200-299,404', [200, 250, 299, 404], [300, 403]],
  ])('%s', (text, matching, others) => {
    const matches = parseMatcher(text);
    expect(matching.map((status) => matches?.(status))).toEqual(matching.map(() => true));
    expect(others.map((status) => matches?.(status))).toEqual(others.map(() => false));
  });

  test.each(['', 'ok', '20', '199', '500', '200-500', '299-200', '200,', '2xx'])('%s is refused', (text) => {
    expect(parseMatcher(text)).toBeUndefined();
  });
});
