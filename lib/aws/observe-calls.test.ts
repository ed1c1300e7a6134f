import { expect, test } from '@jest/globals';
import { createVirtualAws } from '../../rehearsal/testing/virtual-aws.ts';
import { sleep } from '../action/clock.ts';
import { type ObservedCall, observeCalls } from './observe-calls.ts';
import { serverDateOf } from './server-date.ts';

async function setUp() {
  const aws = await createVirtualAws();
  const calls: ObservedCall[] = [];
  const observed = {
    ssm: observeCalls(aws.ports.ssm, aws.clock, (call) => calls.push(call)),
    ecs: observeCalls(aws.ports.ecs, aws.clock, (call) => calls.push(call)),
  };
  return { ...aws, calls, observed };
}

const PARAMETER = { Name: '/shop', Value: 'a', Type: 'String' } as const;

test('a call is told with what was asked, what came of it, and when', async () => {
  const { clock, calls, observed, aws } = await setUp();
  const sentAt = clock.now();
  aws.faults.decide(async () => {
    await sleep(clock, 250);
    return undefined;
  });
  await clock.run(observed.ssm.putParameter(PARAMETER));
  expect(clock.now()).toBeGreaterThanOrEqual(sentAt + 250);
  expect(calls).toEqual([
    {
      ...{ service: 'SSM', operation: 'PutParameter', sentAt, endedAt: clock.now() },
      input: expect.objectContaining(PARAMETER),
      result: { output: expect.objectContaining({ Version: 1 }) },
    },
  ]);
});

test('every sending of a call that is tried again is told, with its error', async () => {
  const { clock, calls, observed, failCalls } = await setUp();
  let tries = 0;
  failCalls(() => (tries++ === 0 ? 'lost-answer' : undefined));
  await clock.run(observed.ssm.putParameter({ ...PARAMETER, Overwrite: true }));
  expect(calls.map(({ result }) => Object.keys(result))).toEqual([['error'], ['output']]);
  const [first, second] = calls;
  expect(second?.sentAt).toBeGreaterThan(first?.endedAt ?? Number.POSITIVE_INFINITY);
});

test('what is sent through the client itself is not told', async () => {
  const { clock, ports, calls } = await setUp();
  await clock.run(ports.ssm.putParameter(PARAMETER));
  expect(calls).toEqual([]);
});

test('the client is otherwise the one that was given: pages, errors and dates of answers', async () => {
  const { clock, observed, calls, infrastructure } = await setUp();
  const { cluster } = infrastructure.target;
  await clock.run(
    (async () => {
      for await (const { serviceArns } of observed.ecs.paginateListServices({ cluster, maxResults: 1 }))
        expect(serviceArns).toHaveLength(1);
    })(),
  );
  expect(calls.map(({ operation }) => operation)).toEqual(['ListServices', 'ListServices']);
  await expect(clock.run(observed.ssm.getParameter({ Name: '/none' }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
  expect(serverDateOf(await clock.run(observed.ssm.getParameters({ Names: ['/none'] })))).toBeDefined();
});
