import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { createWorld, START, taskDefinition } from '../testing/world.ts';

const ROLE = 'arn:aws:iam::123456789012:role/execution';
const ECR_IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app@sha256:0123';
const AWSLOGS = {
  logDriver: 'awslogs' as const,
  options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'web' },
};

describe('a registered task definition', () => {
  test('has its defaults written out as AWS does', async () => {
    const world = createWorld();
    const { taskDefinition: registered } = await world.register('app:1', {
      cpu: '.5 vCPU',
      memory: '1 GB',
      tags: [{ key: 'team', value: 'web' }],
    });
    expect(registered).toEqual({
      taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1',
      family: 'web',
      revision: 1,
      status: 'ACTIVE',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      compatibilities: ['EC2', 'FARGATE'],
      cpu: '512',
      memory: '1024',
      volumes: [],
      placementConstraints: [],
      requiresAttributes: [
        { name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18' },
        { name: 'ecs.capability.task-eni' },
      ],
      registeredAt: new Date(START),
      registeredBy: 'arn:aws:iam::123456789012:root',
      containerDefinitions: [
        {
          name: 'app',
          image: 'app:1',
          cpu: 0,
          essential: true,
          portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
          environment: [],
          mountPoints: [],
          volumesFrom: [],
          systemControls: [],
        },
      ],
    });
  });

  test('lists what an agent needs for ECR, awslogs, roles and order', async () => {
    const world = createWorld();
    const { taskDefinition: registered } = await world.register(ECR_IMAGE, {
      executionRoleArn: ROLE,
      taskRoleArn: ROLE,
      containerDefinitions: [
        {
          name: 'app',
          image: ECR_IMAGE,
          logConfiguration: AWSLOGS,
          dependsOn: [{ containerName: 'other', condition: 'START' }],
        },
        { name: 'other', image: 'other:1', memoryReservation: 128 },
      ],
    });
    const names = registered?.requiresAttributes?.map(({ name }) => name?.replace(/^.*capability\./, ''));
    expect(names).toEqual([
      'logging-driver.awslogs',
      'execution-role-awslogs',
      'ecr-auth',
      'execution-role-ecr-pull',
      'docker-remote-api.1.18',
      'docker-remote-api.1.19',
      'docker-remote-api.1.21',
      'task-iam-role',
      'container-ordering',
      'task-eni',
    ]);
  });

  test('can be registered again as it was described', async () => {
    const world = createWorld();
    const { taskDefinition: first } = await world.register('app:1');
    const { taskDefinition: second } = await world.register('app:1', {
      ...(first as Partial<RegisterTaskDefinitionCommandInput>),
    });
    expect(second).toMatchObject({ ...first, revision: 2, taskDefinitionArn: expect.stringMatching(/:2$/) });
  });

  test('keeps what describes it and is no affair of a runtime', async () => {
    const world = createWorld();
    const container = {
      name: 'app',
      image: 'app:1',
      dockerLabels: { team: 'web' },
      ulimits: [{ name: 'nofile' as const, softLimit: 1, hardLimit: 2 }],
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true },
    };
    const { taskDefinition: registered } = await world.register('app:1', {
      containerDefinitions: [container],
      runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
    });
    expect(registered?.containerDefinitions?.[0]).toMatchObject(container);
    expect(registered?.runtimePlatform?.cpuArchitecture).toBe('ARM64');
  });
});

const withContainer = (container: ContainerDefinition): Partial<RegisterTaskDefinitionCommandInput> => ({
  containerDefinitions: [{ name: 'app', image: 'app:1', ...container }],
});

describe('what AWS does not register', () => {
  test.each<[Partial<RegisterTaskDefinitionCommandInput>, string]>([
    [{ family: 'my family' }, 'Family contains invalid characters.'],
    [{ family: '' }, 'Family should not be null or empty.'],
    [{ containerDefinitions: [] }, 'Container list cannot be empty.'],
    [withContainer({ name: '' }), 'Container.name should not be null or empty.'],
    [withContainer({ image: '' }), 'Container.image should not be null or empty.'],
    [
      {
        containerDefinitions: [
          { name: 'a', image: 'a' },
          { name: 'a', image: 'b' },
        ],
      },
      'Container names must be unique within a task definition: a.',
    ],
    [withContainer({ essential: false }), 'Task definition does not have any essential containers.'],
    [
      withContainer({ portMappings: [{ containerPort: 80, hostPort: 8080 }] }),
      'When networkMode=awsvpc, the host ports and container ports in port mappings must match.',
    ],
    [{ networkMode: 'bridge' }, 'Fargate only supports network mode ‘awsvpc’.'],
    [{ cpu: undefined }, "Fargate requires that 'cpu' be defined at the task level."],
    [{ memory: undefined }, "Fargate requires that 'memory' be defined at the task level."],
    [
      { memory: undefined, requiresCompatibilities: ['EC2'] },
      "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified.",
    ],
    [{ cpu: '256', memory: '4096' }, 'No Fargate configuration exists for given values.'],
    [
      withContainer({ logConfiguration: AWSLOGS }),
      'Fargate requires task definition to have execution role ARN to support log driver awslogs.',
    ],
    [
      { executionRoleArn: ROLE, ...withContainer({ logConfiguration: { ...AWSLOGS, options: {} } }) },
      'Log driver awslogs requires options: awslogs-group',
    ],
    [withContainer({ stopTimeout: 121 }), 'Fargate supports a stopTimeout of at most 120 seconds.'],
    [
      withContainer({ dependsOn: [{ containerName: 'nobody', condition: 'START' }] }),
      'The container app depends on nobody, which is not in the task definition.',
    ],
    [
      withContainer({ dependsOn: [{ containerName: 'app', condition: 'START' }] }),
      'The container dependencies of app form a cycle.',
    ],
  ])('%j', async (input, message) => {
    const world = createWorld();
    await expect(world.register('app:1', input)).rejects.toMatchObject({ name: 'ClientException', message });
  });
});

describe('what the embedded AWS would have to ignore', () => {
  test.each<[Partial<RegisterTaskDefinitionCommandInput>, string]>([
    [{ volumes: [{ name: 'data' }] }, 'volumes of RegisterTaskDefinition'],
    [
      { executionRoleArn: ROLE, ...withContainer({ secrets: [{ name: 'KEY', valueFrom: 'arn' }] }) },
      'secrets of container app in RegisterTaskDefinition',
    ],
    [
      withContainer({ logConfiguration: { logDriver: 'awsfirelens' } }),
      'log driver awsfirelens of container app in RegisterTaskDefinition',
    ],
  ])('%j is refused', async (input, what) => {
    const world = createWorld();
    await expect(world.register('app:1', input)).rejects.toMatchObject({
      name: 'NotImplemented',
      message: `The embedded AWS does not implement ${what}.`,
    });
  });
});

test('a definition for EC2 can be registered and not be run', async () => {
  const world = createWorld();
  await world.run(async () => {
    const { networkMode: _none, requiresCompatibilities: _neither, ...input } = taskDefinition('app:1');
    const { taskDefinition: registered } = await world.register('app:1', {
      ...input,
      networkMode: undefined,
      requiresCompatibilities: undefined,
    });
    expect(registered?.compatibilities).toEqual(['EXTERNAL', 'EC2']);
    expect(registered?.containerDefinitions?.[0]?.portMappings).toEqual([
      { containerPort: 8080, hostPort: 0, protocol: 'tcp' },
    ]);
    await expect(world.runTask({ taskDefinition: 'web' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Task definition does not support launch_type FARGATE.',
    });
  });
});
