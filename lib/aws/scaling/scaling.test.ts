import { describe, expect, test } from '@jest/globals';
import { createVirtualAws } from '../../../rehearsal/testing/virtual-aws.ts';
import { readScaling, writeScaling } from './scalable-targets.ts';
import { ALL_SUSPENDED, describeScaling, isSameScaling, type ScalingSettings } from './settings.ts';

const NOTHING_SUSPENDED = { scaleIn: false, scaleOut: false, scheduled: false };
const USUAL: ScalingSettings = { minimum: 2, maximum: 10, suspended: NOTHING_SUSPENDED };

async function setUp(pendingUpdate = 0) {
  const settings = { autoscaling: { pendingUpdate } };
  const { clock, infrastructure, ports, callsOf } = await createVirtualAws({ settings });
  const { cluster, slots } = infrastructure.target;
  const blue = { cluster, service: slots.blue.service };
  const green = { cluster, service: slots.green.service };
  await clock.run(
    ports.scalingClient.registerScalableTarget({
      ...{ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' },
      ...{ ResourceId: `service/${cluster}/${blue.service}`, MinCapacity: 2, MaxCapacity: 10 },
    }),
  );
  return {
    ...{ blue, green, callsOf },
    read: (...services: { cluster: string; service: string }[]) => clock.run(readScaling(ports, services)),
    write: (service: typeof blue, settings: ScalingSettings) =>
      clock.run(writeScaling(ports, service, settings)),
  };
}

describe('scalable targets', () => {
  test('of two services are read in one call, in their order', async () => {
    const { read, blue, green, callsOf } = await setUp();
    expect(await read(green, blue)).toEqual([undefined, USUAL]);
    expect(callsOf('DescribeScalableTargets')).toHaveLength(1);
  });

  test('of services that are named by their ARNs are found too', async () => {
    const { read, blue } = await setUp();
    const prefix = 'arn:aws:ecs:eu-west-1:123456789012';
    const cluster = `${prefix}:cluster/${blue.cluster}`;
    const service = `${prefix}:service/${blue.cluster}/${blue.service}`;
    expect(await read({ cluster, service })).toEqual([USUAL]);
  });

  test('are written but for their maximum', async () => {
    const { read, write, blue } = await setUp();
    const suspended = { scaleIn: true, scaleOut: false, scheduled: true };
    await write(blue, { minimum: 1, maximum: 99, suspended });
    expect(await read(blue)).toEqual([{ minimum: 1, maximum: 10, suspended }]);
    await write(blue, USUAL);
    expect(await read(blue)).toEqual([USUAL]);
  });

  test('are written once AWS is through with what was written before', async () => {
    const { read, write, blue } = await setUp(2_000);
    await write(blue, { ...USUAL, minimum: 1 });
    await write(blue, { ...USUAL, minimum: 3 });
    expect(await read(blue)).toEqual([{ ...USUAL, minimum: 3 }]);
  });

  test('are not made by writing to a service that has none', async () => {
    const { read, write, green } = await setUp();
    await expect(write(green, USUAL)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await read(green)).toEqual([undefined]);
  });
});

describe('scaling settings', () => {
  test.each([
    ['2 to 10 tasks', USUAL],
    ['0 to 10 tasks, suspended', { ...USUAL, minimum: 0, suspended: ALL_SUSPENDED }],
    ['2 to 10 tasks, scale-out suspended', { ...USUAL, suspended: { ...NOTHING_SUSPENDED, scaleOut: true } }],
    [
      '2 to 10 tasks, scale-in and scheduled scaling suspended',
      { ...USUAL, suspended: { ...ALL_SUSPENDED, scaleOut: false } },
    ],
  ])('are told as %s', (text, settings) => {
    expect(describeScaling(settings)).toBe(text);
  });

  test.each([
    [true, {}],
    [false, { minimum: 3 }],
    [false, { maximum: 9 }],
    [false, { suspended: { ...NOTHING_SUSPENDED, scheduled: true } }],
  ])('are the same: %s, with %j changed', (isSame, change) => {
    expect(isSameScaling(USUAL, { ...USUAL, ...change })).toBe(isSame);
  });
});
