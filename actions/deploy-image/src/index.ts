import { runAction } from '../../../lib/action/run-action.ts';
import { inputs } from './inputs.ts';

await runAction({
  name: 'deploy-image',
  inputs,
  run: async (given, context) => (await import('./start.ts')).start(given, context),
  explain: async (error) => (await import('../../../lib/aws/errors/explain.ts')).explainAwsError(error),
});
