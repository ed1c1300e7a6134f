import type { RunContext } from '../../../lib/action/context.ts';
import { maskSecret } from '../../../lib/action/mask.ts';
import type { Outcome } from '../../../lib/action/outcome.ts';
import { createProcesses } from '../../../lib/action/processes.ts';
import { systemRandom } from '../../../lib/action/random.ts';
import { loadEcr } from '../../../lib/aws/load-client/ecr.ts';
import { openSession } from '../../../lib/aws/session.ts';
import type { Inputs } from './inputs.ts';
import { makePlan } from './plan.ts';

/** Ties a run to AWS and to docker, once its inputs are known to be good. */
export async function start(inputs: Inputs, context: RunContext): Promise<Outcome> {
  const { env } = process;
  const plan = makePlan(inputs, env);
  const ports = { ...context, random: systemRandom, mask: maskSecret };
  const { region, roleToAssume } = inputs;
  const { clients } = openSession({ action: 'deploy-image', region, roleToAssume, env }, ports, {
    ecr: loadEcr,
  });
  const { run } = await import('./run.ts');
  const ecr = await clients.ecr();
  return run(plan, { ...ports, ecr, environment: env, processes: createProcesses(context.clock) });
}
