import { codeBlock, escapeMarkdown } from '../../../../lib/action/markdown.ts';
import { type NumberedRelease, previousRelease } from '../../../../lib/aws/record/releases.ts';
import type { Inputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';

/** What a later run has to be given to reach the same target in the same way. */
export type SameInputs = Pick<Inputs, 'target' | 'record' | 'region' | 'roleToAssume'>;

/** How a run ended, as far as it matters for the way back. */
export interface Departure {
  readonly plan: Plan;
  readonly inputs: SameInputs;
  /** The slot that has all the traffic; undefined when that is not known. */
  readonly liveSlot: string | undefined;
  /** What the run has put on the standby. */
  readonly taskDefinition: string | undefined;
  /** Whether a later run can know of this one. */
  readonly isRecorded: boolean;
  /** Undefined when they are not known, or not recorded. */
  readonly releases: readonly NumberedRelease[] | undefined;
}

const BY_HAND =
  'No record is kept, so no run can put this right: give every production rule all the weight of the slot that is well (100 and 0).';

/** The step that goes back from what serves now, or that puts right what is left; nothing when nothing has changed. */
export function renderWayBack(departure: Departure): string {
  const { plan, inputs, liveSlot, taskDefinition, releases, isRecorded } = departure;
  if (liveSlot === undefined && !isRecorded) return BY_HAND;
  if (liveSlot === undefined) return `To put it right:\n\n${renderStep(inputs, { mode: 'recover' })}`;
  if (liveSlot !== plan.standby) return '';
  if (!releases) {
    return `To go back:\n\n${renderStep(inputs, { mode: 'rollback', to: plan.baseTaskDefinition })}`;
  }
  const before = previousRelease({ releases, migrations: [] }, taskDefinition);
  if (!before) return 'No earlier release is recorded, so there is none to go back to.';
  const { number, image = '' } = before;
  const what = `release ${number} (${escapeMarkdown(image)})`;
  return `To go back to ${what}:\n\n${renderStep(inputs, { mode: 'rollback', to: `${number}` })}`;
}

/** The inputs of a step, as a workflow file has them. */
function renderStep(
  { target, record, region, roleToAssume }: SameInputs,
  own: Readonly<Record<string, string>>,
): string {
  const isName = target.startsWith('/');
  const lines = [
    'with:',
    ...Object.entries(own).map(line),
    isName ? line(['target', target]) : '  # target: the same document as in this step',
    ...[
      ['record', record],
      ['region', region],
      ['role-to-assume', roleToAssume],
    ].flatMap(([name = '', value]) => (value === undefined ? [] : [line([name, value])])),
  ];
  return codeBlock(lines.join('\n'), 'yaml');
}

function line([name, value]: readonly [name: string, value: string]): string {
  return `  ${name}: ${/^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value)}`;
}
