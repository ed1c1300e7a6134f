import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { awsCommand } from '../aws-command.ts';
import type { Rule } from './rules.ts';

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
