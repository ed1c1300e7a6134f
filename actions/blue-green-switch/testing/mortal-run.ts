import { createClients } from '../../../lib/aws/clients.ts';
import { createClosableClock } from '../../../rehearsal/aws/kernel/closable-clock.ts';
import type { ApiRequest } from '../../../rehearsal/aws/kernel/http.ts';
import { createInProcessHandler } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { run } from '../src/run.ts';
import { type createWorld, LASTING, NEXT } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** The moment of a run at which its machine is lost. */
export type Moment =
  /** At its so manieth call that changes something: before it is sent, when it has taken effect, or behind its reply. */
  | { readonly call: number; readonly when: 'before the send' | 'after the effect' | 'after the reply' }
  /** At its first call of this operation. */
  | { readonly operation: string; readonly when: 'before the send' | 'after the effect' | 'after the reply' }
  /** So many milliseconds after its start. */
  | { readonly milliseconds: number; readonly when?: never };

export interface MortalRun {
  /** The calls that changed something, or were about to. */
  readonly calls: readonly string[];
  /** How it ended; `lost` when it was killed before. */
  readonly ended: Promise<string>;
}

/**
 * Runs the switch until it ends or is killed: from then on nothing of it runs, no timer calls it back, and no call of it
 * arrives. Without a moment it is not killed.
 */
export async function startMortalRun(
  world: World,
  given: Readonly<Record<string, string>>,
  moment: Moment | undefined,
  { target = world.infrastructure.target, runId = 'lost' } = {},
): Promise<MortalRun> {
  const { aws, log } = world;
  const clock = createClosableClock(world.clock);
  const random = createRandom(1);
  const calls: string[] = [];
  const death = Promise.withResolvers<string>();
  let isDead = false;

  function die(): void {
    isDead = true;
    clock.close();
    death.resolve('lost');
  }

  /** Nothing waits for it but what is dead. */
  const never = () => new Promise<never>(() => {});

  const handler = createInProcessHandler(async (request) => {
    if (isDead) return never();
    const operation = operationOf(request);
    const isWrite = !/^(Describe|Get|List)/.test(operation);
    if (isWrite) calls.push(operation);
    const isMeant = isWrite && isMomentOf(moment, calls);
    if (isMeant && moment?.when === 'before the send') {
      die();
      return never();
    }
    const answer = await aws.dispatch(request);
    if (isDead) return never();
    if (isMeant) die();
    return isMeant && moment?.when === 'after the effect' ? never() : answer;
  });
  const clients = createClients(
    {
      ...{ action: 'blue-green-switch', version: '0', region: 'eu-west-1', requestHandler: handler },
      credentials: { accessKeyId: 'DEPLOYER', secretAccessKey: 'rehearsal' },
    },
    { clock, random, log },
  );
  const ports = {
    ...{ clock, random, log, session: LASTING, signal: new AbortController().signal },
    ...{ ecs: await clients.ecs(), elbv2: await clients.elbv2(), containerLogs: clients.logs },
    ...{
      parameterStore: clients.ssm,
      monitoring: clients.cloudwatch,
      stopwatch: { read: clock.now },
      owner: { repository: 'org/shop', runId },
    },
    probe: (url: string) => (isDead ? never() : world.probe(url)),
  };
  if (moment && 'milliseconds' in moment) world.clock.after(moment.milliseconds, die);
  const running = run(
    world.requestOf(given.mode === undefined ? world.releaseOf(NEXT, given) : given),
    target,
    ports,
  ).then(
    ({ outputs }) => String(outputs.verdict),
    (error: Error) => error.message,
  );
  return { calls, ended: Promise.race([running, death.promise]) };
}

/** @param calls that change something, the present one last */
function isMomentOf(moment: Moment | undefined, calls: readonly string[]): boolean {
  if (!moment || 'milliseconds' in moment) return false;
  if ('call' in moment) return moment.call === calls.length;
  return moment.operation === calls.at(-1);
}

function operationOf({ headers, body }: ApiRequest): string {
  const target = headers['x-amz-target']?.split('.')[1];
  return target ?? new URLSearchParams(new TextDecoder().decode(body)).get('Action') ?? '';
}
