import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TreatMissing } from './alarm-record.ts';
import { judge, type Slot } from './judge.ts';

const TREATMENTS: readonly TreatMissing[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

/** Reads `0 - X`, newest on the right. */
function readSlots(text: string): Slot[] {
  return text
    .split(' ')
    .toReversed()
    .map((mark, age) => (mark === '-' ? { start: -age } : { start: -age, value: mark === 'X' ? 1 : 0 }));
}

function stateOf(slots: readonly Slot[], m: number, treatMissing: TreatMissing, n = 3) {
  const { state } = judge(
    slots,
    {
      ...{ evaluationPeriods: n, datapointsToAlarm: m, treatMissing },
      ...{ threshold: 0, comparison: 'GreaterThanThreshold' },
    },
    { youngBreach: 'keep' },
  );
  return state ?? 'keep';
}

describe('the tables of AWS’s page on missing data', () => {
  test.each([
    ['0 - X - X', 3, 'OK OK OK OK'],
    ['0 - - - -', 3, 'OK OK OK OK'],
    ['- - - - -', 3, 'INSUFFICIENT_DATA keep ALARM OK'],
    ['0 X X - X', 3, 'ALARM ALARM ALARM ALARM'],
    ['- - X - -', 3, 'ALARM keep ALARM OK'],
    ['0 - X - X', 2, 'ALARM ALARM ALARM ALARM'],
    ['0 0 X 0 X', 2, 'ALARM ALARM ALARM ALARM'],
    ['0 - X - -', 2, 'OK OK ALARM OK'],
    ['- - - - 0', 2, 'OK OK ALARM OK'],
    ['- - - X -', 2, 'ALARM keep ALARM OK'],
  ])('%s with %i of 3', (text, m, wanted) => {
    expect(TREATMENTS.map((treatment) => stateOf(readSlots(text), m, treatment)).join(' ')).toBe(wanted);
  });

  test.each(['- - - - X', '- - - X -'])('%s is not ALARM yet with 3 of 3', (text) => {
    expect(stateOf(readSlots(text), 3, 'missing')).toBe('keep');
  });
});

const marks = fc.array(fc.constantFrom('0', 'X', '-'), { minLength: 5, maxLength: 5 });

describe('for any data', () => {
  test('an alarm never has too little data while there is some', () => {
    fc.assert(
      fc.property(
        marks,
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(...TREATMENTS),
        (row, m, treatment) => {
          const state = stateOf(readSlots(row.join(' ')), m, treatment);
          if (row.some((mark) => mark !== '-')) expect(state).not.toBe('INSUFFICIENT_DATA');
        },
      ),
    );
  });

  test('with enough real datapoints the treatment of missing data says nothing', () => {
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 3 }), (row, m) => {
        fc.pre(row.filter((mark) => mark !== '-').length >= 3);
        const states = TREATMENTS.map((treatment) => stateOf(readSlots(row.join(' ')), m, treatment));
        expect(new Set(states).size).toBe(1);
      }),
    );
  });
});
