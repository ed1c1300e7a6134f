import { escapeMarkdown, inlineCode, table } from '../../../../lib/action/markdown.ts';
import { SLOTS, type SlotName, type Target } from '../../../../lib/aws/target.ts';
import type { TargetReading } from '../evidence/readings.ts';
import { timeOfDay } from './time-of-day.ts';

/** A slot whose targets flap shows its last changes only; all of them are in the evidence. */
const CHANGES_SHOWN = 12;

/** The targets of each slot that were looked at, from change to change. */
export function renderTargets({ slots }: Pick<Target, 'slots'>, readings: readonly TargetReading[]): string {
  const rows = SLOTS.flatMap((slot) => {
    const ofSlot = readings.filter((reading) => reading.slot === slot);
    return ofSlot.length === 0 ? [] : [[slot, inlineCode(slots[slot].service), listChanges(ofSlot)]];
  });
  return rows.length === 0 ? '' : table(['Slot', 'Service', 'Targets'], rows);
}

function listChanges(readings: readonly TargetReading[]): string {
  const left = readings.length - CHANGES_SHOWN;
  return [
    ...(left > 0 ? [`${left} changes before`] : []),
    ...readings.slice(-CHANGES_SHOWN).map(({ at, states }) => `${timeOfDay(at)} ${describeStates(states)}`),
  ].join('<br>');
}

function describeStates(states: ReadonlyMap<string, number>): string {
  if (states.size === 0) return 'none';
  return [...states].map(([state, count]) => `${count} ${escapeMarkdown(state)}`).join(', ');
}

/** Healthy targets of a slot's group at the last reading up to a moment; undefined without one. */
export function healthyAt(
  readings: readonly TargetReading[],
  slot: SlotName,
  moment: number,
): number | undefined {
  const last = readings.findLast((reading) => reading.slot === slot && reading.at <= moment);
  return last && (last.states.get('healthy') ?? 0);
}
