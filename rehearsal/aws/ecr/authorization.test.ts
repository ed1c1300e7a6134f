import { expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createRandom } from '../kernel/random.ts';
import { createVirtualClock } from '../kernel/virtual-clock.ts';
import { createAuthorization } from './authorization.ts';

const HOUR = 60 * 60 * 1000;
const place = { account: '123456789012', region: 'eu-west-1' };

test('a password is good for twelve hours, known as expired for twelve more, and then forgotten', async () => {
  const clock = createVirtualClock(0);
  const authorization = createAuthorization({ clock, random: createRandom(1) });
  const { password } = authorization.issue(place);
  const after = async (milliseconds: number) => {
    await clock.run(sleep(clock, milliseconds));
    authorization.issue(place);
    return authorization.check(password);
  };
  expect(await after(12 * HOUR - 1)).toEqual(place);
  expect(await after(1)).toBe('expired');
  expect(await after(12 * HOUR)).toBe('unknown');
});
