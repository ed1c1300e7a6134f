import type { SSM } from '@aws-sdk/client-ssm';
import { createDispatch, type Dispatch } from '../../../../rehearsal/aws/kernel/dispatch.ts';
import { createInProcessHandler } from '../../../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../../../rehearsal/aws/kernel/random.ts';
import { createVirtualClock } from '../../../../rehearsal/aws/kernel/virtual-clock.ts';
import type { SsmSettings } from '../../../../rehearsal/aws/ssm/settings.ts';
import { createSsm } from '../../../../rehearsal/aws/ssm/ssm.ts';
import { type Clock, sleep } from '../../../action/clock.ts';
import { createClients } from '../../clients.ts';
import { allClients } from '../../testing/all-clients.ts';
import { recordLog } from '../../testing/record-log.ts';
import { acquireLease, type LeaseRequest } from '../acquire-lease.ts';
import { holdLease } from '../hold-lease.ts';
import type { RecordPorts } from '../record-ports.ts';

export const TARGET = '/platform/shop/production/web';

/** What goes wrong with a process's calls, each drawn for every call. */
export interface Weather {
  /** Share of calls whose answer is lost. */
  readonly lostAnswers: number;
  /** Longest time from a call's sending to its effect, in milliseconds. */
  readonly latency: number;
  /** Whether calls of an operation, `PutParameter`, do not get through at all. */
  readonly isCutOff: (operation: string) => boolean;
}

const FAIR: Weather = { lostAnswers: 0, latency: 0, isCutOff: () => false };

/** Parameter Store on a virtual clock, and processes that share it. */
export function createWorld({
  seed = 1,
  ssm: settings = {},
}: {
  readonly seed?: number;
  readonly ssm?: Partial<SsmSettings>;
} = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const random = createRandom(seed);
  const { service } = createSsm({
    clock,
    random: random.fork('ssm'),
    settings: { staleReads: 0, ...settings },
  });
  const calls: string[] = [];
  const dispatch = createDispatch([service], {
    clock,
    random: random.fork('requests'),
    onCall: ({ call }) => calls.push(call.operation),
  });

  /** A process of a workflow run, whose own date is off by so much. */
  async function startProcess(
    runId: string,
    { skew = 0, ...weather }: Partial<Weather> & { readonly skew?: number } = {},
  ) {
    const own = random.fork(`process ${calls.length} of ${runId}`);
    const control = new AbortController();
    const timers = new Set<() => void>();
    const skewed: Clock = {
      now: () => clock.now() + skew,
      after(milliseconds, callback) {
        const cancel = clock.after(milliseconds, callback);
        timers.add(cancel);
        return cancel;
      },
    };
    const log = recordLog();
    const clients = createClients(
      {
        ...{ action: 'test', version: '0', region: 'eu-west-1' },
        credentials: { accessKeyId: 'REHEARSAL', secretAccessKey: 'rehearsal' },
        requestHandler: createInProcessHandler(
          blow(dispatch, { ...FAIR, ...weather }, { clock, random: own }),
        ),
      },
      { clock: skewed, random: own.fork('retries'), log },
      allClients,
    );
    const ssm: SSM = await clients.ssm();
    const ports: RecordPorts = {
      ...{ ssm, log, random: own.fork('nonces'), clock: skewed },
      stopwatch: { read: clock.now },
      signal: control.signal,
    };
    const owner = { repository: 'org/shop', runId };
    const acquire = (request: Partial<LeaseRequest> = {}) =>
      acquireLease(ports, {
        ...{ target: TARGET, owner, mode: 'release', mayPreempt: false, patience: 0 },
        ...request,
      });
    return {
      ...{ ports, owner, log, acquire },
      hold: async (request?: Partial<LeaseRequest>) => holdLease(ports, TARGET, await acquire(request)),
      /** Nothing of the process runs any more, as after SIGKILL. What it has sent arrives all the same. */
      kill() {
        control.abort(new Error('killed'));
        for (const cancel of timers) cancel();
      },
    };
  }

  return {
    ...{ clock, calls, startProcess },
    run: clock.run,
    wait: (milliseconds: number) => sleep(clock, milliseconds),
  };
}

/** A way to AWS on which calls take their time and answers get lost. */
function blow(
  dispatch: Dispatch,
  { lostAnswers, latency, isCutOff }: Weather,
  { clock, random }: { readonly clock: Clock; readonly random: ReturnType<typeof createRandom> },
): Dispatch {
  return async (request) => {
    if (isCutOff(request.headers['x-amz-target']?.split('.')[1] ?? '')) throw broken('ECONNREFUSED');
    if (latency > 0) await sleep(clock, random.below(latency));
    const answer = await dispatch(request);
    if (random.next() < lostAnswers) throw broken('ECONNRESET');
    return answer;
  };
}

function broken(code: string): Error {
  return Object.assign(new Error('socket hang up'), { code });
}
