import { expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createClosableClock } from './closable-clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

test('closing calls off what is pending and takes nothing new; other users of the clock go on', async () => {
  const shared = createVirtualClock(0);
  const clock = createClosableClock(shared);
  const heard: string[] = [];
  clock.after(1, () => heard.push('before'));
  clock.after(1, () => heard.push('called off'))();
  clock.after(10, () => heard.push('pending'));
  await shared.run(sleep(shared, 5));
  clock.close();
  clock.after(1, () => heard.push('new'));
  await shared.run(sleep(shared, 20));
  expect(heard).toEqual(['before']);
  expect(clock.now()).toBe(25);
});
