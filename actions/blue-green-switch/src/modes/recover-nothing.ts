import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import { recordRelease } from '../../../../lib/aws/record/releases.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { desertedBy } from '../observe/kept-slot.ts';
import { findLiveSlot } from '../observe/live-slot.ts';
import { observe } from '../observe/observe.ts';
import type { LeftOff } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { type RecordedLeftOff, readLeftBehind, toRecordedStickiness } from '../record/left-off.ts';
import type { OpenRecord } from '../record/under-lease.ts';
import { renderKept } from '../report/kept-slot.ts';
import { renderLeftOff } from '../report/stickiness.ts';
import type { Timeline } from '../report/timeline.ts';
import { putStickinessBack } from '../traffic/put-stickiness-back.ts';
import { type FoundKept, type ParkedKept, parkKept } from './park-kept.ts';
import { tellLeftOff } from './settle-stickiness.ts';

/** A recovery that finds no interrupted run. */
export interface NothingLeft {
  readonly inputs: Pick<Inputs, 'stickyTimeout'>;
  readonly target: Target;
  readonly open: OpenRecord;
  readonly timeline: Timeline;
}

/**
 * Does what earlier runs have left to do when cookies have expired, if that time has come: parks a slot that was kept for
 * whom they led there, and puts group stickiness back.
 * @throws ActionFailure when no slot has all the traffic: the record knows of no run that could have left it so
 */
export async function recoverNothing(run: NothingLeft, ports: WritePorts): Promise<Outcome> {
  const { target, open, inputs, timeline } = run;
  const found = await lookAround(target, open.target, ports);
  const { liveSlot, leftOff } = found;
  const parking = found.kept && (await parkKept(run, found.kept, ports));
  const told = { liveSlot, ...parking };
  if (!leftOff) return report({ ...told, back: [], leftOff: undefined });
  const { stickyTimeout: timeout } = inputs;
  const left = await putStickinessBack({ target, leftOff, slot: liveSlot, timeout, timeline }, ports);
  if (left.rules.length === 0)
    await recordAllOn(open, { leftOff, isKept: told.kept !== undefined }, left, ports);
  const back = leftOff.rules.filter((rule) => !left.rules.includes(rule)).map(({ ruleArn }) => ruleArn);
  return report({ ...told, back, leftOff: await tellLeftOff(left, target, ports) });
}

/** Tells that nothing is to be recovered, which group stickiness is off, and which slot is kept. Only reads. */
export async function reportNothing(target: Target, record: string, ports: Ports): Promise<Outcome> {
  const { liveSlot, leftOff, kept } = await lookAround(target, record, ports);
  const isKept = kept && { kept: { slot: kept.deserted.slot, why: 'cookies may lead there' } };
  return report({
    ...{ liveSlot, back: [], ...isKept },
    leftOff: leftOff && (await tellLeftOff(leftOff, target, ports)),
  });
}

interface Found {
  readonly liveSlot: SlotName;
  readonly leftOff: RecordedLeftOff | undefined;
  readonly kept: FoundKept | undefined;
}

async function lookAround(target: Target, record: string, ports: Ports): Promise<Found> {
  const seen = await observe(target, ports);
  const { rules } = seen;
  const isOff = (arn: string) =>
    rules.some(({ ruleArn, forwarding }) => ruleArn === arn && forwarding?.stickySeconds === undefined);
  const { leftOff, kept } = await readLeftBehind(record, ports);
  const off = leftOff?.rules.filter(({ ruleArn }) => isOff(ruleArn)) ?? [];
  const deserted = desertedBy(kept, seen);
  try {
    return {
      // A service that runs with one slot so far may lack the other one in its rules.
      liveSlot: findLiveSlot(rules, true),
      leftOff: leftOff && off.length > 0 ? { ...leftOff, rules: off } : undefined,
      kept: kept && deserted && { recorded: kept, deserted },
    };
  } catch (error) {
    if (!(error instanceof ActionFailure)) throw error;
    throw new ActionFailure({
      ...error.failure,
      cause: `The record knows of no interrupted run, and yet: ${error.failure.cause}`,
    });
  }
}

/** Later runs would turn it on again, though somebody may have turned it off for good. */
async function recordAllOn(
  { ports: free, target, lease }: OpenRecord,
  { leftOff, isKept }: { readonly leftOff: RecordedLeftOff; readonly isKept: boolean },
  left: LeftOff,
  { stopwatch }: Ports,
): Promise<void> {
  const { number, ...release } = leftOff.release;
  const kept = isKept ? release.stickiness?.kept : undefined;
  const stickiness = { ...toRecordedStickiness(left, stopwatch), ...(kept && { kept }) };
  await recordRelease(free, target, { lease, release: number }, { ...release, stickiness });
}

interface Told extends ParkedKept {
  readonly liveSlot: SlotName;
  /** Rules in which group stickiness is on again. */
  readonly back: readonly string[];
  readonly leftOff: Parameters<typeof renderLeftOff>[0];
}

function report({ liveSlot, back, leftOff, parked, kept }: Told): Outcome {
  const again = back.length === 0 ? '' : `, and group stickiness is on again in ${back.join(', ')}`;
  const gone = parked === undefined ? '' : `, and ${parked} is parked: no cookie leads there any more`;
  return {
    outputs: { 'live-slot': liveSlot },
    summary: [
      `### :white_check_mark: Nothing to recover: ${liveSlot} has all the traffic${gone}${again}`,
      ...renderKept(kept),
      ...renderLeftOff(leftOff),
    ].join('\n\n'),
  };
}
