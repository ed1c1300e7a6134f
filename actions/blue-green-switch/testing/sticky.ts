import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../lib/action/clock.ts';
import { placeOf } from '../../../lib/aws/load-balancer/arns.ts';
import type { Target } from '../../../lib/aws/target.ts';
import type { Elbv2Settings } from '../../../rehearsal/aws/elbv2/settings.ts';
import { STORY_SETTINGS } from '../../../rehearsal/story/settings.ts';
import { createVisitor, type Visitor } from '../../../rehearsal/testing/visitor.ts';
import { imageOf } from './image-of.ts';
import { createWorld, GOOD } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

export type Habits = Partial<Elbv2Settings>;

/** What AWS does not tell of cookies, each way. */
export const HABITS: readonly (readonly [string, Habits])[] = [
  ['as they are thought to be', {}],
  ['with cookies that do not lead to a group with weight 0', { stickToZeroWeight: false }],
  ['with cookies that are not renewed', { renewStickiness: false }],
  ['with cookies that last as long as a rule says', { stickinessLasts: 'as-the-rule-says' }],
];

/** Exits a second after its start. */
export const BROKEN = imageOf(3);

/**
 * GOOD serves behind sticky rules, and every version answers with its name.
 * @param seconds of each production rule
 * @param environment of the next version
 */
export async function createStickyWorld(seconds: readonly number[], habits: Habits = {}, environment = {}) {
  const next = { environment: { APP_VERSION: 'next', ...environment } };
  const good = { environment: { APP_VERSION: 'good' } };
  const settings = { ...STORY_SETTINGS, elbv2: { ...STORY_SETTINGS.elbv2, ...habits } };
  const broken = { environment: { CRASH_AFTER_SECONDS: '1' } };
  const world = await createWorld(next, {}, { [GOOD]: good, [BROKEN]: broken }, { settings });
  const target = seconds.length > 1 ? await world.addRule() : world.infrastructure.target;
  await makeSticky(world, target, seconds);
  // Until every node obeys.
  await world.clock.run(sleep(world.clock, 10_000));
  return { world, target };
}

/** Gives every production rule group stickiness of so many seconds, or none, as somebody else than the action would. */
export async function makeSticky(
  { clock, ports }: World,
  { productionRules }: Target,
  seconds: readonly (number | 'off')[],
): Promise<void> {
  const { Rules = [] } = await clock.run(ports.elbv2.describeRules({ RuleArns: [...productionRules] }));
  for (const [index, RuleArn] of productionRules.entries()) {
    const { Actions = [], IsDefault } = Rules.find((rule) => rule.RuleArn === RuleArn) ?? {};
    const actions = Actions.map((action) => stick(action, seconds[index] ?? seconds[0] ?? 'off'));
    const { listenerArn: ListenerArn } = placeOf(RuleArn);
    await clock.run(
      IsDefault
        ? ports.elbv2.modifyListener({ ListenerArn, DefaultActions: actions })
        : ports.elbv2.modifyRule({ RuleArn, Actions: actions }),
    );
  }
}

function stick(action: Action, seconds: number | 'off'): Action {
  const TargetGroupStickinessConfig =
    seconds === 'off' ? { Enabled: false } : { Enabled: true, DurationSeconds: seconds };
  return { ...action, ForwardConfig: { ...action.ForwardConfig, TargetGroupStickinessConfig } };
}

/** Seconds of group stickiness that each production rule has, in their order. */
export async function stickinessOf({ clock, ports }: World, { productionRules }: Target) {
  const { Rules = [] } = await clock.run(ports.elbv2.describeRules({ RuleArns: [...productionRules] }));
  return productionRules.map((arn) => {
    const { Actions = [] } = Rules.find(({ RuleArn }) => RuleArn === arn) ?? {};
    const { Enabled, DurationSeconds } = Actions.at(-1)?.ForwardConfig?.TargetGroupStickinessConfig ?? {};
    return Enabled ? DurationSeconds : 'off';
  });
}

/** Somebody with a browser. */
export function createBrowser({ visit }: World): Visitor {
  return createVisitor(visit);
}

/** Seconds between two visits of each visitor: who is always there, who comes now and then. */
const PACES = [1, 3, 10, 30, 70];

/** What visitors who keep their cookies have met. */
interface Met {
  readonly complaints: readonly string[];
  /** The version that each met last. */
  readonly versions: readonly string[];
}

/** Lets them visit beside whatever else happens, until it is stopped. */
export function watchVisitors(world: World, path = '/'): { readonly stop: () => Promise<Met> } {
  const complaints: string[] = [];
  const versions: string[] = PACES.map(() => 'none');
  let isOver = false;

  async function come(index: number, pace: number): Promise<void> {
    const browser = createBrowser(world);
    while (!isOver) {
      const answer = await browser.visit(`${world.url}${path}`);
      const status = answer === 'refused' ? answer : answer.status;
      // Not everything that a visitor asks for is there.
      if (status === 'refused' || status >= 500) complaints.push(`who comes every ${pace} s got ${status}`);
      if (answer !== 'refused') versions[index] = String(answer.headers['x-app-version']);
      await sleep(world.clock, pace * 1_000);
    }
  }

  const visits = PACES.map((pace, index) => come(index, pace));
  return {
    async stop() {
      isOver = true;
      await Promise.all(visits);
      return { complaints, versions };
    },
  };
}
