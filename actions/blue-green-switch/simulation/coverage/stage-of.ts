import { SLOTS } from '../../../../lib/aws/target.ts';
import { type Facts, planOf, raisedBy, shareOf, type WriteEvent } from '../judge/facts.ts';

/** How far a run has come, by what it has written last. */
export const STAGES = [
  'before the lease',
  'lease taken',
  'planned',
  'standby starting',
  'shifting',
  'shifted',
  'putting back',
  'parking',
  'recorded',
] as const;

export type Stage = (typeof STAGES)[number];

/** The stage of a run at a moment. */
export function stageOf(facts: Facts, name: string, moment: number): Stage {
  const own = facts.writes.filter(({ by, at, error }) => by === name && at <= moment && error === undefined);
  const last = own.findLast((write) => !isRenewal(write) && !isBeside(facts, write));
  return last ? stageOfWrite(facts, last) : 'before the lease';
}

function isRenewal({ operation, input }: WriteEvent): boolean {
  const { Name = '', Overwrite } = input as { Name?: string; Overwrite?: boolean };
  return operation === 'PutParameter' && Overwrite === true && Name.includes('/lease/');
}

/** Scaling and test rules are written in several stages, and tell of none. */
function isBeside({ moves }: Facts, { operation, by, at }: WriteEvent): boolean {
  if (operation === 'RegisterScalableTarget') return true;
  return operation === 'ModifyRule' && !moves.some((move) => move.by === by && move.at === at);
}

function stageOfWrite(facts: Facts, write: WriteEvent): Stage {
  const { operation, input } = write;
  switch (operation) {
    case 'PutParameter': {
      const { Name } = input as { Name: string };
      if (Name.includes('/releases/')) return 'recorded';
      return Name.includes('/plan/') ? 'planned' : 'lease taken';
    }
    case 'DeleteParameters':
      return 'recorded';
    case 'RegisterTaskDefinition':
      return 'lease taken';
    case 'UpdateService':
      return (input as { taskDefinition?: string }).taskDefinition === undefined
        ? 'parking'
        : 'standby starting';
    default:
      return stageOfMove(facts, write);
  }
}

function stageOfMove(facts: Facts, { by, at, after }: WriteEvent): Stage {
  const plan = planOf(facts, by, at)?.document;
  const standby = plan?.standby;
  if (!standby) return 'shifting';
  const move = facts.moves.findLast((candidate) => candidate.by === by && candidate.at <= at);
  if (move && raisedBy(move) !== undefined && raisedBy(move) !== standby) return 'putting back';
  return SLOTS.includes(standby) && after.rules.every((weights) => shareOf(weights, standby) === 1)
    ? 'shifted'
    : 'shifting';
}
