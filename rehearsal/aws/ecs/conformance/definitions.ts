import {
  DeleteTaskDefinitionsCommand,
  DescribeTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { type Proofs, refusalOf } from '../../conformance/testing/proofs.ts';
import type { DEFINITION_BEHAVIOURS } from '../task-definitions/behaviours.ts';
import { createWorld, type World, type WorldOptions } from '../testing/world.ts';

/** A world with the INACTIVE definition `web:1`. */
async function withInactive(story: (world: World) => Promise<void>, options?: WorldOptions): Promise<void> {
  const world = createWorld(options);
  await world.run(async () => {
    await world.register('app:1');
    await world.deregister('web:1');
    await story(world);
  });
}

const APP = { name: 'app', image: 'app:1' };

const register = (input: Partial<RegisterTaskDefinitionCommandInput>) =>
  refusalOf(createWorld({ secrets: { read: async () => '' } }).register('app:1', input));

export const DEFINITION_PROOFS: Proofs<typeof DEFINITION_BEHAVIOURS> = {
  'inactive-cannot-run': () =>
    withInactive(async (world) => {
      const reference = { taskDefinition: 'web:1' };
      expect(await refusalOf(world.runTask(reference))).toBe(
        'InvalidParameterException: TaskDefinition is inactive',
      );
      const words = 'ClientException: TaskDefinition is inactive';
      expect(await refusalOf(world.createService(reference))).toBe(words);
      await world.register('app:2');
      await world.createService();
      expect(await refusalOf(world.update(reference))).toBe(words);
    }),

  async 'inactive-lag'() {
    await withInactive(async (world) => {
      expect(await refusalOf(world.runTask({ taskDefinition: 'web:1' }))).toContain('inactive');
    });
    const lagging = { settings: { inactiveUsable: 600_000 } };
    await withInactive(async (world) => {
      await world.wait(590);
      expect(await world.runTask({ taskDefinition: 'web:1' })).toHaveLength(1);
      await world.wait(20);
      expect(await refusalOf(world.runTask({ taskDefinition: 'web:1' }))).toContain('inactive');
    }, lagging);
  },

  async 'inactive-still-scales'() {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ loadBalancers: [] });
      await world.untilSteady();
      await world.deregister('web:1');
      await world.update({ desiredCount: 2 });
      await world.until(({ runningCount }) => runningCount === 2);
    });
  },

  async 'missing-definition'() {
    const world = createWorld();
    await world.run(async () => {
      const words = 'ClientException: TaskDefinition not found.';
      expect(await refusalOf(world.createService({ taskDefinition: 'none' }))).toBe(words);
      expect(await refusalOf(world.runTask({ taskDefinition: 'none:1' }))).toBe(words);
    });
  },

  async 'family-means-latest'() {
    const world = createWorld();
    await world.run(async () => {
      for (const image of ['app:1', 'app:2', 'app:3']) await world.register(image);
      await world.deregister('web:3');
      const [task] = await world.runTask({ taskDefinition: 'web' });
      expect(task?.taskDefinitionArn).toMatch(/web:2$/);
    });
  },

  'revision-never-reused': () =>
    withInactive(async (world) => {
      expect((await world.register('app:1')).taskDefinition?.revision).toBe(2);
    }),

  async 'delete-wants-inactive'() {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const remove = () =>
        world.client.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: ['web:1', 'web:9'] }));
      expect(await remove()).toMatchObject({
        taskDefinitions: [],
        failures: [
          { reason: expect.stringContaining('still in ACTIVE status') },
          { reason: expect.stringContaining('does not exist') },
        ],
      });
      await world.deregister('web:1');
      expect(await remove()).toMatchObject({ taskDefinitions: [{ status: 'DELETE_IN_PROGRESS' }] });
    });
  },

  async 'delete-waits-for-use'() {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const [task] = await world.runTask({ taskDefinition: 'web' });
      await world.deregister('web:1');
      await world.client.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: ['web:1'] }));
      const describe = () =>
        world.client.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'web:1' }));
      expect((await describe()).taskDefinition?.status).toBe('DELETE_IN_PROGRESS');
      await world.stopTask(task?.taskArn);
      await world.wait(60);
      expect(await refusalOf(describe())).toBe('ClientException: Unable to describe task definition.');
    });
  },

  async 'stop-timeout-limit'() {
    const stopping = (stopTimeout: number) => register({ containerDefinitions: [{ ...APP, stopTimeout }] });
    expect(await stopping(120)).toBe('no error');
    expect(await stopping(121)).toMatch(/^ClientException: .*stopTimeout/);
  },

  async 'secrets-want-execution-role'() {
    const containerDefinitions = [{ ...APP, secrets: [{ name: 'KEY', valueFrom: '/key' }] }];
    expect(await register({ containerDefinitions })).toMatch(/^ClientException: .*'executionRoleArn'/);
    const executionRoleArn = 'arn:aws:iam::123456789012:role/execution';
    expect(await register({ containerDefinitions, executionRoleArn })).toBe('no error');
  },

  async 'ecr-wants-execution-role'() {
    const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1';
    const containerDefinitions = [{ ...APP, image }];
    expect(await register({ containerDefinitions })).toBe(
      'ClientException: Fargate requires task definition to have execution role ARN to support ECR images.',
    );
    const executionRoleArn = 'arn:aws:iam::123456789012:role/execution';
    expect(await register({ containerDefinitions, executionRoleArn })).toBe('no error');
  },
};
