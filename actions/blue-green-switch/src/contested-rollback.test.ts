import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { startMortalRun } from '../testing/mortal-run.ts';
import { giveWeights, scale, until, type Weights, weightsOf } from '../testing/somebody-else.ts';
import { createWorld, NEXT } from '../testing/world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

const ROLLBACK = { mode: 'rollback', hold: '5s', bake: '20s', 'healthy-timeout': '1m' };

/** NEXT has been released over GOOD behind two rules: blue serves, and a rollback goes to green. */
async function createReleased() {
  const world = await createWorld();
  const both = await world.addRule();
  // The rule that somebody else changes is the one that is written first.
  const target = { ...both, productionRules: both.productionRules.toReversed() };
  const [theirs = '', other = ''] = target.productionRules;
  const released = await world.release(NEXT, {}, undefined, target);
  expect(released.outputs.verdict).toBe('released');
  await world.clock.run(sleep(world.clock, 60_000));
  const weights = async () => [await weightsOf(world, other), await weightsOf(world, theirs)];
  return { world, target, theirs, weights };
}

/** Rolls back while somebody does something, once a line stands in the log. */
async function rollBackWhile(line: string, meddle: (world: World, rule: string) => Promise<unknown>) {
  const { world, target, theirs, weights } = await createReleased();
  const meddling = until(world, line, world.log.lines.length).then(() => meddle(world, theirs));
  const run = await startMortalRun(world, ROLLBACK, undefined, { target });
  const verdict = await world.clock.run(Promise.all([run.ended, meddling]).then(([ended]) => ended));
  const recover = () => world.runMode({ mode: 'recover', hold: '5s', bake: '20s' }, undefined, target);
  return { world, theirs, verdict, weights, recover };
}

const BEFORE_THE_SHIFT = 'web-green (green) starts 2 tasks';
const give = (weights: Weights) => (world: World, rule: string) => giveWeights(world, rule, weights);

describe('a rollback of whose two rules somebody', () => {
  test.each<[string, Weights]>([
    ['splits', [70, 30]],
    ['gives to the version that is left, in other numbers,', [1, 0]],
    ['lets serve a third group', [90, 10, 5]],
  ])('%s one moves the other all the same, and does not raise what it leaves', async (_what, given) => {
    const { world, theirs, verdict, weights, recover } = await rollBackWhile(BEFORE_THE_SHIFT, give(given));
    expect(verdict).toBe('inconclusive');
    expect(await weights()).toEqual([[0, 100], given]);
    // It stays so until somebody has settled the rule.
    const stuck = await recover();
    expect(stuck.outputs.verdict).toBe('inconclusive');
    expect(stuck.failure?.cause).toMatch(/^Somebody else has changed production rule/);
    expect(stuck.failure?.detail).toContain('and all the others go to green');
    expect(await weights()).toEqual([[0, 100], given]);
    await world.clock.run(giveWeights(world, theirs, [100, 0]));
    expect((await recover()).outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  });

  test('gives one to the version that it goes back to is through, and red', async () => {
    const { verdict, weights } = await rollBackWhile(BEFORE_THE_SHIFT, give([0, 1]));
    expect(verdict).toBe('rolled-back');
    expect(await weights()).toEqual([
      [0, 100],
      [0, 1],
    ]);
  });

  test('gives one other conditions writes its weights alone', async () => {
    const Conditions = [{ Field: 'path-pattern', Values: ['/v2/*'] }];
    const { world, theirs, verdict, weights } = await rollBackWhile(BEFORE_THE_SHIFT, ({ ports }, RuleArn) =>
      ports.elbv2.modifyRule({ RuleArn, Conditions }),
    );
    expect(verdict).toBe('rolled-back');
    expect(await weights()).toEqual([
      [0, 100],
      [0, 100],
    ]);
    const { Rules = [] } = await world.clock.run(world.ports.elbv2.describeRules({ RuleArns: [theirs] }));
    expect(Rules[0]?.Conditions).toMatchObject(Conditions);
  });

  test('resets one after it is finished by a recovery', async () => {
    const { verdict, weights, recover } = await rollBackWhile('100% of the traffic', give([100, 0]));
    expect(verdict).toBe('inconclusive');
    expect((await recover()).outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(await weights()).toEqual([
      [0, 100],
      [0, 100],
    ]);
  });
});

/** Lets another version run in green, as somebody who deploys by hand does, and gives it a rule's traffic. */
async function deployToGreen({ clock, infrastructure, ports }: World, rule: string) {
  const { cluster, slots } = infrastructure.target;
  const { service } = slots.green;
  const { services = [] } = await ports.ecs.describeServices({ cluster, services: [service] });
  const { taskDefinition: known } = await ports.ecs.describeTaskDefinition({
    taskDefinition: services[0]?.taskDefinition,
  });
  const { family, containerDefinitions, networkMode, cpu, memory, executionRoleArn } = known ?? {};
  const { taskDefinition: theirs } = await ports.ecs.registerTaskDefinition({
    ...{ family, containerDefinitions, networkMode, cpu, memory, executionRoleArn },
    requiresCompatibilities: ['FARGATE'],
  });
  const taskDefinition = theirs?.taskDefinitionArn;
  await ports.ecs.updateService({ cluster, service, taskDefinition, desiredCount: 2 });
  await sleep(clock, 60_000);
  await giveWeights({ infrastructure, ports } as World, rule, [0, 100]);
  return taskDefinition;
}

test('a rollback that goes on starts nothing in a slot to which somebody has given traffic meanwhile', async () => {
  const { world, target, theirs } = await createReleased();
  const moment = { operation: 'UpdateService', when: 'before the send' } as const;
  const lost = await startMortalRun(world, ROLLBACK, moment, { target });
  expect(await world.clock.run(lost.ended)).toBe('lost');
  const deployed = await world.clock.run(deployToGreen(world, theirs));
  const recovered = await world.runMode({ mode: 'recover', hold: '5s', bake: '20s' }, undefined, target);
  expect(recovered.outputs.verdict).toBe('inconclusive');
  expect(recovered.failure?.cause).toMatch(/^Somebody else has changed production rule .*green 100/);
  const { cluster, slots } = target;
  const { services = [] } = await world.clock.run(
    world.ports.ecs.describeServices({ cluster, services: [slots.green.service] }),
  );
  expect(services[0]).toMatchObject({ taskDefinition: deployed, desiredCount: 2 });
});

test('a rollback that goes on takes none of the tasks that its slot has got meanwhile', async () => {
  const { world, target } = await createReleased();
  const moment = { operation: 'ModifyListener', when: 'after the reply' } as const;
  const lost = await startMortalRun(world, ROLLBACK, moment, { target });
  expect(await world.clock.run(lost.ended)).toBe('lost');
  await world.clock.run(scale(world, { green: 4 }));
  await world.clock.run(sleep(world.clock, 60_000));
  const mark = world.log.lines.length;
  async function loseTasks(): Promise<void> {
    await until(world, 'Lease ', mark);
    // Just before the recovery looks, which then brings the slot up again.
    await sleep(world.clock, 33_000);
    world.aws.faults.act({ kind: 'kill-machine', share: 1 });
  }
  const recovering = world.startMode({ mode: 'recover', hold: '5s', bake: '20s' }, target);
  const [recovered] = await world.clock.run(Promise.all([recovering, loseTasks()]));
  expect(recovered.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
  expect(world.log.lines.join('\n')).toMatch(/web-green \(green\) starts 4 tasks/);
  expect(await world.countOf('green')).toBe(4);
});
