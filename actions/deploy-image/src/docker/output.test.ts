import { expect, test } from '@jest/globals';
import { lastReason, tail } from './output.ts';

// Ends of real outputs: docker 28.2 without buildx, docker 20.10 with its own BuildKit, buildx 0.29, docker push.
test.each([
  [
    'Step 2/2 : COPY nope /\nCOPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist\n',
    'COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist',
  ],
  [
    "The command '/bin/sh -c false' returned a non-zero code: 1",
    "The command '/bin/sh -c false' returned a non-zero code: 1",
  ],
  [
    'Error response from daemon: dockerfile parse error line 1: unknown instruction: FROMM\n',
    'dockerfile parse error line 1: unknown instruction: FROMM',
  ],
  [
    '#3 ERROR: executor failed running [/bin/sh -c false]: exit code: 1\n------\n > [1/1] RUN false:\n------\nexecutor failed running [/bin/sh -c false]: exit code: 1',
    'executor failed running [/bin/sh -c false]: exit code: 1',
  ],
  [
    '------\nERROR: failed to build: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error line 1: unknown instruction: FROMM\n',
    'dockerfile parse error line 1: unknown instruction: FROMM',
  ],
  [
    'ERROR: failed to build: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1\n\nView build details: docker-desktop://dashboard/build/x\n',
    'process "/bin/sh -c false" did not complete successfully: exit code: 1',
  ],
  [
    'abc: Preparing\ndenied: requested access to the resource is denied\n',
    'denied: requested access to the resource is denied',
  ],
  ['', 'it said nothing'],
])('%#: the reason of a failure', (output, reason) => {
  expect(lastReason(output)).toBe(reason);
});

test('the end of a long output', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
  expect(tail(`${lines.join('\n')}\n\n`).split('\n')).toEqual(lines.slice(-25));
});
