import { CALL_FAULT_KINDS } from '../../../../rehearsal/aws/faults/fault.ts';
import { POINTS } from '../../testing/machine.ts';
import { VERSION_KINDS } from '../scenario.ts';
import { STAGES } from './stage-of.ts';

function product(rows: readonly string[], columns: readonly string[]): readonly string[] {
  return rows.flatMap((row) => columns.map((column) => `${row}, ${column}`));
}

/** Everything that a whole simulation has to have seen, by what it is about. */
export const CELLS = {
  'a run was killed': product(['release', 'rollback', 'recover'], STAGES),
  'a run was cancelled': product(
    ['release', 'rollback'],
    STAGES.filter((stage) => stage !== 'recorded'),
  ),
  'a step of a pipeline was killed or cancelled': ['prepare', 'shift', 'finish', 'bootstrap'],
  'killed or cancelled at a call': POINTS,
  'a call went wrong': CALL_FAULT_KINDS,
  'a run ended': [
    ...['release, released', 'release, rolled-back', 'release, refused', 'release, interrupted'],
    ...['release, inconclusive', 'rollback, rolled-back', 'rollback, refused', 'rollback, interrupted'],
    ...['rollback, inconclusive', 'recover, rolled-back', 'recover, released', 'recover, inconclusive'],
    ...['prepare, prepared', 'prepare, refused', 'shift, shifted', 'shift, refused', 'shift, rolled-back'],
    ...['finish, released', 'finish, refused', 'bootstrap, released', 'bootstrap, refused'],
  ],
  'a lease was taken': [
    'from a run that lives',
    'from a lost run',
    'when it expired',
    'by a rerun',
    'by three in turn',
  ],
  'runs were beside each other': product(
    ['release', 'rollback', 'recover'],
    ['release', 'rollback', 'recover'],
  ),
  'deployers were at work at once': ['two', 'three', 'three with clocks that differ'],
  'a status was asked for': ['while a run was at work', 'while none was'],
  'somebody else': [
    ...['reset all rules half way', 'reset a rule half way', 'reset rules afterwards'],
    ...['wrote a split', 'reset a count'],
  ],
  'tasks were lost': ['of the live slot', 'of the standby', 'of both', 'all of a slot with traffic'],
  'AWS was away': ['throttled', 'unavailable', 'no capacity', 'nodes lagged'],
  'nodes obeyed': ['within the hold', 'later than the hold'],
  'answers were stale': ['of Parameter Store', 'of DescribeServices', 'of neither'],
  'a machine was': ['ahead', 'behind', 'fast', 'slow', 'far from AWS', 'on a bad network'],
  'a version was': VERSION_KINDS,
  'the platform was': [
    'empty',
    'busy',
    'scaled out',
    'scaled in',
    'behind one rule',
    'behind two rules',
    'behind three rules',
  ],
  'a dry run was of': ['release', 'rollback', 'recover', 'prepare', 'shift', 'finish', 'bootstrap'],
  'test rules': [
    ...['pointed at the standby', 'were put back', 'were written by somebody else'],
    ...['showed the expected version', 'kept another version from traffic'],
  ],
  'an alarm': ['rang before a release', 'rang while one was under way', 'was quiet', 'ended a release'],
  'group stickiness': [
    'was refused',
    'was detached',
    'was put back',
    'was left off',
    'was off for a lost run',
    ...['was waited for', 'kept a slot', 'let a kept slot go', 'kept a version away'],
  ],
  visitors: ['became more', 'became fewer', 'became fewer during a release'],
  scaling: [
    ...['added tasks between runs', 'took tasks between runs', 'added tasks during a release'],
    ...['made the standby grow', 'kept the standby at its maximum', 'was as it was at the end'],
  ],
  'the step after a job': [
    ...['found nothing', 'put right what was left', 'found what it could not put right'],
    ...['came after a kill', 'came after a cancel', 'came after a failure'],
  ],
  afterwards: [
    ...['nothing was left', 'one run was enough', 'several runs were needed', 'a person helped'],
    ...['nobody was healthy', 'a good version was released', 'it was gone back from', 'it was bootstrapped'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Topic = keyof typeof CELLS;

export const TOPICS = Object.keys(CELLS) as readonly Topic[];

/** How often each was seen. */
export type Coverage = Record<string, Record<string, number>>;

export function addCoverage(sum: Coverage, more: Coverage): void {
  for (const [topic, cells] of Object.entries(more)) {
    const known = sum[topic] ?? {};
    sum[topic] = known;
    for (const [cell, count] of Object.entries(cells)) known[cell] = (known[cell] ?? 0) + count;
  }
}

/** Cells that nothing has been seen of. */
export function emptyCells(coverage: Coverage): readonly string[] {
  return TOPICS.flatMap((topic) =>
    CELLS[topic].filter((cell) => !coverage[topic]?.[cell]).map((cell) => `${topic}: ${cell}`),
  );
}
