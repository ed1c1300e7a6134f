import { expect, test } from '@jest/globals';
import { parseDestination } from './destination.ts';

const IMAGE = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:${'a'.repeat(64)}`;
const ARN = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7';

test.each([
  ['previous', { kind: 'previous' }],
  ['12', { kind: 'release', number: 12 }],
  [IMAGE, { kind: 'image', image: IMAGE }],
  ['web:7', { kind: 'task-definition', reference: 'web:7' }],
  [ARN, { kind: 'task-definition', reference: ARN }],
])('%s', (text, destination) => {
  expect(parseDestination(text)).toEqual(destination);
});

test.each(['0', '-1', 'web', 'web:latest', 'web@sha256:abc', 'the one before'])(
  '%s names no version',
  (text) => {
    expect(() => parseDestination(text)).toThrow('names no version');
  },
);
