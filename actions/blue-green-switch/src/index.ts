import { runAction } from '../../../lib/action/run-action.ts';
import { inputs } from './inputs.ts';
import { toRequest } from './modes/request.ts';
import { started } from './started.ts';

void runAction({
  name: 'blue-green-switch',
  inputs,
  async run(given, context) {
    const request = toRequest(given);
    started.save(true);
    return (await import('./start.ts')).start(given, request, context);
  },
  explain: async (error) => (await import('../../../lib/aws/errors/explain.ts')).explainAwsError(error),
});
