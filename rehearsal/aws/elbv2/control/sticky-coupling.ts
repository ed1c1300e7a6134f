import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../kernel/errors.ts';
import { forwardGroups } from '../routing/table.ts';
import type { Region } from '../state.ts';

/**
 * Clients that stick to a target must stick to its group first: refuses a rule that spreads them over several groups.
 * @throws AwsError InvalidConfigurationRequest
 */
export function refuseStickyTargets(region: Region, actions: readonly Action[]): void {
  if (!spreadsClients(actions)) return;
  const isSticky = ({ targetGroupArn }: { targetGroupArn: string }) =>
    region.targetGroups.get(targetGroupArn)?.routing.stickiness !== undefined;
  if (forwardGroups(actions).some(isSticky)) {
    throw new AwsError(
      'InvalidConfigurationRequest',
      'You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups',
    );
  }
}

/**
 * The same from the other side: refuses target stickiness for a group that such a rule names.
 * @throws AwsError InvalidConfigurationRequest
 */
export function refuseUnstickyRule(region: Region, targetGroupArn: string): void {
  const names = (actions: readonly Action[]) =>
    forwardGroups(actions).some((group) => group.targetGroupArn === targetGroupArn);
  const rule = [...region.rules.values()].find(({ actions }) => spreadsClients(actions) && names(actions));
  if (rule) {
    throw new AwsError(
      'InvalidConfigurationRequest',
      `This target group appears behind a rule with group stickiness disabled (${rule.arn}). ` +
        'You must enable group stickiness before enabling target stickiness',
    );
  }
}

/** Whether a client may get another group with each request. */
function spreadsClients(actions: readonly Action[]): boolean {
  const { TargetGroups = [], TargetGroupStickinessConfig } = actions.at(-1)?.ForwardConfig ?? {};
  return TargetGroups.length > 1 && !TargetGroupStickinessConfig?.Enabled;
}
