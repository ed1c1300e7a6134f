import { isDeepStrictEqual } from 'node:util';
import { commandLine } from '../../../../lib/action/shell.ts';
import { awsCommand } from '../../../../lib/aws/aws-command.ts';
import type { PerSlot, Target } from '../../../../lib/aws/target.ts';
import type { Parts } from './parts.ts';
import type { Step } from './step.ts';

/**
 * Names in the target what was made: AWS gives an ARN of its own to everything that is.
 * @param groups ARNs of the target groups as they are once all is made
 * @param productionRules ARNs of the rules as they are then
 */
export function correctTarget(
  { target, parameter, region }: Parts,
  groups: PerSlot<string>,
  productionRules: readonly string[],
): Step[] {
  const { blue, green } = target.slots;
  const corrected: Target = {
    ...target,
    slots: { blue: { ...blue, targetGroup: groups.blue }, green: { ...green, targetGroup: groups.green } },
    productionRules: [...productionRules],
  };
  if (isDeepStrictEqual(corrected, target)) return [];
  const value = JSON.stringify(corrected);
  if (parameter === undefined) {
    const commands = [commandLine(['printf', '%s\\n', value])];
    return [{ what: 'input "target"', isMissing: false, note: 'becomes what this prints', commands }];
  }
  const command = awsCommand('ssm put-parameter', region, { name: parameter, value, overwrite: true });
  const note = 'names what was made';
  return [{ what: `parameter ${parameter}`, isMissing: false, note, commands: [command] }];
}
