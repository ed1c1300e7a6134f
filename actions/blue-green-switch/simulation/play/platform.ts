import type { Target } from '../../../../lib/aws/target.ts';
import { QUICK_SETTINGS } from '../../../../rehearsal/aws/ecs/settings.ts';
import type { JournalEntry } from '../../../../rehearsal/aws/kernel/dispatch.ts';
import { createRandom } from '../../../../rehearsal/aws/kernel/random.ts';
import { createVirtualAws } from '../../../../rehearsal/testing/virtual-aws.ts';
import type { Probe } from '../../src/gates/probe-gate.ts';
import { forwardTo } from '../../testing/forward-to.ts';
import type { PlatformShape, Scenario } from '../scenario.ts';
import { behavioursOf } from './versions.ts';

export type Platform = Awaited<ReturnType<typeof createPlatform>>;

/** Paths that the production rules are for, the default rule first. */
export const RULE_PATHS = ['/', '/version', '/healthz'] as const;

/** A platform of that shape, in which nothing runs yet. */
export async function createPlatform(
  scenario: Pick<Scenario, 'seed' | 'platform' | 'versions'>,
  onCall: (entry: JournalEntry) => void,
) {
  const { seed, platform: shape } = scenario;
  const behaviours = behavioursOf(scenario);
  const virtual = await createVirtualAws({ seed, behaviours, settings: settingsOf(shape), onCall });
  const production = await addRules(virtual, shape.rules);
  const target = shape.isTested ? await addTestRule(virtual, production) : production;
  const [url = ''] = Object.values(virtual.aws.endpoints());

  const probe: Probe = async ({ url: address, headers }) => {
    const answer = await virtual.visit(address, headers);
    return answer === 'refused' ? { kind: 'unanswered', reason: 'refused' } : { kind: 'answered', ...answer };
  };

  const random = createRandom(seed).fork('simulation');
  return { ...virtual, shape, target, url, probe, random };
}

function settingsOf({
  ruleLag,
  drainLag,
  nodes,
  healthyWhen,
  staleParameters,
  staleFor,
  staleServices,
  jitter,
  isBusy,
  sticky,
}: PlatformShape) {
  const lag = (max: number) => ({ min: Math.min(200, max), max });
  return {
    ecs: { ...QUICK_SETTINGS, jitter, staleServices },
    elbv2: { ruleLag: lag(ruleLag), drainLag: lag(drainLag), nodes, healthyWhen, ...habitsOf(sticky) },
    ssm: { staleReads: staleParameters, staleFor, shortPages: 0.1 },
    ...(isBusy && { limits: { buckets: BUSY } }),
    journalLimit: 200_000,
  };
}

function habitsOf(sticky: PlatformShape['sticky']) {
  if (!sticky) return {};
  const { seconds: _seconds, ...habits } = sticky;
  return habits;
}

/** Other people's calls leave little to the action's. */
const BUSY = {
  'elasticloadbalancing read': { burst: 10, perSecond: 4 },
  'elasticloadbalancing modify': { burst: 2, perSecond: 0.5 },
  'ssm put': { burst: 2, perSecond: 1 },
};

type VirtualAws = Awaited<ReturnType<typeof createVirtualAws>>;

/** What the test rule asks for. */
export const TEST_HEADER = { name: 'x-standby', value: 'S3CRET' } as const;

/** Adds a rule for requests with a header, which points at blue. */
async function addTestRule({ infrastructure, clock, ports }: VirtualAws, target: Target): Promise<Target> {
  const HttpHeaderConfig = { HttpHeaderName: TEST_HEADER.name, Values: [TEST_HEADER.value] };
  const { Rules = [] } = await clock.run(
    ports.elbv2.createRule({
      ...{ ListenerArn: infrastructure.listenerArn, Priority: 5 },
      Conditions: [{ Field: 'http-header', HttpHeaderConfig }],
      Actions: forwardTo(target, TO_BLUE),
    }),
  );
  return { ...target, testRules: Rules.flatMap(({ RuleArn = [] }) => RuleArn) };
}

/** Where all requests go at first. */
const TO_BLUE = { blue: 100, green: 0 };

/** Adds production rules until there are so many; all of them send everything to blue. */
async function addRules({ infrastructure, clock, ports }: VirtualAws, count: number): Promise<Target> {
  const { target, listenerArn: ListenerArn } = infrastructure;
  const added: string[] = [];
  for (const [index, path] of RULE_PATHS.slice(1, count).entries()) {
    const { Rules = [] } = await clock.run(
      ports.elbv2.createRule({
        ListenerArn,
        Priority: 10 + index,
        Conditions: [{ Field: 'path-pattern', Values: [path] }],
        Actions: forwardTo(target, TO_BLUE),
      }),
    );
    added.push(...Rules.flatMap(({ RuleArn = [] }) => RuleArn));
  }
  return { ...target, productionRules: [...target.productionRules, ...added] };
}
