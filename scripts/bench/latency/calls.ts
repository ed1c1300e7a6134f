import { sleep, systemClock } from '../../../lib/action/clock.ts';
import { defaultSsmSettings } from '../../../rehearsal/aws/ssm/settings.ts';
import { CALLS, type Clients, createClients, prepare } from './clients.ts';
import { createSender } from './send.ts';
import { timeOf } from './time-of.ts';

/** Rounds that are measured, after some that warm both up. Calls of an account are limited, so rounds change regions. */
const ROUNDS = 80;
const WARMING = 16;
const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-west-2',
  'eu-central-1',
  'sa-east-1',
];

/** Of one call at one endpoint, in milliseconds, a value for each round. */
export interface CallTimes {
  /** From the plain request, over a kept connection, to the last byte of its answer. */
  readonly plain: number[];
  /** The same with the work of the SDK's client: to serialize, to sign, to parse. */
  readonly withSdk: number[];
}

/** For each call the times at each endpoint. */
export async function measureCalls(urls: readonly string[]): Promise<Map<string, CallTimes[]>> {
  const byUrl = urls.map((url) => REGIONS.map((region) => createClients(url, region)));
  for (const clients of byUrl.flat()) await prepare(clients);
  // One read in a hundred is from so long ago, as Parameter Store's are: by then everything was there.
  await sleep(systemClock, 2 * defaultSsmSettings.staleFor);
  const sender = createSender();
  const times = new Map(
    Object.keys(CALLS).map((name) => [name, urls.map((): CallTimes => ({ plain: [], withSdk: [] }))]),
  );
  for (let round = 0; round < WARMING + ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(CALLS)) {
      for (const [index, regions] of byUrl.entries()) {
        const clients = regions[round % REGIONS.length];
        if (!clients) continue;
        const { plain, withSdk } = await measureCall(clients, call, sender.send);
        if (round < WARMING) continue;
        times.get(name)?.[index]?.plain.push(plain);
        times.get(name)?.[index]?.withSdk.push(withSdk);
      }
    }
  }
  sender.close();
  return times;
}

/** The call by the SDK, which signs it, and then what the SDK has sent once more without it. */
async function measureCall(
  clients: Clients,
  call: (clients: Clients) => Promise<unknown>,
  send: ReturnType<typeof createSender>['send'],
): Promise<{ plain: number; withSdk: number }> {
  const withSdk = await timeOf(() => call(clients));
  const signed = clients.lastSent();
  return { withSdk, plain: await timeOf(() => send(signed)) };
}
