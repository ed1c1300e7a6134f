import { describe, expect, test } from '@jest/globals';
import { createInFlight } from './in-flight.ts';

describe('requests in flight', () => {
  test('are cut with their target and group, and not once they have ended', () => {
    const inFlight = createInFlight();
    const cut: string[] = [];
    const begin = (name: string, group: string, id: string) =>
      inFlight.begin(group, { id, port: 80 }, () => cut.push(name));
    const end = begin('ended', 'blue', '10.0.0.1');
    begin('cut', 'blue', '10.0.0.1');
    begin('other group', 'green', '10.0.0.1');
    begin('other target', 'blue', '10.0.0.2');
    end();
    inFlight.cut('blue', { id: '10.0.0.1', port: 80 });
    expect(cut).toEqual(['cut']);
  });

  test('may end while they are being cut', () => {
    const inFlight = createInFlight();
    const target = { id: '10.0.0.1', port: 80 };
    const cut: number[] = [];
    for (const index of [1, 2, 3]) {
      const end = inFlight.begin('blue', target, () => {
        cut.push(index);
        end();
      });
    }
    inFlight.cut('blue', target);
    inFlight.cut('blue', target);
    inFlight.cutAll();
    expect(cut).toEqual([1, 2, 3]);
  });
});
