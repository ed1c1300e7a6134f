import { expect, test } from '@jest/globals';
import { changeAttributes } from './attributes.ts';

const given = { models: {}, noun: 'Target group' };

// Found by `npm run fuzz`: what every object has is no attribute.
test.each(['__proto__', 'hasOwnProperty', 'toString', 'slow'])('%s is no attribute', (Key) => {
  expect(() => changeAttributes(new Map(), [{ Key, Value: 'NaN' }], given)).toThrow(
    `Target group attribute key '${Key}' is not recognized`,
  );
});
