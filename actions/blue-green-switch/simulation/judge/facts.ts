import { isRuleWrite } from '../../../../lib/aws/operations.ts';
import { joinPlan } from '../../../../lib/aws/record/plan-chunks.ts';
import { type PerSlot, SLOTS, type SlotName } from '../../../../lib/aws/target.ts';
import type { PlayedRun, Trace, TraceEvent, Truth } from '../trace.ts';

/** What judges ask of a trace, found once. */
export interface Facts {
  readonly trace: Trace;
  readonly writes: readonly WriteEvent[];
  readonly leases: readonly CreatedLease[];
  readonly plans: readonly WrittenPlan[];
  readonly moves: readonly Move[];
  /** Every look at the platform, in order. */
  readonly truths: readonly Truth[];
  /** When strangers did something, and when machines were lost. */
  readonly acts: readonly Extract<TraceEvent, { kind: 'act' }>[];
  /** When the runs of the scenario were over. */
  readonly calmAt: number;
}

export type WriteEvent = Extract<TraceEvent, { kind: 'write' }>;

export interface CreatedLease {
  readonly at: number;
  readonly by: string;
  readonly number: number;
}

/** As far as judges read a recorded plan. */
export interface PlanDocument {
  readonly mode: 'release' | 'bootstrap' | 'rollback';
  /** Nothing served when it was made. */
  readonly isFirst: boolean;
  readonly live: SlotName;
  readonly standby: SlotName;
  readonly image: string;
  readonly taskDefinition: string;
  readonly required: number;
  /** Tasks that the live slot was meant to have. */
  readonly liveCount: number;
  readonly desiredCount: number;
  /** Tasks that the live slot keeps once it is parked. */
  readonly parkedCount: number;
  readonly startedAt: string;
  /** Of what an answer has to show; absent when it need not show any. */
  readonly expectVersion?: { readonly version: string };
}

export interface WrittenPlan {
  readonly at: number;
  readonly by: string;
  readonly lease: number;
  readonly document: PlanDocument;
  /** Whether it is another run's, which this one recovers. */
  readonly isRecovered: boolean;
}

/** A write of weights that took effect on a production rule. */
export interface Move {
  readonly at: number;
  readonly by: string;
  /** Index of the rule in the target. */
  readonly rule: number;
  readonly before: PerSlot<number>;
  readonly after: PerSlot<number>;
  /** The write itself. */
  readonly write: WriteEvent;
}

export function findFacts(trace: Trace): Facts {
  const { events } = trace;
  const writes = events.filter((event): event is WriteEvent => event.kind === 'write');
  const done = writes.filter(({ error }) => error === undefined);
  return {
    ...{ trace, writes },
    leases: done.flatMap(findLease),
    plans: findPlans(done),
    moves: done.flatMap(findMoves),
    truths: events.flatMap((event) => lookedAt(event) ?? []),
    acts: events.filter((event): event is Extract<TraceEvent, { kind: 'act' }> => event.kind === 'act'),
    calmAt: events.find(({ kind }) => kind === 'calm')?.at ?? Number.POSITIVE_INFINITY,
  };
}

/** The look at the platform that belongs to an event. */
export function lookedAt(event: TraceEvent): Truth | undefined {
  if (event.kind === 'write') return event.after;
  return 'truth' in event ? event.truth : undefined;
}

interface PutParameter {
  readonly Name: string;
  readonly Value: string;
  readonly Overwrite?: boolean;
}

function findLease({ at, by, operation, input }: WriteEvent): CreatedLease[] {
  if (operation !== 'PutParameter') return [];
  const { Name, Overwrite } = input as PutParameter;
  const [, number] = /\/lease\/(\d+)$/.exec(Name) ?? [];
  return number === undefined || Overwrite ? [] : [{ at, by, number: Number(number) }];
}

/** A plan stands as soon as its last chunk does. */
function findPlans(writes: readonly WriteEvent[]): WrittenPlan[] {
  const chunks = new Map<number, Map<string, string>>();
  const plans: WrittenPlan[] = [];
  for (const { at, by, operation, input } of writes) {
    if (operation !== 'PutParameter') continue;
    const { Name, Value } = input as PutParameter;
    const [, lease] = /\/plan\/(\d+)\/\d+$/.exec(Name) ?? [];
    if (lease === undefined) continue;
    const number = Number(lease);
    const known = chunks.get(number) ?? new Map();
    chunks.set(number, known.set(Name, Value));
    const document = joinPlan([...known.values()]) as PlanDocument | undefined;
    if (!document) continue;
    const isRecovered = plans.some(
      (plan) => plan.lease !== number && plan.document.startedAt === document.startedAt,
    );
    plans.push({ at, by, lease: number, document, isRecovered });
  }
  return plans;
}

function findMoves(write: WriteEvent): Move[] {
  const { at, by, before, after, operation } = write;
  if (!isRuleWrite(operation)) return [];
  return after.rules.flatMap((weights, rule) => {
    const old = before.rules[rule] ?? weights;
    const isSame = old.blue === weights.blue && old.green === weights.green;
    return isSame ? [] : [{ at, by, rule, before: old, after: weights, write }];
  });
}

/** The plan that a run works by at that moment. */
export function planOf({ plans }: Facts, by: string, at: number): WrittenPlan | undefined {
  return plans.findLast((plan) => plan.by === by && plan.at <= at);
}

export function shareOf(weights: PerSlot<number>, slot: SlotName): number {
  const sum = weights.blue + weights.green;
  return sum === 0 ? 0 : weights[slot] / sum;
}

/** The slot whose share a write has raised; undefined when it has raised none. */
export function raisedBy({ before, after }: Move): SlotName | undefined {
  return SLOTS.find((slot) => shareOf(after, slot) > shareOf(before, slot));
}

/** Looks at the platform between two moments, both included. */
export function truthsBetween({ truths }: Facts, from: number, to: number): readonly Truth[] {
  return truths.filter(({ at }) => at >= from && at <= to);
}

export function isRun({ trace }: Facts, by: string): boolean {
  return trace.runs.some(({ name }) => name === by);
}

export function runOf({ trace }: Facts, name: string): PlayedRun | undefined {
  return trace.runs.find((run) => run.name === name);
}

/** Moments at which a stranger has written weights. */
export function strangersMoves(facts: Facts): readonly Move[] {
  return facts.moves.filter(({ by }) => !isRun(facts, by));
}

/** Whether a run is one that changes nothing. */
export function isReading({ inputs }: Pick<PlayedRun, 'inputs'>): boolean {
  return inputs.mode === 'status' || inputs['dry-run'] === 'true';
}

/** What was true at that moment. */
export function truthAt({ truths }: Pick<Facts, 'truths'>, at: number): Truth {
  const truth = truths.findLast((candidate) => candidate.at <= at);
  if (!truth) throw new Error('Nothing was looked at before that moment.');
  return truth;
}
