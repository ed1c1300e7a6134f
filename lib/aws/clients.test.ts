import { describe, expect, test } from '@jest/globals';
import { createDispatch, type Dispatch } from '../../rehearsal/aws/kernel/dispatch.ts';
import { AwsError } from '../../rehearsal/aws/kernel/errors.ts';
import type { ApiRequest } from '../../rehearsal/aws/kernel/http.ts';
import { createInProcessHandler } from '../../rehearsal/aws/kernel/in-process.ts';
import { createRandom } from '../../rehearsal/aws/kernel/random.ts';
import type { Operation } from '../../rehearsal/aws/kernel/service.ts';
import { createVirtualClock } from '../../rehearsal/aws/kernel/virtual-clock.ts';
import { createSsm } from '../../rehearsal/aws/ssm/ssm.ts';
import { createSts } from '../../rehearsal/aws/sts/sts.ts';
import { createClients } from './clients.ts';
import { failedCallOf } from './errors/failed-call.ts';
import { allClients } from './testing/all-clients.ts';
import { recordLog } from './testing/record-log.ts';

/** The embedded AWS, failing its first calls as the list says. */
function setUp(failures: AwsError[] = []) {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const random = createRandom(1);
  const requests: ApiRequest[] = [];
  const failing =
    (operation: Operation): Operation =>
    (input, call) => {
      const failure = failures.shift();
      if (failure) throw failure;
      return operation(input, call);
    };
  const services = [createSsm({ clock, random: createRandom(2) }).service, createSts().service].map(
    (service) => ({
      ...service,
      operations: Object.fromEntries(
        Object.entries(service.operations).map(([name, operation]) => [name, failing(operation)]),
      ),
    }),
  );
  const dispatch = createDispatch(services, { clock, random, onCall: () => {} });
  const seen: Dispatch = (request) => {
    requests.push(request);
    return dispatch(request);
  };
  const log = recordLog();
  const clients = createClients(
    {
      action: 'blue-green-switch',
      version: '1.2.3',
      region: 'eu-central-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
      requestHandler: createInProcessHandler(seen),
    },
    { clock, random, log },
    allClients,
  );
  return { clock, clients, requests, log };
}

const throttled = () => new AwsError('ThrottlingException', 'Rate exceeded');
const unavailable = () => new AwsError('InternalServerError', 'Try later', 500);

describe('a client', () => {
  test('calls in the given region, as the given caller, under the suite’s name', async () => {
    const { clients, requests } = setUp();
    const sts = await clients.sts();
    expect((await sts.getCallerIdentity({})).Account).toBe('111122223333');
    expect(requests[0]?.headers['user-agent']).toMatch(/ platform-actions\/1\.2\.3 blue-green-switch$/);
    expect(requests[0]?.headers.authorization).toContain('/eu-central-1/sts/');
    expect(await clients.sts()).toBe(sts);
  });

  test('tries a throttled or failing call again, on the clock it was given', async () => {
    const { clock, clients, requests, log } = setUp([throttled(), unavailable()]);
    const ssm = await clients.ssm();
    const before = clock.now();
    await clock.run(ssm.putParameter({ Name: '/a', Value: 'v', Type: 'String' }));
    expect(requests).toHaveLength(3);
    expect(clock.now()).toBeGreaterThan(before);
    expect(log.lines).toHaveLength(2);
    expect(log.lines[1]).toMatch(/^SSM PutParameter failed inside AWS \(InternalServerError: Try later\): /);
  });

  test('signs every attempt anew', async () => {
    const { clock, clients, requests } = setUp([throttled()]);
    const ssm = await clients.ssm();
    await clock.run(ssm.putParameter({ Name: '/a', Value: 'v', Type: 'String' }));
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      expect.stringContaining('AWS4-HMAC-SHA256'),
      expect.stringContaining('AWS4-HMAC-SHA256'),
    ]);
    expect(requests[0]?.body).toEqual(requests[1]?.body);
  });

  test('does not repeat what AWS refuses, and its error tells the call and its resource', async () => {
    const { clock, clients, requests } = setUp();
    const ssm = await clients.ssm();
    const error = await clock.run(ssm.getParameter({ Name: '/none' }).catch((thrown: unknown) => thrown));
    expect(requests).toHaveLength(1);
    expect(failedCallOf(error)).toEqual({
      service: 'SSM',
      operation: 'GetParameter',
      resource: 'parameter "/none"',
      attempts: 1,
      milliseconds: 0,
    });
  });

  test('gives up when the bucket stays empty, and its error tells how often it tried', async () => {
    const { clock, clients, requests } = setUp(Array.from({ length: 20 }, throttled));
    const ssm = await clients.ssm();
    const error = await clock.run(ssm.getParameter({ Name: '/a' }).catch((thrown: unknown) => thrown));
    expect(error).toMatchObject({ name: 'ThrottlingException' });
    expect(failedCallOf(error)?.attempts).toBe(requests.length);
    expect(requests.length).toBeGreaterThan(3);
  });

  test('stops at once when the caller’s signal aborts, with its reason', async () => {
    const { clock, clients, requests } = setUp(Array.from({ length: 20 }, throttled));
    const ssm = await clients.ssm();
    const cancel = new AbortController();
    const call = ssm.getParameter({ Name: '/a' }, { abortSignal: cancel.signal });
    clock.after(0, () => cancel.abort(new Error('Cancelled by the job')));
    await expect(clock.run(call)).rejects.toThrow('Cancelled by the job');
    expect(requests).toHaveLength(1);
  });
});
