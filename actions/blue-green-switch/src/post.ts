import { readInputs } from '../../../lib/action/inputs.ts';
import { runPost } from '../../../lib/action/run-post.ts';
import { inputs } from './inputs.ts';
import { toRequest } from './modes/request.ts';
import { started } from './started.ts';

void runPost({
  name: 'blue-green-switch',
  async run(context) {
    if (!started.read()) return;
    const given = readInputs(inputs, process.env);
    const request = toRequest(given);
    if (request.mode === 'status' || request.record === undefined || given.dryRun) return;
    await (await import('./start.ts')).startPost(given, request.record, context);
  },
  explain: async (error) => (await import('../../../lib/aws/errors/explain.ts')).explainAwsError(error),
});
