import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { AwsError } from '../../kernel/errors.ts';
import type { SecretSource } from '../secret-source.ts';
import { firstStopped } from '../testing/stories.ts';
import { createWorld, type World } from '../testing/world.ts';

const EXECUTION_ROLE = 'arn:aws:iam::123456789012:role/execution';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:web/db-AbCdEf:password::';

function createSource(values: Readonly<Record<string, string>>) {
  const reads: string[] = [];
  const source: SecretSource = {
    async read({ region }, valueFrom, role) {
      reads.push(`${region} ${valueFrom} ${role.arn.split('/')[1]}`);
      const value = values[valueFrom];
      if (value === undefined) throw new AwsError('AccessDeniedException', `not authorized: ${valueFrom}`);
      return value;
    },
  };
  return { source, reads };
}

const registerWith = (world: World, container: Partial<ContainerDefinition>, executionRoleArn?: string) =>
  world.register('app:1', {
    executionRoleArn,
    containerDefinitions: [{ name: 'app', image: 'app:1', ...container }],
  });

describe('secrets of a container', () => {
  test('are read with the execution role as the task starts, and shown by no answer', async () => {
    const { source, reads } = createSource({ '/web/key': 'hidden-1', [SECRET]: 'hidden-2' });
    const world = createWorld({ secrets: source });
    await world.run(async () => {
      const environments: Readonly<Record<string, string>>[] = [];
      const { start } = world.runtime;
      world.runtime.start = (launch) => {
        environments.push(launch.environment);
        return start(launch);
      };
      const secrets = [
        { name: 'KEY', valueFrom: '/web/key' },
        { name: 'PASSWORD', valueFrom: SECRET },
      ];
      await registerWith(world, { secrets, environment: [{ name: 'MODE', value: 'x' }] }, EXECUTION_ROLE);
      const [task] = await world.runTask({ taskDefinition: 'web' });
      expect(reads).toEqual([]);
      await world.wait(60);
      expect(reads).toEqual([`eu-west-1 /web/key execution`, `eu-west-1 ${SECRET} execution`]);
      expect(environments).toEqual([{ MODE: 'x', KEY: 'hidden-1', PASSWORD: 'hidden-2' }]);
      const answers = [
        await world.client.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'web' })),
        await world.describeTask(task?.taskArn),
      ];
      expect(JSON.stringify(answers)).not.toContain('hidden');
      expect(answers[0]).toMatchObject({ taskDefinition: { containerDefinitions: [{ secrets }] } });
    });
  });

  test.each([
    ['/web/none', 'unable to retrieve secrets from ssm: service call has been retried 1 time(s)'],
    [
      SECRET,
      `unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${SECRET} from secrets manager`,
    ],
  ])('that cannot be read keep the task from its start: %s', async (valueFrom, words) => {
    const world = createWorld({ secrets: createSource({}).source });
    await world.run(async () => {
      await registerWith(world, { secrets: [{ name: 'KEY', valueFrom }] }, EXECUTION_ROLE);
      await world.runTask({ taskDefinition: 'web' });
      await world.wait(60);
      const task = await firstStopped(world);
      expect(task).toMatchObject({
        stopCode: 'TaskFailedToStart',
        stoppedReason:
          'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ' +
          `${words}: AccessDeniedException: not authorized: ${valueFrom}`,
      });
      expect(task?.pullStartedAt).toBeUndefined();
      expect(task?.containers?.[0]).not.toHaveProperty('exitCode');
    });
  });

  test.each([
    [undefined, [], /you must also specify a value for 'executionRoleArn'/],
    [EXECUTION_ROLE, [{ name: 'KEY', value: 'x' }], /must be unique and not shared .* such as 'KEY'/],
  ])('want an execution role and names of their own: %s', async (role, environment, message) => {
    const world = createWorld({ secrets: createSource({}).source });
    const secrets = [{ name: 'KEY', valueFrom: '/web/key' }];
    await expect(registerWith(world, { secrets, environment }, role)).rejects.toMatchObject({
      name: 'ClientException',
      message: expect.stringMatching(message),
    });
  });
});
