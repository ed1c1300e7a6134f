import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { describeWith } from '../../../../scripts/describe-with.ts';
import { testRuntime } from '../testing/contract.ts';
import { findRemains, markOf } from '../testing/remains.ts';
import { startCrash } from '../testing/start-crash.ts';

describeWith('network namespaces', 'the process runtime with namespaces', () => testRuntime('namespaces'));

describe('the process runtime with plain processes', () => testRuntime('plain'));

describeWith('network namespaces', 'the process runtime', () => {
  test('runs tasks for who is not root, and leaves nothing behind', async () => {
    const { child, owner, answer } = await startCrash('chosen', { uid: 1000, gid: 1000 });
    expect(answer).toBe(markOf(owner));
    expect(await findRemains(owner)).not.toEqual([]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await findRemains(owner)).toEqual([]);
  }, 60_000);
});
