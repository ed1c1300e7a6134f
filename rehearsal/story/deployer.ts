import { readFileSync } from 'node:fs';
import { inputs as switchInputs } from '../../actions/blue-green-switch/src/inputs.ts';
import { toRequest } from '../../actions/blue-green-switch/src/modes/request.ts';
import { policyFor, useOf } from '../../actions/blue-green-switch/testing/deployer.ts';
import { readInputs } from '../../lib/action/inputs.ts';
import { toInputVariables } from '../../lib/action/testing/to-input-variables.ts';
import { placeOf } from '../../lib/aws/load-balancer/arns.ts';
import { fillPolicy } from '../../lib/aws/permissions/fill-policy.ts';
import type { Policy } from '../../lib/aws/permissions/policy.ts';
import { assembleTarget, parseTargetLayer } from '../../lib/aws/read-target.ts';
import { PLACE, REPOSITORY } from './settings.ts';

type Inputs = Readonly<Record<string, string>>;

/** What a run of the switch is asked for, and what its role may do: what its mode needs of policy.json, and no more. */
export function planSwitchRun(inputs: Inputs, also: readonly string[] = []) {
  const read = readInputs(switchInputs, toInputVariables(inputs));
  const request = toRequest(read);
  const target = assembleTarget([parseTargetLayer(read.target, 'input "target"')]);
  // The only rule of a story's target is its listener's default.
  const { listenerArn } = placeOf(target.productionRules[0] ?? '');
  const place = { infrastructure: { target, listenerArn }, target, record: request.record ?? '' };
  return { request, target, policy: policyFor([useOf(request), ...also], place) };
}

/** What the role of a job that publishes an image may do. */
export function policyOfPublisher(): string {
  const url = new URL('../../actions/deploy-image/policy.json', import.meta.url);
  const shipped = JSON.parse(readFileSync(url, 'utf8')) as Policy;
  const { account: Account, region: Region } = PLACE;
  return JSON.stringify(fillPolicy(shipped, { Partition: 'aws', Region, Account, Repository: REPOSITORY }));
}
