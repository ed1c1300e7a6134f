import { expect, test } from '@jest/globals';
import { parseReference } from './reference.ts';

const digest = `sha256:${'0'.repeat(64)}`;

test.each([
  ['127.0.0.1:4510/web:1', { repository: 'web', tag: '1' }],
  ['127.0.0.1:4510/team/web', { repository: 'team/web', tag: 'latest' }],
  [`127.0.0.1:4510/web@${digest}`, { repository: 'web', digest }],
  [`127.0.0.1:4510/web:1@${digest}`, { repository: 'web', digest }],
  ['127.0.0.1:4510/', undefined],
  ['127.0.0.1:45101/web:1', undefined],
  ['nginx:1', undefined],
])('%s', (reference, expected) => {
  expect(parseReference(reference, '127.0.0.1:4510')).toEqual(expected);
});
