import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderProgress } from './progress.ts';

const line = (count: number, of: number, note?: string) =>
  renderProgress({ subject: 'web-green', count, of, state: 'healthy', ...(note ? { note } : {}) }, 72_900);

test.each([
  [line(4, 6), 'web-green  4/6 healthy  [#####...]  1m12s'],
  [line(0, 6), 'web-green  0/6 healthy  [........]  1m12s'],
  [line(6, 6), 'web-green  6/6 healthy  [########]  1m12s'],
  [line(0, 0), 'web-green  0/0 healthy  [########]  1m12s'],
  [line(7, 6), 'web-green  7/6 healthy  [########]  1m12s'],
  [line(1, 2, '1 draining'), 'web-green  1/2 healthy  [####....]  1 draining  1m12s'],
])('%s', (rendered, expected) => expect(rendered).toBe(expected));

test('the bar is full exactly when all are there, and empty exactly when none is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat({ max: 5000 }), (of, count) => {
      expect(line(count, of).includes('[########]')).toBe(count >= of);
      expect(line(count, of).includes('[........]')).toBe(count === 0);
    }),
  );
});
