import { ModifyListenerCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sleep } from '../../../../lib/action/clock.ts';
import { createVirtualWorld, forwardTo } from '../testing/world.ts';

const REQUESTS = 500;
const GET = { method: 'GET', url: '/', headers: { host: 'example.com' } };

/** By degrees of freedom: a fair draw exceeds it once in a million. */
const CHI_SQUARE_LIMIT = [0, 23.9, 27.6, 30.7, 33.4];

const weights = fc.array(fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom(0, 1, 10, 100)), {
  minLength: 2,
  maxLength: 5,
});

/** How far the counts are from the weights. */
function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.reduce((sum, share, index) => {
    const expected = (REQUESTS * share) / total;
    return share === 0 ? sum : sum + ((counts[index] ?? 0) - expected) ** 2 / expected;
  }, 0);
}

test('whatever the weights become, requests are shared by them, and a group with weight 0 gets none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(weights, { minLength: 1, maxLength: 3 }), fc.nat(), async (shifts, seed) => {
      const world = createVirtualWorld({ seed });
      const { clock, client, dataPlane } = world;
      const groups: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        const { target } = world.announceScript(`10.0.${index}.1`);
        const group = await world.makeGroup(`group-${index}`);
        groups.push(group);
        world.targetGroups.register(group, target);
      }
      const actions = (shares: readonly number[]) => [
        forwardTo(...shares.map((share, index): [string, number] => [groups[index] ?? '', share])),
      ];
      const listener = await world.makeListener(await world.makeLoadBalancer(), actions([1, 0]));
      for (const shares of shifts) {
        const DefaultActions = actions(shares);
        await client.send(new ModifyListenerCommand({ ListenerArn: listener, DefaultActions }));
        await clock.run(sleep(clock, 100));
        const sent = Array.from({ length: REQUESTS }, () => dataPlane.send(listener, GET));
        const answers = await clock.run(Promise.all(sent));
        const bodies = answers.map((answer) => (answer === 'refused' ? answer : answer.body));
        const counts = shares.map((_, index) => bodies.filter((body) => body === `10.0.${index}.1`).length);
        const used = shares.filter((share) => share > 0).length;
        for (const [index, share] of shares.entries()) if (share === 0) expect(counts[index]).toBe(0);
        if (used === 0) continue;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
        expect(chiSquare(counts, shares)).toBeLessThanOrEqual(CHI_SQUARE_LIMIT[used - 1] ?? 0);
      }
      await world.close();
    }),
    { numRuns: 25, seed: 20260102 },
  );
});
