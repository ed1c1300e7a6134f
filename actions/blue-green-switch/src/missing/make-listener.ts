import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { assign, shellVariable } from '../../../../lib/action/shell.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import type { RulePlace } from './parts.ts';
import type { Step } from './step.ts';

/** A listener that a production rule needs. */
export interface NewListener {
  /** ARN of the production rule. */
  readonly arn: string;
  readonly place: RulePlace;
  /** Of the rule in the target, which gives the listener its variable. */
  readonly index: number;
  /** Index of the rule whose load balancer it is put on; undefined when that one exists. */
  readonly balancer: number | undefined;
  readonly actions: readonly Action[];
  readonly region: string;
}

/** A listener, and its load balancer before the first that needs it. */
export function makeListener(given: NewListener): Step[] {
  const { arn, place, index, balancer, actions, region } = given;
  const command = awsCommand('elbv2 create-listener', region, {
    'load-balancer-arn': balancer === undefined ? place.loadBalancerArn : shellVariable(variable(balancer)),
    protocol: 'HTTPS',
    port: 443,
    certificates: [{ CertificateArn: shellVariable('CERTIFICATE_ARN') }],
    'default-actions': actions,
    query: 'Listeners[0].ListenerArn',
    output: 'text',
  });
  const { listenerArn } = place;
  const what = arn === listenerArn ? `listener ${arn}` : `listener ${listenerArn} of production rule ${arn}`;
  const listener = { what, isMissing: true, commands: [assign(`LISTENER_${index + 1}`, command)] };
  return balancer === index ? [makeLoadBalancer(given), listener] : [listener];
}

function makeLoadBalancer({ place: { loadBalancerArn }, index, region }: NewListener): Step {
  const command = awsCommand('elbv2 create-load-balancer', region, {
    // `…:loadbalancer/app/<name>/<id>`
    name: loadBalancerArn.split('/')[2],
    subnets: [shellVariable('SUBNET_A'), shellVariable('SUBNET_B')],
    'security-groups': [shellVariable('SECURITY_GROUP')],
    query: 'LoadBalancers[0].LoadBalancerArn',
    output: 'text',
  });
  const what = `load balancer ${loadBalancerArn}`;
  return { what, isMissing: true, commands: [assign(variable(index), command)] };
}

function variable(index: number): string {
  return `LOAD_BALANCER_${index + 1}`;
}
