import type { Clock } from '../../../lib/action/clock.ts';
import type { Attempt, Intercept } from '../kernel/dispatch.ts';
import type { AwsError } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import type { Act, CallFault, CallFaultKind, Fault, NodeLag } from './fault.ts';
import { createIntercept, type Mishap } from './intercept.ts';
import { createSelection, type Selection } from './selection.ts';
import { createStaleReads, isRead } from './stale-reads.ts';

/** What can be made to go wrong; see `fault.ts` for what there is. */
export interface Faults {
  /** Begins a fault; gives the name by which it is ended. */
  add(fault: Fault): string;
  /** Those that stand, oldest first. */
  list(): readonly StandingFault[];
  /** False when there is none of that name. */
  end(id: string): boolean;
  endAll(): void;
  /** Lets it happen; gives the ARNs of the tasks that it has ended. */
  act(act: Act): readonly string[];
  /** Asked for every call before the faults are; replaces who was asked until now. In process only. */
  decide(choose: Chooser): void;
}

/** Answers grow stale while a fault stands; nobody can decide it for a single call. */
type Decision = Exclude<CallFaultKind, 'stale-read'> | undefined;

export type Chooser = (attempt: Attempt) => Decision | Promise<Decision>;

export interface StandingFault {
  readonly id: string;
  readonly fault: Fault;
  /** Calls that it has met. */
  readonly hits: number;
}

/** A task as far as a breakdown is concerned. */
export interface Victim {
  readonly arn: string;
  readonly networkInterface: { readonly subnet: string; readonly availabilityZone: string };
}

export interface FaultPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** What a service answers to one call too many. */
  readonly throttled: (service: string) => AwsError;
  /** Ends the chosen tasks as a breakdown of their machine does; gives their ARNs. */
  readonly loseTasks: (isChosen: (task: Victim) => boolean) => readonly string[];
}

/** What the embedded AWS asks before it acts. */
export interface FaultHooks {
  readonly intercept: Intercept;
  /** Why there is no room for a task, in Fargate's words. */
  readonly placementRefusal: () => string | undefined;
  /** How much later the node hears of changes, in milliseconds. */
  readonly nodeLag: (node: number) => number;
}

const NO_CAPACITY =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone';

/** Of a stale answer, in milliseconds. */
const USUAL_AGE = 5_000;

interface Standing {
  readonly id: string;
  readonly fault: Fault;
  readonly selection: Selection | undefined;
}

export function createFaults(ports: FaultPorts): Faults & FaultHooks {
  const { clock, random } = ports;
  const staleReads = createStaleReads(clock);
  let standing: readonly Standing[] = [];
  let added = 0;
  let decide: Chooser = () => undefined;

  async function choose(attempt: Attempt): Promise<Mishap | undefined> {
    const kind = await decide(attempt);
    if (kind) return { kind, milliseconds: USUAL_AGE };
    for (const { fault, selection } of standing) {
      if (!isCallFault(fault) || !selection || !canMeet(fault, attempt)) continue;
      if (!selection.meets(attempt)) continue;
      if (selection.isOver) keep((entry) => !entry.selection?.isOver);
      return { kind: fault.kind, milliseconds: fault.milliseconds ?? USUAL_AGE };
    }
    return undefined;
  }

  function keep(isKept: (entry: Standing) => boolean): void {
    standing = standing.filter(isKept);
    if (!isNoting()) staleReads.forget();
  }

  const isNoting = () => standing.some(({ fault }) => fault.kind === 'stale-read');

  return {
    add(fault) {
      added += 1;
      const id = `fault-${added}`;
      const selection = isCallFault(fault) ? createSelection(fault, random.fork(id)) : undefined;
      standing = [...standing, { id, fault, selection }];
      return id;
    },
    list: () => standing.map(({ id, fault, selection }) => ({ id, fault, hits: selection?.hits ?? 0 })),
    end(id) {
      const before = standing.length;
      keep((entry) => entry.id !== id);
      return standing.length < before;
    },
    endAll: () => keep(() => false),
    act: (act) => ports.loseTasks(chooseVictims(act, random)),
    decide(chooser) {
      decide = chooser;
    },
    intercept: createIntercept({ clock, staleReads, throttled: ports.throttled, choose, isNoting }),
    placementRefusal: () =>
      standing.some(({ fault }) => fault.kind === 'capacity-shortage') ? NO_CAPACITY : undefined,
    nodeLag: (node) =>
      standing
        .map(({ fault }) => fault)
        .filter((fault): fault is NodeLag => fault.kind === 'node-lag')
        .filter((fault) => fault.node === undefined || fault.node === node)
        .reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}

function isCallFault(fault: Fault): fault is CallFault {
  return fault.kind !== 'capacity-shortage' && fault.kind !== 'node-lag';
}

/** Only what reads can be stale. */
function canMeet({ kind }: CallFault, { call }: Attempt): boolean {
  return kind !== 'stale-read' || isRead(call.operation);
}

function chooseVictims(act: Act, random: Random): (task: Victim) => boolean {
  if (act.kind === 'kill-task') return ({ arn }) => arn === act.task;
  const { subnet, availabilityZone, share = 1 } = act;
  return ({ networkInterface: place }) =>
    (subnet === undefined || place.subnet === subnet) &&
    (availabilityZone === undefined || place.availabilityZone === availabilityZone) &&
    (share >= 1 || random.next() < share);
}
