import { median } from '../median.ts';
import { renderTable } from '../table.ts';
import type { CallTimes } from './calls.ts';
import type { StartTimes } from './starts.ts';

/** From the start of the program to its `ready`, and a call without its client's own work, in milliseconds. */
const AIMS = { start: 1_000, call: 3 };

export function renderStarts({ embedded, empty }: StartTimes): string {
  const verdict = embedded < AIMS.start ? 'met' : 'MISSED';
  return renderTable([
    ['', 'time', 'ratio', 'aim'],
    ['empty Node', `${empty.toFixed(0)} ms`, '1x', ''],
    [
      'embedded AWS until ready',
      `${embedded.toFixed(0)} ms`,
      `${(embedded / empty).toFixed(1)}x`,
      `${AIMS.start} ms: ${verdict}`,
    ],
  ]);
}

/** For each call what the embedded AWS took and, where it was asked too, moto. */
export function renderCalls(times: ReadonlyMap<string, readonly CallTimes[]>): string {
  const rows = [...times].map(([name, [own, moto]]) => {
    const verdict = median(own?.plain ?? []) < AIMS.call ? 'met' : 'MISSED';
    return [
      name,
      ...beside(own?.plain, moto?.plain),
      `${AIMS.call} ms: ${verdict}`,
      ...beside(own?.withSdk, moto?.withSdk),
    ];
  });
  return renderTable([
    ['call, p50', 'embedded AWS', 'moto', 'ratio', 'aim', 'with the SDK', 'moto with it', 'ratio'],
    ...rows,
  ]);
}

function beside(own: readonly number[] = [], moto: readonly number[] = []): string[] {
  const [ours, others] = [median(own), median(moto)];
  if (moto.length === 0) return [`${ours.toFixed(2)} ms`, '', ''];
  return [`${ours.toFixed(2)} ms`, `${others.toFixed(2)} ms`, `${(ours / others).toFixed(2)}x`];
}
