import { ActionFailure } from '../../../../lib/action/errors.ts';
import { cookieSpan } from '../plan/cookies.ts';
import type { Observation, Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { RecordedKept } from '../record/left-off.ts';
import { describeQuiet } from '../traffic/judge-quiet.ts';
import { type Deserted, readQuiet } from '../traffic/quiet-gate.ts';

type Seen = Pick<Observation, 'rules' | 'services' | 'target'>;

/**
 * The slot that an earlier run has kept, and what may still lead clients to it.
 * @returns undefined when it is no more what that run has left, has been given weight, or no rule heeds cookies
 */
export function desertedBy(
  kept: RecordedKept | undefined,
  { rules, services, target }: Seen,
): Deserted | undefined {
  if (!kept) return undefined;
  const { slot, since, release } = kept;
  const { taskDefinition, desiredCount = 0 } = services[slot];
  if (desiredCount === 0 || taskDefinition !== release.previousTaskDefinition) return undefined;
  const shares = rules.flatMap(({ forwarding }) => forwarding ?? []);
  const sticky = shares.flatMap(({ stickySeconds: seconds }) => (seconds === undefined ? [] : [{ seconds }]));
  if (sticky.length === 0 || shares.some(({ weights }) => weights[slot] > 0)) return undefined;
  return { target, slot, since, span: cookieSpan(sticky) };
}

/**
 * Sees that nobody is led to a slot that another version is to be started on.
 * @throws ActionFailure when cookies may still lead there
 */
export async function refuseDeserted(
  { mode }: Pick<Plan, 'mode'>,
  deserted: Deserted,
  { release }: RecordedKept,
  ports: Ports,
): Promise<void> {
  const quiet = await readQuiet(deserted, ports, ports.signal);
  if (quiet.isQuiet) return;
  const { slot } = deserted;
  const { number, previousTaskDefinition: runs } = release;
  const isBack = mode === 'rollback';
  const ready = isBack ? `Go back to what ${slot} runs, which is ready (to: ${runs}). Or run` : 'Run';
  throw new ActionFailure({
    cause: `Slot ${slot} keeps its tasks since release ${number} for clients whose cookies lead there (${describeQuiet(quiet)}): a version that is started on it would get their requests unproven.`,
    advice: `${ready} mode: recover, which waits for that and parks ${slot}, and ${isBack ? 'roll back' : 'release'} again; or turn group stickiness off in the production rules yourself, which takes those clients to the other slot at once.`,
  });
}
