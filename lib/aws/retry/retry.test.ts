import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { createVirtualClock } from '../../../rehearsal/aws/kernel/virtual-clock.ts';
import { recordLog } from '../testing/record-log.ts';
import { DEFAULT_RETRY_POLICY, waitBefore, withRetries } from './retry.ts';

const throttled = () => Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
const refused = () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
const denied = () => Object.assign(new Error('No.'), { name: 'AccessDeniedException' });

function setUp() {
  const clock = createVirtualClock(0);
  const log = recordLog();
  const random = createRandom(1);
  let attempts = 0;
  const options = { what: 'ECS DescribeServices', policy: DEFAULT_RETRY_POLICY };
  /** Fails as the list says, then works. */
  const attempt = (errors: Error[]) => async () => {
    const error = errors[attempts++];
    if (error) throw error;
    return 'done';
  };
  return { clock, log, ports: { clock, random, log }, options, attempt, attempts: () => attempts };
}

describe('a call that fails', () => {
  test('is tried again after throttling and lost connections, and the log says what, why and how long', async () => {
    const { clock, log, ports, options, attempt } = setUp();
    const work = withRetries(ports, options, attempt([throttled(), refused()]));
    expect(await clock.run(work)).toBe('done');
    expect(log.lines).toEqual([
      expect.stringMatching(
        /^ECS DescribeServices was throttled \(ThrottlingException: Rate exceeded\): attempt 2 of 8 in \d+ms\.$/,
      ),
      expect.stringMatching(
        /^ECS DescribeServices did not get through \(ECONNREFUSED: connect\): attempt 3 of 8 in \d+ms\.$/,
      ),
    ]);
  });

  test('ends at once when another try cannot help', async () => {
    const { clock, log, ports, options, attempt, attempts } = setUp();
    const given: unknown[] = [];
    const work = withRetries(
      ports,
      { ...options, onGivingUp: (error, tried) => given.push(error, tried) },
      attempt([denied()]),
    );
    await expect(clock.run(work)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect([clock.now(), log.lines, attempts()]).toEqual([0, [], 1]);
    expect(given).toEqual([expect.any(Error), { attempts: 1, milliseconds: 0 }]);
  });

  test('ends at once when it must not happen twice', async () => {
    const { clock, ports, options, attempt, attempts } = setUp();
    const work = withRetries(ports, { ...options, mayRepeat: () => false }, attempt([refused()]));
    await expect(clock.run(work)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(attempts()).toBe(1);
  });

  test('stops waiting when the run is cancelled, with the reason', async () => {
    const { clock, ports, options, attempt, attempts } = setUp();
    const cancel = new AbortController();
    clock.after(1, () => cancel.abort(new Error('Cancelled')));
    const slow = { ...ports, random: { next: () => 0.99 } };
    const work = withRetries(
      slow,
      { ...options, signal: cancel.signal },
      attempt([throttled(), throttled()]),
    );
    await expect(clock.run(work)).rejects.toThrow('Cancelled');
    expect([clock.now(), attempts()]).toEqual([1, 1]);
  });

  test('no run of errors makes it last longer than the policy allows', async () => {
    const errors = fc.constantFrom(throttled, refused);
    await fc.assert(
      fc.asyncProperty(fc.array(errors, { maxLength: 12 }), fc.integer(), async (list, seed) => {
        const { clock, ports, options, attempt, attempts } = setUp();
        const work = withRetries(
          { ...ports, random: createRandom(seed) },
          options,
          attempt(list.map((make) => make())),
        );
        await clock.run(work.catch(() => 'failed'));
        expect(clock.now()).toBeLessThanOrEqual(options.policy.total);
        expect(attempts()).toBeLessThanOrEqual(options.policy.attempts);
      }),
    );
  });
});

test('the longest wait doubles up to the cap, and chance takes any share of it', () => {
  const longest = [2, 3, 4, 5, 9].map((attempt) =>
    waitBefore(attempt, 'network', DEFAULT_RETRY_POLICY, { next: () => 1 }),
  );
  expect(longest).toEqual([200, 400, 800, 1600, 4000]);
  expect(waitBefore(2, 'throttled', DEFAULT_RETRY_POLICY, { next: () => 0.25 })).toBe(250);
});
