import type {
  Action,
  TargetGroupStickinessConfig as StickinessConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { createVisitor } from '../../../../rehearsal/testing/visitor.ts';
import type { Platform } from './platform.ts';

type Visit = Platform['visit'];

/** Gives every production rule the group stickiness of the platform, and leaves its weights. */
export async function makeSticky({ ports, target, shape }: Platform): Promise<void> {
  if (!shape.sticky) return;
  const { Rules = [] } = await ports.elbv2.describeRules({ RuleArns: [...target.productionRules] });
  for (const { RuleArn, Actions = [], IsDefault } of Rules) {
    const actions = Actions.map(
      (action): Action => ({
        ...action,
        ForwardConfig: { ...action.ForwardConfig, TargetGroupStickinessConfig: stickinessOf(shape) },
      }),
    );
    const ListenerArn = RuleArn?.replace(/:listener-rule\/(.+)\/[^/]+$/, ':listener/$1');
    if (IsDefault) await ports.elbv2.modifyListener({ ListenerArn, DefaultActions: actions });
    else await ports.elbv2.modifyRule({ RuleArn, Actions: actions });
  }
}

/** As everybody writes it who knows what the platform is like. */
export function stickinessOf({ sticky }: Platform['shape']): StickinessConfig {
  return sticky ? { Enabled: true, DurationSeconds: sticky.seconds } : { Enabled: false };
}

/** Clients that take turns and keep their cookies, the last of whom comes seldom; without stickiness there are none. */
export function createClients({ visit, shape }: Platform): Visit {
  if (!shape.sticky) return visit;
  const [often, seldom] = [createVisitor(visit), createVisitor(visit)];
  let visits = 0;
  return (url) => {
    visits += 1;
    if (visits % 11 === 0) return seldom.visit(url);
    return visits % 3 === 0 ? visit(url) : often.visit(url);
  };
}
