import { isRuleWrite } from '../../../lib/aws/operations.ts';
import type { Target } from '../../../lib/aws/target.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** One write to a production rule that AWS accepted. */
export interface WeightWrite {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whose key it was. */
  readonly by: string;
  readonly blue: number;
  readonly green: number;
}

/** Every one of the journal from that entry on, whichever rule it went to. */
export function weightWritesSince(
  { aws, infrastructure }: Pick<World, 'aws' | 'infrastructure'>,
  mark: number,
): WeightWrite[] {
  const { blue, green } = infrastructure.target.slots;
  return aws.journal.slice(mark).flatMap(({ at, call, input, error }) => {
    if (!isRuleWrite(call.operation) || error !== undefined) return [];
    const groups = groupsIn(input as Modification);
    const weightOf = ({ targetGroup }: Target['slots']['blue']) =>
      groups.find(({ TargetGroupArn }) => TargetGroupArn === targetGroup)?.Weight ?? 0;
    return [{ at, by: call.accessKeyId ?? '', blue: weightOf(blue), green: weightOf(green) }];
  });
}

interface Action {
  readonly ForwardConfig?: {
    readonly TargetGroups?: readonly { readonly TargetGroupArn?: string; readonly Weight?: number }[];
  };
}

interface Modification {
  readonly DefaultActions?: readonly Action[];
  readonly Actions?: readonly Action[];
}

function groupsIn({ DefaultActions, Actions }: Modification) {
  return (DefaultActions ?? Actions ?? []).flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
}
