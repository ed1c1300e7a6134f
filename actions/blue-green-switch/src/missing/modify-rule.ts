import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import { awsCommand } from './aws-command.ts';

/** The command that gives a rule these actions. Those of a default rule belong to its listener. */
export function modifyRule(
  { arn, listenerArn, isDefault }: Pick<Rule, 'arn' | 'listenerArn' | 'isDefault'>,
  actions: readonly Action[],
  region: string,
): string {
  return isDefault
    ? awsCommand('elbv2 modify-listener', region, { 'listener-arn': listenerArn, 'default-actions': actions })
    : awsCommand('elbv2 modify-rule', region, { 'rule-arn': arn, actions });
}
