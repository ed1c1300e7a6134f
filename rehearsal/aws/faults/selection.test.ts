import { describe, expect, test } from '@jest/globals';
import { createVirtualAws } from '../../testing/virtual-aws.ts';
import type { CallFault } from './fault.ts';
import { createBystander } from './testing/bystander.ts';

/** Which of so many ListClusters calls meet with the fault. */
async function hitsOf(fault: CallFault, calls = 10, seed = 1): Promise<number[]> {
  const { aws } = await createVirtualAws({ seed });
  const { ecs } = createBystander(aws.dispatch);
  aws.faults.add(fault);
  const hits: number[] = [];
  for (let call = 0; call < calls; call++) {
    await ecs.listClusters({}).catch(() => hits.push(call));
  }
  return hits;
}

describe('a fault meets', () => {
  test.each<[string, Partial<CallFault>, number[]]>([
    ['every call', {}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['so many calls', { count: 2 }, [0, 1]],
    ['none of the first ones', { after: 8 }, [8, 9]],
    ['so many after the first ones', { after: 3, count: 2 }, [3, 4]],
    ['calls of its service', { service: 'ecs', count: 1 }, [0]],
    ['no call of another service', { service: 'elasticloadbalancing' }, []],
    ['no other operation', { operation: 'DescribeClusters' }, []],
    ['no other caller', { accessKeyId: 'SOMEBODY' }, []],
    ['calls of its caller', { accessKeyId: 'BYSTANDER', count: 1 }, [0]],
    ['no call when its probability is 0', { probability: 0 }, []],
  ])('%s: %j', async (_what, selection, hits) => {
    expect(await hitsOf({ kind: 'throttled', ...selection })).toEqual(hits);
  });

  test('a share of the calls, the same ones with the same seed', async () => {
    const fault = { kind: 'unavailable', probability: 0.3 } as const;
    const [one, again, other] = [
      await hitsOf(fault, 40),
      await hitsOf(fault, 40),
      await hitsOf(fault, 40, 2),
    ];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect(one.length).toBeGreaterThan(4);
    expect(one.length).toBeLessThan(25);
  });
});

describe('faults', () => {
  test('stand until they are ended or used up', async () => {
    const { aws } = await createVirtualAws();
    const { ecs } = createBystander(aws.dispatch);
    const lasting = aws.faults.add({ kind: 'throttled', operation: 'ListTasks' });
    const once = aws.faults.add({ kind: 'unavailable', operation: 'ListClusters', count: 1 });
    expect(aws.faults.list().map(({ id, hits }) => [id, hits])).toEqual([
      [lasting, 0],
      [once, 0],
    ]);
    await expect(ecs.listClusters({})).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    await expect(ecs.listTasks({})).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect(aws.faults.list()).toEqual([
      { id: lasting, fault: { kind: 'throttled', operation: 'ListTasks' }, hits: 1 },
    ]);
    expect([aws.faults.end(once), aws.faults.end(lasting), aws.faults.end(lasting)]).toEqual([
      false,
      true,
      false,
    ]);
    await ecs.listClusters({});
  });

  test('are met one at a time, the oldest first', async () => {
    const { aws } = await createVirtualAws();
    const { ecs } = createBystander(aws.dispatch);
    aws.faults.add({ kind: 'throttled', count: 1 });
    aws.faults.add({ kind: 'unavailable', count: 1 });
    const call = () => ecs.listClusters({}).catch((error: Error) => error.name);
    expect([await call(), await call(), typeof (await call())]).toEqual([
      'ThrottlingException',
      'ServiceUnavailable',
      'object',
    ]);
  });
});
