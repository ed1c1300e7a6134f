import type { Clock, Stopwatch } from '../../../lib/action/clock.ts';
import { sleep } from '../../../lib/action/clock.ts';
import type { Log } from '../../../lib/action/log.ts';
import { type ClientSettings, type Clients, createClients } from '../../../lib/aws/clients.ts';
import { isWrite } from '../../../lib/aws/operations.ts';
import { allClients } from '../../../lib/aws/testing/all-clients.ts';
import { type ClosableClock, createClosableClock } from '../../../rehearsal/aws/kernel/closable-clock.ts';
import type { ApiRequest, ApiResponse } from '../../../rehearsal/aws/kernel/http.ts';
import { createInProcessHandler } from '../../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import type { createWorld } from './world.ts';

/** What a machine needs of its world. */
type World = Pick<Awaited<ReturnType<typeof createWorld>>, 'aws' | 'clock'> & { readonly log: Log };

/** Points of a call at which something may happen. */
export const POINTS = ['before the send', 'after the effect', 'after the reply'] as const;

export type Point = (typeof POINTS)[number];

/** A call of a machine, at one of its points. */
export interface MachineCall {
  readonly operation: string;
  /** Among all calls of the machine, from 1 on. */
  readonly number: number;
  /** Among those that change something, from 1 on; undefined for one that reads. */
  readonly write: number | undefined;
  readonly point: Point;
}

/** What is peculiar to a machine; a machine is perfect when nothing is given. */
export interface MachineSettings {
  readonly accessKeyId?: string;
  /** What that key may do; an administrator's when not given. */
  readonly policy?: string;
  /** Credentials that change, instead of that key. */
  readonly session?: Pick<ClientSettings, 'credentials' | 'renewal'>;
  /** Most that a call takes to AWS, and its answer on the way back, each drawn; in milliseconds. */
  readonly latency?: number;
  /** One of a hundred such journeys takes so long at most, in milliseconds; clients give up what takes 8 s. */
  readonly jam?: number;
  /** Its date is ahead by so many milliseconds. */
  readonly offset?: number;
  /** Milliseconds that pass on its clocks in a true one. */
  readonly rate?: number;
  readonly seed?: number;
  /** Told of every call at every point, before anything else happens there. */
  readonly onCall?: (call: MachineCall) => void;
}

/** The machine of one job: clients and clocks of its own, which all stop at once when it dies. */
export interface Machine {
  readonly clock: Clock;
  readonly stopwatch: Stopwatch;
  readonly random: ReturnType<typeof createRandom>;
  readonly clients: Clients<typeof allClients>;
  /** Operations that changed something, or were about to. */
  readonly writes: readonly string[];
  /** All operations. */
  readonly calls: readonly string[];
  /** From now on nothing of it runs, no timer calls it back, and no call of it arrives. */
  die(): void;
  isDead(): boolean;
}

export function createMachine(world: World, settings: MachineSettings = {}): Machine {
  const {
    accessKeyId = 'DEPLOYER',
    policy,
    latency = 0,
    jam = 0,
    offset = 0,
    rate = 1,
    seed = 1,
    onCall,
    session,
  } = settings;
  const administrator = { accessKeyId, secretAccessKey: 'rehearsal' };
  const credentials = policy === undefined ? administrator : world.aws.lendKey(accessKeyId, policy);
  const alive = createClosableClock(world.clock);
  const { clock, stopwatch } = createOwnTime(alive, offset, rate);
  const random = createRandom(seed);
  const weather = random.fork('weather');
  const calls: string[] = [];
  const writes: string[] = [];
  let isDead = false;

  /** How long a journey takes. */
  function draw(): number {
    const longest = jam > 0 && weather.below(100) === 0 ? jam : latency;
    return longest > 0 ? weather.below(longest) : 0;
  }

  /** What has been sent arrives, be its sender alive or not; an answer is awaited for as long as clients do. */
  async function send(request: ApiRequest): Promise<ApiResponse> {
    if (latency === 0 && jam === 0) return world.aws.dispatch(request);
    const arrived = sleep(world.clock, draw()).then(() => world.aws.dispatch(request));
    const back = draw();
    return untilTimeout(
      alive,
      arrived.then((answer) => sleep(alive, back).then(() => answer)),
    );
  }

  const handler = createInProcessHandler(async (request) => {
    if (isDead) return never();
    const operation = operationOf(request);
    calls.push(operation);
    if (isWrite(operation)) writes.push(operation);
    const known = {
      operation,
      number: calls.length,
      write: isWrite(operation) ? writes.length : undefined,
    };
    const isLostAt = (point: Point): boolean => {
      onCall?.({ ...known, point });
      return isDead;
    };
    if (isLostAt('before the send')) return never();
    const answer = await send(request);
    if (isDead || isLostAt('after the effect')) return never();
    isLostAt('after the reply');
    return answer;
  });

  return {
    ...{ clock, stopwatch, random, writes, calls },
    clients: createClients(
      {
        ...{ action: 'blue-green-switch', version: '0', region: 'eu-west-1', requestHandler: handler },
        credentials,
        ...session,
      },
      { clock, random, log: world.log },
      allClients,
    ),
    die() {
      isDead = true;
      alive.close();
    },
    isDead: () => isDead,
  };
}

/** As the suite's clients give up an attempt, in milliseconds. */
const CLIENT_TIMEOUT = 8_000;

function untilTimeout<Answer>(clock: Clock, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(CLIENT_TIMEOUT, () =>
      reject(Object.assign(new Error('No answer within 8 s'), { name: 'TimeoutError' })),
    );
    answer.then(resolve, reject).finally(callOff);
  });
}

/** Nothing waits for it but what is dead. */
export const never = () => new Promise<never>(() => {});

/** A date that may be wrong, and seconds that may be longer or shorter than true ones. */
function createOwnTime(alive: ClosableClock, offset: number, rate: number) {
  const start = alive.now();
  const passed = () => (alive.now() - start) * rate;
  const clock: Clock = {
    now: () => start + offset + passed(),
    after: (milliseconds, callback) => alive.after(milliseconds / rate, callback),
  };
  return { clock, stopwatch: { read: passed } };
}

function operationOf({ headers, body }: ApiRequest): string {
  const target = headers['x-amz-target']?.split('.')[1];
  return target ?? new URLSearchParams(new TextDecoder().decode(body)).get('Action') ?? '';
}
