import { systemStopwatch } from '../../../lib/action/clock.ts';
import type { RunContext } from '../../../lib/action/context.ts';
import { maskSecret } from '../../../lib/action/mask.ts';
import type { Outcome } from '../../../lib/action/outcome.ts';
import { randomHex, systemRandom } from '../../../lib/action/random.ts';
import type { Clients } from '../../../lib/aws/clients.ts';
import type { Owner } from '../../../lib/aws/record/lease-entry.ts';
import { openSession } from '../../../lib/aws/session.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { readTargetParameter, type TargetText } from '../../../lib/aws/target-parameter.ts';
import { clientLoads } from './client-loads.ts';
import { keepEvidence } from './evidence/keep-evidence.ts';
import { probeOverHttp } from './gates/probe.ts';
import type { Inputs } from './inputs.ts';
import type { Request } from './modes/request.ts';
import type { Surroundings } from './ports.ts';

/** Ties a run to AWS and the network, once its inputs are known to be good. */
export async function start(inputs: Inputs, request: Request, context: RunContext): Promise<Outcome> {
  const { target, ports } = await open(inputs, context);
  const { run } = await import('./run.ts');
  const { endWithVerdict } = await import('./end-with-verdict.ts');
  return endWithVerdict(request, ports, () => run(request, target, ports));
}

/** The same for the step after the job. */
export async function startPost(inputs: Inputs, record: string, context: RunContext): Promise<void> {
  const { target, ports } = await open(inputs, context);
  const { runPostStep } = await import('./modes/run-post-step.ts');
  return runPostStep({ inputs, target, record }, ports);
}

async function open(
  inputs: Inputs,
  context: RunContext,
): Promise<{ readonly target: Target; readonly ports: Surroundings }> {
  const ports = { ...context, random: systemRandom, mask: maskSecret };
  const session = openSession(
    {
      action: 'blue-green-switch',
      region: inputs.region,
      roleToAssume: inputs.roleToAssume,
      env: process.env,
    },
    ports,
    clientLoads,
  );
  const { clients } = session;
  const { text, origin } = await readTarget(inputs.target, clients, context.signal);
  // All else that a run needs is loaded when there is a target to work on.
  const { assembleTarget, parseTargetLayer } = await import('../../../lib/aws/read-target.ts');
  return {
    target: assembleTarget([parseTargetLayer(text, origin)]),
    ports: {
      ...ports,
      ecs: await clients.ecs(),
      elbv2: await clients.elbv2(),
      containerLogs: clients.logs,
      parameterStore: clients.ssm,
      monitoring: clients.cloudwatch,
      scaling: clients.scaling,
      stopwatch: systemStopwatch,
      owner: ownerOf(process.env),
      probe: probeOverHttp,
      session,
      keepEvidence: (evidence) => keepEvidence(evidence, process.env),
    },
  };
}

/** A run and its reruns are the same owner. Outside of GitHub every process is one of its own. */
function ownerOf({ GITHUB_REPOSITORY, GITHUB_RUN_ID }: NodeJS.ProcessEnv): Owner {
  return { repository: GITHUB_REPOSITORY ?? 'local', runId: GITHUB_RUN_ID ?? randomHex(systemRandom, 16) };
}

/** A name begins with a slash, which no YAML or JSON document of a target does. */
async function readTarget(
  text: string,
  clients: Clients<typeof clientLoads>,
  signal: AbortSignal,
): Promise<TargetText> {
  if (!text.startsWith('/')) return { text, origin: 'input "target"' };
  return readTargetParameter({ ssm: await clients.ssm(), signal }, text);
}
