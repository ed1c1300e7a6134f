import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutText } from './awslogs.ts';

test('a long line is cut into pieces that fit, and nothing of it is lost or broken', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.integer({ min: 4, max: 20 }),
      (text, most) => {
        const pieces = cutText(text, most);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => piece !== '' && Buffer.byteLength(piece) <= most)).toBe(true);
      },
    ),
  );
});
