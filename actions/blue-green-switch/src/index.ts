import { runAction } from '../../../lib/action/run-action.ts';
import { inputs } from './inputs.ts';
import { toRequest } from './modes/request.ts';

void runAction({
  name: 'blue-green-switch',
  inputs,
  async run(given, context) {
    const request = toRequest(given);
    return (await import('./start.ts')).start(given, request, context);
  },
  explain: async (error) => (await import('../../../lib/aws/errors/explain.ts')).explainAwsError(error),
});
