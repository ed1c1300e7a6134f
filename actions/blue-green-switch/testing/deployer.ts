import { readFileSync } from 'node:fs';
import { fillPolicy } from '../../../lib/aws/permissions/fill-policy.ts';
import { namesOfTarget } from '../../../lib/aws/permissions/names-of-target.ts';
import { choosePolicy } from '../../../lib/aws/permissions/permissions.ts';
import type { Policy } from '../../../lib/aws/permissions/policy.ts';
import type { Target } from '../../../lib/aws/target.ts';
import type { Infrastructure } from '../../../rehearsal/story/infrastructure.ts';
import { PERMISSIONS } from '../permissions.ts';
import type { Request } from '../src/modes/request.ts';

/** As it is shipped. */
export const SHIPPED = JSON.parse(readFileSync(new URL('../policy.json', import.meta.url), 'utf8')) as Policy;

/** What the tests' platforms have that no target document tells. */
const NAMES = {
  TaskRole: 'arn:aws:iam::123456789012:role/rehearsal-task',
  ExecutionRole: 'arn:aws:iam::123456789012:role/rehearsal-execution',
  LogGroup: '/ecs/rehearsal-web',
};

/** What a run works on, and below which name it is recorded. */
export interface Place {
  readonly infrastructure: Infrastructure;
  readonly target: Target;
  readonly record: string;
}

/** What a run counts as for its permissions: its mode, or a dry run of whichever. */
export function useOf(request: Request): string {
  return request.mode !== 'status' && request.inputs.dryRun ? 'dry-run' : request.mode;
}

/** What stands for the placeholders of policy.json there. */
export function namesAt({ infrastructure, target, record }: Place) {
  const { listenerArn, target: whole } = infrastructure;
  // In these platforms the target names the listener's default rule by the ARN of the rule.
  const productionRules = target.productionRules.map((arn) =>
    whole.productionRules.includes(arn) ? listenerArn : arn,
  );
  return {
    ...NAMES,
    ...namesOfTarget({ ...target, productionRules }),
    ...{ Record: record, TargetParameter: record, TestHeaderParameter: `${record}/standby-key` },
  };
}

const filled = new Map<string, string>();

/** The policy of runs of these kinds, as text. */
export function policyFor(uses: string | readonly string[], place: Place): string {
  const names = namesAt(place);
  const key = JSON.stringify([uses, names]);
  const known = filled.get(key) ?? JSON.stringify(fillPolicy(policyOf(uses), names));
  filled.set(key, known);
  return known;
}

/** The statements that runs of these kinds need. */
export function policyOf(uses: string | readonly string[]): Policy {
  return choosePolicy(SHIPPED, PERMISSIONS, { modes: [uses].flat() });
}
