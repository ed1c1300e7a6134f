import type { ServiceEvent } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { createRandom } from '../../kernel/random.ts';
import { addEvent, events } from './events.ts';

const random = createRandom(1);
const service = () => ({ name: 'web', events: [] as ServiceEvent[] });

test('the newest event comes first, 100 are kept, and one is not repeated at once', () => {
  const web = service();
  for (let count = 1; count <= 120; count += 1) {
    addEvent(web, events.draining(count), { at: new Date(count), random });
    addEvent(web, events.draining(count), { at: new Date(count), random });
  }
  expect(web.events).toHaveLength(100);
  expect(web.events[0]).toMatchObject({
    createdAt: new Date(120),
    message: '(service web) has begun draining connections on 120 tasks.',
  });
  expect(web.events.at(-1)?.message).toBe('(service web) has begun draining connections on 21 tasks.');
});

test('an event may name the deployment that it is about', () => {
  const web = service();
  addEvent(web, events.draining(1), { at: new Date(0), random, taskSet: 'ecs-svc/1' });
  expect(web.events[0]?.message).toBe(
    '(service web, taskSet ecs-svc/1) has begun draining connections on 1 tasks.',
  );
});

test('a reason gets its full stop once', () => {
  expect(events.unableToPlace('CannotPullContainerError: not found')).toBe(
    'was unable to place a task. Reason: CannotPullContainerError: not found.',
  );
  expect(events.unableToPlace('Capacity is unavailable.')).toBe(
    'was unable to place a task. Reason: Capacity is unavailable.',
  );
});
