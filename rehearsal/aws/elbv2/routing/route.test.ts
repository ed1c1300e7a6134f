import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../kernel/random.ts';
import { compileGroupRouting } from './group-routing.ts';
import type { RoutableTarget } from './pick-target.ts';
import type { RoutedRequest } from './request.ts';
import { route } from './route.ts';
import type { RoutingAction, RoutingTable, WeightedGroup } from './table.ts';

const REQUEST: RoutedRequest = {
  method: 'GET',
  host: 'example.com',
  path: '/',
  query: '',
  sourceAddress: '203.0.113.1',
  header: () => [],
};

function tableOf(...actions: (RoutingAction & { matches?: boolean })[]): RoutingTable {
  return {
    origin: { protocol: 'HTTP', port: 80 },
    rules: actions.map((action) => ({ action, matches: () => action.matches ?? true })),
  };
}

function forwarding(groups: readonly WeightedGroup[]): RoutingTable {
  return tableOf({ kind: 'forward', groups });
}

/** Routes as a node does, with turns that go on. */
function createRouter(table: RoutingTable, targets: Record<string, readonly RoutableTarget[]>, seed = 1) {
  const random = createRandom(seed);
  const turns = new Map<string, number>();
  const turnOf = (arn: string) => turns.get(arn) ?? 0;
  const routing = compileGroupRouting(new Map());
  const view = {
    ...{
      table,
      random,
      now: 0,
      settings: {
        ...{ zeroWeights: 'unavailable' as const, stickToZeroWeight: true, renewStickiness: true },
        stickinessLasts: 'as-the-cookie-says' as const,
      },
    },
    groupOf: (arn: string) => ({ targets: targets[arn] ?? [], turn: turnOf(arn), routing }),
  };
  return () => {
    const decision = route(view, REQUEST);
    if (decision.kind === 'forward') {
      turns.set(decision.targetGroupArn, turnOf(decision.targetGroupArn) + 1);
    }
    return decision;
  };
}

const target = (id: string, healthy = true): RoutableTarget => ({
  ...{ target: { id, port: 80 }, healthy },
  ...{ slowSince: undefined, outstanding: 0 },
});

const ids = (route: ReturnType<typeof createRouter>, count: number) =>
  Array.from({ length: count }, route).map((decision) =>
    decision.kind === 'forward' ? decision.target.id : decision.kind,
  );

describe('route', () => {
  test('the first rule that matches decides', () => {
    const fixed = { kind: 'fixed', config: { StatusCode: '418', MessageBody: 'tea' } } as const;
    const table = tableOf({ ...fixed, matches: false }, fixed, { kind: 'forward', groups: [] });
    expect(createRouter(table, {})()).toEqual({
      kind: 'fixed',
      status: 418,
      contentType: undefined,
      body: 'tea',
    });
  });

  test('healthy targets take turns, unhealthy ones are left out', () => {
    const router = createRouter(forwarding([{ targetGroupArn: 'blue', weight: 1 }]), {
      blue: [target('a'), target('sick', false), target('b')],
    });
    expect(ids(router, 4)).toEqual(['a', 'b', 'a', 'b']);
  });

  test('with no healthy target the group fails open: all of them get requests', () => {
    const router = createRouter(forwarding([{ targetGroupArn: 'blue', weight: 1 }]), {
      blue: [target('a', false), target('b', false)],
    });
    expect(ids(router, 4)).toEqual(['a', 'b', 'a', 'b']);
  });

  test('an empty group answers 503 for its share: no other group takes over', () => {
    const groups = [
      { targetGroupArn: 'blue', weight: 1 },
      { targetGroupArn: 'empty', weight: 1 },
    ];
    const answers = ids(createRouter(forwarding(groups), { blue: [target('a')] }), 1000);
    const unavailable = answers.filter((answer) => answer === 'unavailable').length;
    expect(unavailable).toBeGreaterThan(400);
    expect(unavailable).toBeLessThan(600);
  });

  test('all weights zero is 503, whoever is healthy', () => {
    const groups = [{ targetGroupArn: 'blue', weight: 0 }];
    expect(ids(createRouter(forwarding(groups), { blue: [target('a')] }), 3)).toEqual(
      Array(3).fill('unavailable'),
    );
  });

  const groupsArbitrary = fc.array(
    fc.record({
      weight: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999 })),
      targets: fc.array(fc.boolean(), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  test('never: a group of weight 0, an unhealthy target beside a healthy one, a target unknown to the view', () => {
    fc.assert(
      fc.property(groupsArbitrary, fc.nat(), (groups, seed) => {
        const known = Object.fromEntries(
          groups.map(({ targets }, index) => [
            `g${index}`,
            targets.map((healthy, at) => target(`${index}.${at}`, healthy)),
          ]),
        );
        const weighted = groups.map(({ weight }, index) => ({ targetGroupArn: `g${index}`, weight }));
        const router = createRouter(forwarding(weighted), known, seed);
        for (let request = 0; request < 20; request += 1) {
          const decision = router();
          const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
          if (decision.kind !== 'forward') {
            // Only a share that nobody can serve is refused.
            const unserved = weighted.some(
              ({ weight, targetGroupArn }) => weight > 0 && known[targetGroupArn]?.length === 0,
            );
            expect(total === 0 || unserved).toBe(true);
            continue;
          }
          const candidates = known[decision.targetGroupArn] ?? [];
          const chosen = candidates.find((candidate) => candidate.target === decision.target);
          expect(weighted.find((group) => group.targetGroupArn === decision.targetGroupArn)?.weight).not.toBe(
            0,
          );
          expect(chosen).toBeDefined();
          expect(chosen?.healthy || candidates.every(({ healthy }) => !healthy)).toBe(true);
        }
      }),
    );
  });

  test('always: groups share requests by weight (chi-square, p < 1e-6)', () => {
    // Quantiles of the chi-square distribution at 1 - 1e-6 for 1 to 4 degrees of freedom.
    const bounds = [23.93, 27.63, 30.66, 33.38];
    const weights = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(weights, fc.nat(), (chosen, seed) => {
        const total = chosen.reduce((sum, weight) => sum + weight, 0);
        const requests = 4000;
        // The statistic says little where too few requests are expected.
        fc.pre(chosen.every((weight) => (requests * weight) / total >= 5));
        const groups = chosen.map((weight, index) => ({ targetGroupArn: `g${index}`, weight }));
        const targets = Object.fromEntries(groups.map(({ targetGroupArn: g }) => [g, [target(g)]]));
        const answers = ids(createRouter(forwarding(groups), targets, seed), requests);
        const statistic = groups.reduce((sum, { targetGroupArn, weight }) => {
          const expected = (requests * weight) / total;
          const seen = answers.filter((answer) => answer === targetGroupArn).length;
          return sum + (seen - expected) ** 2 / expected;
        }, 0);
        expect(statistic).toBeLessThan(bounds[groups.length - 2] ?? 0);
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});
