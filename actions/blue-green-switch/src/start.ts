import { systemStopwatch } from '../../../lib/action/clock.ts';
import type { RunContext } from '../../../lib/action/context.ts';
import { maskSecret } from '../../../lib/action/mask.ts';
import type { Outcome } from '../../../lib/action/outcome.ts';
import { randomHex, systemRandom } from '../../../lib/action/random.ts';
import type { Clients } from '../../../lib/aws/clients.ts';
import type { Owner } from '../../../lib/aws/record/lease-entry.ts';
import { openSession } from '../../../lib/aws/session.ts';
import { readTargetParameter, type TargetText } from '../../../lib/aws/target-parameter.ts';
import { probeOverHttp } from './gates/probe.ts';
import type { Inputs } from './inputs.ts';
import type { Request } from './modes/request.ts';

/** Ties a run to AWS and the network, once its inputs are known to be good. */
export async function start(inputs: Inputs, request: Request, context: RunContext): Promise<Outcome> {
  const ports = { ...context, random: systemRandom };
  const session = openSession(
    {
      action: 'blue-green-switch',
      region: inputs.region,
      roleToAssume: inputs.roleToAssume,
      env: process.env,
    },
    { ...ports, mask: maskSecret },
  );
  const { clients } = session;
  const { text, origin } = await readTarget(inputs.target, clients, context.signal);
  // All else that a run needs is loaded when there is a target to work on.
  const { assembleTarget, parseTargetLayer } = await import('../../../lib/aws/read-target.ts');
  const target = assembleTarget([parseTargetLayer(text, origin)]);
  const { run } = await import('./run.ts');
  const { endWithVerdict } = await import('./end-with-verdict.ts');
  const own = {
    ...ports,
    ecs: await clients.ecs(),
    elbv2: await clients.elbv2(),
    containerLogs: clients.logs,
    parameterStore: clients.ssm,
    monitoring: clients.cloudwatch,
    stopwatch: systemStopwatch,
    owner: ownerOf(process.env),
    probe: probeOverHttp,
    session,
  };
  return endWithVerdict(request, own, () => run(request, target, own));
}

/** A run and its reruns are the same owner. Outside of GitHub every process is one of its own. */
function ownerOf({ GITHUB_REPOSITORY, GITHUB_RUN_ID }: NodeJS.ProcessEnv): Owner {
  return { repository: GITHUB_REPOSITORY ?? 'local', runId: GITHUB_RUN_ID ?? randomHex(systemRandom, 16) };
}

/** A name begins with a slash, which no YAML or JSON document of a target does. */
async function readTarget(text: string, clients: Clients, signal: AbortSignal): Promise<TargetText> {
  if (!text.startsWith('/')) return { text, origin: 'input "target"' };
  return readTargetParameter({ ssm: await clients.ssm(), signal }, text);
}
