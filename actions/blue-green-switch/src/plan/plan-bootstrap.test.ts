import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seen } from '../../testing/observation.ts';
import type { RuleShare } from '../observe/live-slot.ts';
import type { Observation } from './plan.ts';
import { planBootstrap } from './plan-bootstrap.ts';

const STEPS = [
  { percent: 10, holdMilliseconds: 1_000 },
  { percent: 100, holdMilliseconds: 0 },
];

const inputs = {
  image: `web@sha256:${'1'.repeat(64)}`,
  desiredCount: 3,
  required: undefined,
  standbyCount: 1,
  steps: STEPS,
  expectVersion: undefined,
};

const BLUE_SERVES = { blue: 2, green: 0 };
const NOBODY_SERVES = { blue: 0, green: 0 };

function rule(blue: number, green: number, absent: ('blue' | 'green')[] = []): RuleShare {
  return { ruleArn: 'arn:rule', rest: 'rest', forwarding: { weights: { blue, green }, absent, others: [] } };
}

/** The platform with green's target group on no load balancer, and in no rule. */
function oneSlot(changes: Partial<Observation> = {}): Observation {
  const { targetGroups } = seen();
  const green = { ...targetGroups.green, LoadBalancerArns: [] };
  return seen({ targetGroups: { ...targetGroups, green }, rules: [rule(1, 0, ['green'])], ...changes });
}

/** The platform while a deployment of blue is in progress. */
function moving(): Observation {
  const { services } = seen();
  const deployments = [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' as const }];
  return seen({ services: { ...services, blue: { ...services.blue, deployments } } });
}

describe('a bootstrap', () => {
  test('of what serves is a release: in steps, as many tasks as serve, and some kept', () => {
    const plan = planBootstrap({ ...inputs, desiredCount: undefined }, seen(), BLUE_SERVES);
    expect(plan).toMatchObject({
      ...{ mode: 'bootstrap', live: 'blue', standby: 'green', isFirst: false, steps: STEPS },
      ...{ desiredCount: 2, required: 2, parkedCount: 1, thresholdPeriod: 45_000 },
      rules: [{ ruleArn: 'arn:rule', before: { blue: 100, green: 0 } }],
    });
  });

  test('where nothing serves is at once, with exactly the tasks asked for, and none kept', () => {
    const plan = planBootstrap({ ...inputs, desiredCount: 1 }, seen(), NOBODY_SERVES);
    expect(plan).toMatchObject({
      ...{ live: 'blue', standby: 'green', isFirst: true, desiredCount: 1, required: 1, parkedCount: 0 },
      steps: [{ percent: 100, holdMilliseconds: 0 }],
    });
  });

  test('knows which rules lack which slot', () => {
    const { rules } = planBootstrap(inputs, oneSlot(), BLUE_SERVES);
    expect(rules).toEqual([
      { ruleArn: 'arn:rule', before: { blue: 1, green: 0 }, rest: 'rest', lacks: ['green'] },
    ]);
  });

  test('of a slot that nobody is sent to leaves the other one, and of none the one with more tasks', () => {
    const { services } = seen();
    const { blue, green } = services;
    const fullGreen = { blue: { ...blue, runningCount: 0 }, green: { ...green, runningCount: 1 } };
    const sidesOf = (rules: RuleShare[]) => {
      const { live, standby } = planBootstrap(inputs, seen({ rules, services: fullGreen }), NOBODY_SERVES);
      return [live, standby];
    };
    expect(sidesOf([rule(100, 0)])).toEqual(['blue', 'green']);
    expect(sidesOf([rule(50, 50)])).toEqual(['green', 'blue']);
    expect(sidesOf([rule(0, 0)])).toEqual(['green', 'blue']);
  });

  test('takes a slot for one that serves when a rule sends to it and it has a healthy target, and only then', () => {
    const shares = fc.record({ blue: fc.nat(1), green: fc.nat(1) });
    fc.assert(
      fc.property(shares, shares, (weights, healthy) => {
        const serves = (weights.blue > 0 && healthy.blue > 0) || (weights.green > 0 && healthy.green > 0);
        const isSplit = weights.blue === weights.green;
        // What serves under a split is a state to recover from.
        fc.pre(!(serves && isSplit));
        const platform = seen({ rules: [rule(weights.blue, weights.green)] });
        expect(planBootstrap(inputs, platform, healthy).isFirst).toBe(!serves);
      }),
    );
  });
});

describe('a bootstrap is refused', () => {
  const { targetGroups, services } = seen();
  const withGreen = (change: object) => ({ ...targetGroups, green: { ...targetGroups.green, ...change } });

  test.each<[string, Observation, string]>([
    [
      'when the groups are in two VPCs',
      oneSlot({ targetGroups: withGreen({ LoadBalancerArns: [], VpcId: 'vpc-2' }) }),
      'The target groups of the slots are in two VPCs, blue in vpc-1 and green in vpc-2, so no load balancer can forward to both.',
    ],
    [
      'when the groups are on two load balancers',
      oneSlot({ targetGroups: withGreen({ LoadBalancerArns: ['arn:other'] }) }),
      'blue on arn:balancer and green on arn:other, so no rule can forward to both',
    ],
    [
      'when a rule forwards to neither slot',
      oneSlot({ rules: [{ ruleArn: 'arn:rule', rest: 'rest', forwarding: undefined }] }),
      'Production rule arn:rule forwards to neither slot.',
    ],
    [
      'when a rule forwards to others too',
      oneSlot({
        rules: [
          {
            ...{ ruleArn: 'arn:rule', rest: 'rest' },
            forwarding: {
              weights: { blue: 1, green: 0 },
              absent: ['green'],
              others: [{ targetGroup: 'arn:other', weight: 0 }],
            },
          },
        ],
      }),
      'also forwards to arn:other',
    ],
    [
      'when the health checks differ',
      oneSlot({ targetGroups: withGreen({ LoadBalancerArns: [], HealthCheckPath: '/' }) }),
      'have different health checks: path /readyz and /.',
    ],
    [
      'when a service does not register with its group',
      seen({ services: { ...services, green: { ...services.green, loadBalancers: [] } } }),
      'Service web-green does not register its tasks with arn:green',
    ],
  ])('%s, whether anything serves or not', (_when, platform, cause) => {
    expect(() => planBootstrap(inputs, platform, BLUE_SERVES)).toThrow(cause);
    expect(() => planBootstrap(inputs, platform, NOBODY_SERVES)).toThrow(cause);
  });

  test('while what serves is deployed, and not while what does not serve is', () => {
    expect(() => planBootstrap(inputs, moving(), BLUE_SERVES)).toThrow(
      'A deployment of service web-blue is in progress, and its slot blue is live.',
    );
    expect(() => planBootstrap(inputs, moving(), BLUE_SERVES)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({
          advice: expect.stringContaining(
            ': aws ecs describe-services --cluster production --services web-blue',
          ),
        }),
      }),
    );
    expect(planBootstrap(inputs, moving(), NOBODY_SERVES)).toMatchObject({ isFirst: true });
  });

  test('where something serves under a split, which somebody has to settle', () => {
    const platform = seen({ rules: [rule(50, 50)] });
    expect(() => planBootstrap(inputs, platform, BLUE_SERVES)).toThrow('sends its traffic to both slots');
  });
});
