import { expect, test } from '@jest/globals';
import { createWorld } from './testing/world.ts';

/** A quarter of a processor is 250 ms of each second; one task can answer three requests a second at 62 percent. */
const behaviours = { 'shop:1': { load: { cpuPerSecond: 5, cpuPerRequest: 50, memoryMebibytes: 100 } } };

test('a service grows with the processor time that its visitors cost, and shrinks when they have gone', async () => {
  const world = await createWorld({ behaviours, desired: 1, balanced: true });
  await world.run(async () => {
    await world.register({ MinCapacity: 1, MaxCapacity: 6 });
    await world.track({
      ...{ TargetValue: 60, CustomizedMetricSpecification: undefined },
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    });
    await world.visit(6, 360);
    const busy = await world.desired();
    expect(busy).toBeGreaterThanOrEqual(2);
    expect(busy).toBeLessThanOrEqual(4);
    // More visitors would not bring more tasks than the maximum; none bring them back to the minimum, slowly.
    await world.wait(600);
    expect(await world.desired()).toBe(busy);
    await world.wait(3_600);
    expect(await world.desired()).toBe(1);
    const causes = (await world.activities()).map(({ Cause = '' }) => /Alarm(High|Low)/.exec(Cause)?.[1]);
    expect(causes.at(-1)).toBe('High');
    expect(causes[0]).toBe('Low');
  });
});

test('a service grows with the requests that each of its targets gets in a minute', async () => {
  const world = await createWorld({ desired: 1, balanced: true });
  await world.run(async () => {
    await world.register({ MinCapacity: 1, MaxCapacity: 10 });
    await world.track({
      ...{ TargetValue: 100, CustomizedMetricSpecification: undefined },
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'ALBRequestCountPerTarget',
        ResourceLabel: await world.label(),
      },
    });
    await world.visit(4, 300);
    expect(await world.desired()).toBe(3);
    // Its last minute was a short one, which may count as little load; then there is no data, and nothing happens.
    await world.wait(3_600);
    const later = await world.desired();
    await world.wait(3_600);
    expect(await world.desired()).toBe(later);
    expect((await world.alarms()).map(({ StateValue }) => StateValue)).toEqual([
      'INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA',
    ]);
  });
});
