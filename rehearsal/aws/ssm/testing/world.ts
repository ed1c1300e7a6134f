import { SSM } from '@aws-sdk/client-ssm';
import { sleep } from '../../../../lib/action/clock.ts';
import { createDispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import type { SsmSettings } from '../settings.ts';
import { createSsm } from '../ssm.ts';

export const START = Date.UTC(2026, 0, 1);

/** Nothing left to chance: reads are never stale, pages never short. */
const EXACT: Partial<SsmSettings> = { staleReads: 0, shortPages: 0 };

/** Parameter Store in this process on a virtual clock. */
export function createWorld({
  seed = 1,
  ...settings
}: Partial<SsmSettings> & { readonly seed?: number } = {}) {
  const clock = createVirtualClock(START);
  const { service, readValue } = createSsm({
    clock,
    random: createRandom(seed),
    settings: { ...EXACT, ...settings },
  });
  const dispatch = createDispatch([service], { clock, random: createRandom(2), onCall: () => {} });
  const ssm = new SSM(inProcessClient(dispatch));
  return {
    ...{ clock, ssm, readValue, dispatch },
    run: clock.run,
    wait: (milliseconds: number) => clock.run(sleep(clock, milliseconds)),
    create: (Name: string, Value = 'value') => clock.run(ssm.putParameter({ Name, Value, Type: 'String' })),
    overwrite: (Name: string, Value: string) => clock.run(ssm.putParameter({ Name, Value, Overwrite: true })),
  };
}

/** The code of the refusal; fails when there is none. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  const outcome = await call.then(
    () => 'no error',
    (error: Error) => error.name,
  );
  return outcome;
}

export async function messageOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: Error) => error.message,
  );
}
