import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../lib/action/clock.ts';
import { placeOf } from '../../../lib/aws/load-balancer/arns.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { createVisitor, type Visitor } from '../../../rehearsal/testing/visitor.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

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
