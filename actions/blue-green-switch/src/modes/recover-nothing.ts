import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Outcome } from '../../../../lib/action/outcome.ts';
import { recordRelease } from '../../../../lib/aws/record/releases.ts';
import type { SlotName, Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { findLiveSlot } from '../observe/live-slot.ts';
import { observe } from '../observe/observe.ts';
import type { LeftOff } from '../plan/stickiness.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import { findLeftOff, type RecordedLeftOff, toRecordedStickiness } from '../record/left-off.ts';
import type { OpenRecord } from '../record/under-lease.ts';
import { renderLeftOff } from '../report/stickiness.ts';
import type { Timeline } from '../report/timeline.ts';
import { putStickinessBack } from '../traffic/put-stickiness-back.ts';
import { tellLeftOff } from './settle-stickiness.ts';

/** A recovery that finds no interrupted run. */
export interface NothingLeft {
  readonly inputs: Pick<Inputs, 'stickyTimeout'>;
  readonly target: Target;
  readonly open: OpenRecord;
  readonly timeline: Timeline;
}

/**
 * Puts group stickiness back that an earlier run has left off, if its time has come: nothing else is left to do.
 * @throws ActionFailure when no slot has all the traffic: the record knows of no run that could have left it so
 */
export async function recoverNothing(run: NothingLeft, ports: WritePorts): Promise<Outcome> {
  const { target, open, inputs, timeline } = run;
  const { liveSlot, leftOff } = await lookAround(target, open.target, ports);
  if (!leftOff) return report(liveSlot, [], undefined);
  const { stickyTimeout: timeout } = inputs;
  const left = await putStickinessBack({ target, leftOff, slot: liveSlot, timeout, timeline }, ports);
  if (left.rules.length === 0) await recordAllOn(open, leftOff, left, ports);
  const back = leftOff.rules.filter((rule) => !left.rules.includes(rule));
  return report(
    liveSlot,
    back.map(({ ruleArn }) => ruleArn),
    await tellLeftOff(left, target, ports),
  );
}

/** Tells that nothing is to be recovered, and which group stickiness is off. Only reads. */
export async function reportNothing(target: Target, record: string, ports: Ports): Promise<Outcome> {
  const { liveSlot, leftOff } = await lookAround(target, record, ports);
  return report(liveSlot, [], leftOff && (await tellLeftOff(leftOff, target, ports)));
}

interface Found {
  readonly liveSlot: SlotName;
  readonly leftOff: RecordedLeftOff | undefined;
}

async function lookAround(target: Target, record: string, ports: Ports): Promise<Found> {
  const { rules } = await observe(target, ports);
  const isOff = (arn: string) =>
    rules.some(({ ruleArn, forwarding }) => ruleArn === arn && forwarding?.stickySeconds === undefined);
  const recorded = await findLeftOff(record, ports);
  const off = recorded?.rules.filter(({ ruleArn }) => isOff(ruleArn)) ?? [];
  try {
    return {
      // A service that runs with one slot so far may lack the other one in its rules.
      liveSlot: findLiveSlot(rules, true),
      leftOff: recorded && off.length > 0 ? { ...recorded, rules: off } : undefined,
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
  { release: { number, ...release } }: RecordedLeftOff,
  left: LeftOff,
  { stopwatch }: Ports,
): Promise<void> {
  const stickiness = toRecordedStickiness(left, stopwatch);
  await recordRelease(free, target, { lease, release: number }, { ...release, stickiness });
}

function report(
  liveSlot: SlotName,
  back: readonly string[],
  leftOff: Parameters<typeof renderLeftOff>[0],
): Outcome {
  const again = back.length === 0 ? '' : `, and group stickiness is on again in ${back.join(', ')}`;
  return {
    outputs: { 'live-slot': liveSlot },
    summary: [
      `### :white_check_mark: Nothing to recover: ${liveSlot} has all the traffic${again}`,
      ...renderLeftOff(leftOff),
    ].join('\n\n'),
  };
}
