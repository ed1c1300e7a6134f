import type { Outcome } from '../../../lib/action/outcome.ts';
import { endWithVerdict } from '../src/end-with-verdict.ts';
import { run } from '../src/run.ts';
import { policyFor, useOf } from './deployer.ts';
import { createMachine, type MachineCall, type MachineSettings, type Point } from './machine.ts';
import { RECORD, requestOf } from './request-of.ts';
import { surroundingsOn } from './surroundings.ts';
import { type createWorld, NEXT } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** The moment of a run at which its machine is lost. */
export type Moment =
  /** At its so manieth call that changes something. */
  | { readonly call: number; readonly when: Point }
  /** At its first call of this operation. */
  | { readonly operation: string; readonly when: Point }
  /** So many milliseconds after its start. */
  | { readonly milliseconds: number; readonly when?: never };

export interface MortalRun {
  /** The calls that changed something, or were about to. */
  readonly calls: readonly string[];
  /** All calls, those that read among them. */
  readonly allCalls: readonly string[];
  /** How it ended: its verdict; `lost` when it was killed before. */
  readonly ended: Promise<string>;
  /** The same in full; undefined when it was killed before. */
  readonly outcome: Promise<Outcome | undefined>;
  /** Kills it, if it has not ended. */
  kill(): void;
}

/** Who runs, and on what kind of machine. */
export interface Circumstances extends MachineSettings {
  readonly target?: World['infrastructure']['target'];
  readonly runId?: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs the switch on a machine of its own until it ends or is killed: from then on nothing of it runs, no timer calls it
 * back, and no call of it arrives. Without a moment it is not killed.
 */
export async function startMortalRun(
  world: World,
  given: Readonly<Record<string, string>>,
  moment: Moment | undefined,
  circumstances: Circumstances = {},
): Promise<MortalRun> {
  const { target = world.infrastructure.target, runId = 'lost', onCall, signal } = circumstances;
  const request = requestOf(given.mode === undefined ? world.releaseOf(NEXT, given) : given);
  const { record = RECORD } = request;
  const place = { infrastructure: world.infrastructure, target, record };
  const death = Promise.withResolvers<undefined>();
  const die = () => {
    machine.die();
    death.resolve(undefined);
  };
  const machine = createMachine(world, {
    policy: policyFor(useOf(request), place),
    ...circumstances,
    onCall(call) {
      onCall?.(call);
      if (isMomentOf(moment, call)) die();
    },
  });
  const { log, probe } = world;
  const keepEvidence = async (text: string) => world.keepEvidence(text);
  const ports = await surroundingsOn(machine, { runId, log, probe, signal, keepEvidence });
  if (moment && 'milliseconds' in moment) world.clock.after(moment.milliseconds, die);
  const running = endWithVerdict(request, ports, () => run(request, target, ports));
  const outcome = Promise.race([running, death.promise]);
  const ended = outcome.then((known) => (known ? String(known.outputs.verdict) : 'lost'));
  return { calls: machine.writes, allCalls: machine.calls, outcome, ended, kill: die };
}

function isMomentOf(moment: Moment | undefined, { operation, write, point }: MachineCall): boolean {
  if (!moment || 'milliseconds' in moment || write === undefined || moment.when !== point) return false;
  return 'call' in moment ? moment.call === write : moment.operation === operation;
}
