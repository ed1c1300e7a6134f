import {
  type CreateServiceCommandInput,
  ListServicesCommand,
  type PropagateTags,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { createGroup, removeLoadBalancer } from '../testing/target-group.ts';
import { createWorld } from '../testing/world.ts';

describe('CreateService refuses', () => {
  test.each<[Partial<CreateServiceCommandInput>, string, string]>([
    [{ serviceName: 'my service' }, 'InvalidParameterException', 'Invalid service name: my service'],
    [
      { desiredCount: undefined },
      'InvalidParameterException',
      'desiredCount is required when schedulingStrategy is REPLICA.',
    ],
    [{ desiredCount: -1 }, 'InvalidParameterException', 'desiredCount can not be negative.'],
    [{ desiredCount: 1.5 }, 'SerializationException', 'NUMBER_VALUE can not be converted to an Integer'],
    [
      { healthCheckGracePeriodSeconds: -5 },
      'InvalidParameterException',
      'healthCheckGracePeriodSeconds must be a whole number from 0 on, not -5.',
    ],
    [
      {
        deploymentConfiguration: {
          deploymentCircuitBreaker: {
            ...{ enable: true, rollback: true },
            thresholdConfiguration: { type: 'COUNT', value: 0 },
          },
        },
      },
      'InvalidParameterException',
      'value of thresholdConfiguration must be a whole number from 1 on, not 0.',
    ],
    [
      { propagateTags: 'TASKS' as PropagateTags },
      'InvalidParameterException',
      'propagateTags must be one of NONE, SERVICE, TASK_DEFINITION, not TASKS.',
    ],
    [{ taskDefinition: 'other' }, 'ClientException', 'TaskDefinition not found.'],
    [{ taskDefinition: 'web:1' }, 'ClientException', 'TaskDefinition is inactive'],
    [
      { networkConfiguration: undefined },
      'InvalidParameterException',
      "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    ],
    [
      { loadBalancers: [], healthCheckGracePeriodSeconds: 30 },
      'InvalidParameterException',
      'Health check grace period is only valid for services configured to use load balancers',
    ],
    [
      { deploymentConfiguration: { minimumHealthyPercent: 101 } },
      'InvalidParameterException',
      'minimumHealthyPercent must be between 0 and 100.',
    ],
    [
      { deploymentConfiguration: { maximumPercent: 99 } },
      'InvalidParameterException',
      'maximumPercent must be between 100 and 200.',
    ],
    [
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
      'InvalidParameterException',
      'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
    ],
    [{ launchType: undefined }, 'NotImplemented', 'The embedded AWS does not implement launch type EC2.'],
    [
      { deploymentController: { type: 'CODE_DEPLOY' } },
      'NotImplemented',
      'The embedded AWS does not implement deployment controller CODE_DEPLOY.',
    ],
    [
      { deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 } },
      'NotImplemented',
      'The embedded AWS does not implement deployment strategy BLUE_GREEN.',
    ],
    [
      { deploymentConfiguration: { alarms: { alarmNames: ['a'], enable: true, rollback: true } } },
      'NotImplemented',
      'The embedded AWS does not implement deployment alarms of CreateService.',
    ],
    [
      { schedulingStrategy: 'DAEMON' },
      'NotImplemented',
      'The embedded AWS does not implement scheduling strategy DAEMON.',
    ],
    [
      { serviceRegistries: [{ registryArn: 'arn' }] },
      'NotImplemented',
      'The embedded AWS does not implement serviceRegistries of CreateService.',
    ],
  ])('%j', async (input, name, message) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:0');
      await world.deregister('web:1');
      await world.register('app:1');
      await expect(world.createService(input)).rejects.toMatchObject({ name, message });
      const { serviceArns } = await world.client.send(new ListServicesCommand({}));
      expect(serviceArns).toEqual([]);
    });
  });
});

describe('a load balancer is refused', () => {
  test.each([
    ['web', 8080, 'The container web does not exist in the task definition.'],
    ['app', 80, 'The container app did not have a container port 80 defined.'],
  ])('for %s and port %i', async (containerName, containerPort, message) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      const loadBalancers = [{ targetGroupArn: world.group(), containerName, containerPort }];
      await expect(world.createService({ loadBalancers })).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message,
      });
    });
  });

  test('whose target group is in no rule, or is not there', async () => {
    const world = createWorld();
    const alone = await createGroup(world.loadBalancing, 'alone');
    await world.run(async () => {
      await world.register('app:1');
      const create = (targetGroupArn: string) =>
        world.createService({
          loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 8080 }],
        });
      await expect(create(alone)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: `The target group with targetGroupArn ${alone} does not have an associated load balancer.`,
      });
      await expect(create(`${alone}0`)).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: `The specified target group does not exist: ${alone}0`,
      });
    });
  });
});

describe('UpdateService refuses, and then changes nothing,', () => {
  test.each<[Partial<UpdateServiceCommandInput>, string, string]>([
    [{ service: 'other' }, 'ServiceNotFoundException', 'Service not found.'],
    [{ taskDefinition: 'web:9', desiredCount: 9 }, 'ClientException', 'TaskDefinition not found.'],
    [
      { taskDefinition: 'renamed', desiredCount: 9 },
      'InvalidParameterException',
      'The container app does not exist in the task definition.',
    ],
    [{ desiredCount: -1 }, 'InvalidParameterException', 'desiredCount can not be negative.'],
    [
      { deploymentController: { type: 'EXTERNAL' } },
      'NotImplemented',
      'The embedded AWS does not implement deployment controller EXTERNAL.',
    ],
  ])('%j', async (input, name, message) => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.register('app:1', {
        family: 'renamed',
        containerDefinitions: [{ name: 'other', image: 'app:1' }],
      });
      await world.createService();
      const before = await world.untilSteady();
      await expect(world.update(input)).rejects.toMatchObject({ name, message });
      expect(await world.describe()).toEqual(before);
    });
  });

  test('a group that has lost its rule does not hinder scaling, but does a new definition', async () => {
    const world = createWorld();
    await world.run(async () => {
      await world.register('app:1');
      await world.createService({ desiredCount: 0 });
      await removeLoadBalancer(world.loadBalancing, world.group());
      await world.update({ desiredCount: 1 });
      await world.register('app:2');
      await expect(world.update({ taskDefinition: 'web' })).rejects.toMatchObject({
        message: `The target group with targetGroupArn ${world.group()} does not have an associated load balancer.`,
      });
    });
  });
});
