import { describe, expect, test } from '@jest/globals';
import { ActionFailure } from '../../../lib/action/errors.ts';
import { LeaseLost } from '../../../lib/aws/record/hold-lease.ts';
import { endWithVerdict } from './end-with-verdict.ts';
import { markOutputs } from './evidence/outputs-of-error.ts';

const refusal = new ActionFailure({ cause: 'The rules are <split>.', advice: 'Settle them.' });

function end(
  error: Error,
  { mode = 'release', reason }: { mode?: 'release' | 'status'; reason?: Error } = {},
) {
  const controller = new AbortController();
  if (reason) controller.abort(reason);
  return endWithVerdict({ mode }, controller, async () => {
    throw error;
  });
}

describe('a run that ends by an error', () => {
  test('has the verdict refused, with the cause first in its summary', async () => {
    expect(await end(refusal)).toEqual({
      outputs: { verdict: 'refused' },
      summary: expect.stringMatching(/^### :x: blue-green-switch: The rules are &lt;split&gt;\./),
      failure: refusal.failure,
    });
  });

  test('has the verdict interrupted when it was cancelled, or taken over', async () => {
    const reason = new ActionFailure({ cause: 'The job was cancelled (SIGINT).' });
    const aborted = Object.assign(new Error('aborted'), { name: 'AbortError' });
    expect(await end(aborted, { reason })).toMatchObject({
      outputs: { verdict: 'interrupted' },
      failure: { cause: 'The job was cancelled (SIGINT).' },
    });
    const lost = new LeaseLost({ cause: 'Run 2 has taken over.' });
    expect((await end(lost)).outputs.verdict).toBe('interrupted');
  });

  test('has what it was marked with beside it, such as the path of its evidence', async () => {
    const marked = new ActionFailure({ cause: 'The rules are split.' });
    markOutputs(marked, { evidence: '/tmp/evidence.json' });
    expect((await end(marked)).outputs).toEqual({ verdict: 'refused', evidence: '/tmp/evidence.json' });
  });

  test('of mode status has none', async () => {
    await expect(end(refusal, { mode: 'status' })).rejects.toBe(refusal);
  });
});
