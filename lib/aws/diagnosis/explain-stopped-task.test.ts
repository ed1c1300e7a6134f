import { describe, expect, test } from '@jest/globals';
import type { StoppedTask } from './evidence.ts';
import { explainStoppedTask } from './explain-stopped-task.ts';

const task = (fields: Partial<StoppedTask>): StoppedTask => ({ id: '3f2a', containers: [], ...fields });
const failedToStart = (stoppedReason: string) => task({ stopCode: 'TaskFailedToStart', stoppedReason });
const exited = (exitCode: number, reason?: string) =>
  task({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [
      { name: 'web', exitCode, ...(reason === undefined ? {} : { reason }) },
      { name: 'sidecar', exitCode: 0 },
    ],
  });

describe('a task stopped by its own fault', () => {
  test.each<[StoppedTask, string, string]>([
    [
      failedToStart(
        'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:9: not found',
      ),
      'the image cannot be pulled: CannotPullContainerError: pull image manifest',
      'Push the image to this repository',
    ],
    [
      failedToStart(
        'CannotPullContainerError: pull access denied for web, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      ),
      'the image cannot be pulled: ',
      'Push the image',
    ],
    [
      failedToStart(
        'CannotPullContainerError: pulling from host 1.dkr.ecr.eu-west-1.amazonaws.com failed with status code [manifests 2]: 403 Forbidden',
      ),
      'the image cannot be pulled: ',
      'ecr:BatchGetImage',
    ],
    [
      failedToStart(
        'CannotPullContainerError: ref pull has been retried 5 time(s): dial tcp 52.94.1.1:443: i/o timeout',
      ),
      'the image cannot be pulled: ',
      'NAT gateway',
    ],
    [
      failedToStart('CannotPullContainerError: write /var/lib: no space left on device'),
      'the image cannot be pulled: ',
      'ephemeral storage',
    ],
    [
      failedToStart(
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed',
      ),
      'the task cannot be prepared: ResourceInitializationError',
      'a way to ECR',
    ],
    [
      failedToStart(
        'ResourceInitializationError: unable to pull secrets: execution resource retrieval failed: unable to retrieve secret from asm: AccessDeniedException',
      ),
      'the task cannot be prepared: ',
      'secretsmanager:GetSecretValue',
    ],
    [
      failedToStart(
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid parameters: /shop/key',
      ),
      'the task cannot be prepared: ',
      'every secret of the task definition exists',
    ],
    [
      failedToStart(
        'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
      ),
      'the task cannot be prepared: ',
      'Create the log group',
    ],
    [
      failedToStart('ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes'),
      'the task cannot be prepared: ',
      'mount targets',
    ],
    [
      exited(137, 'OutOfMemoryError: Container killed due to memory usage'),
      'container "web" ran out of memory (exit code 137): OutOfMemoryError: Container killed due to memory usage',
      'Raise the memory',
    ],
    [
      failedToStart('CannotStartContainerError: exec: "node": executable file not found in $PATH'),
      'the container cannot be started: CannotStartContainerError',
      'entry point',
    ],
    [
      task({
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group arn:tg)',
        containers: [{ name: 'web', exitCode: 143 }],
      }),
      "the load balancer's health checks fail: Task failed ELB health checks in (target-group arn:tg)",
      'grace period',
    ],
    [
      task({ stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks' }),
      "the container's own health check fails: ",
      'startPeriod',
    ],
    [exited(1), 'container "web" exited with code 1', 'log lines'],
    [exited(137), 'container "web" exited with code 137 (SIGKILL)', 'stopTimeout'],
    [exited(127), 'container "web" exited with code 127 (its command was not found)', 'entry point'],
    [exited(0), 'container "web" exited with code 0', 'keeps running'],
    [task({ stopCode: 'SomethingNew' }), 'the task stopped (SomethingNew)', 'console'],
    [task({}), 'the task stopped (ECS gives no reason)', 'console'],
  ])('%j', (stopped, what, advice) => {
    const cause = explainStoppedTask(stopped);
    expect(cause).toMatchObject({ isOwnFault: true, advice: expect.stringContaining(advice) });
    expect(cause.what.startsWith(what)).toBe(true);
  });
});

describe('a task that was stopped', () => {
  test.each<[StoppedTask, string]>([
    [
      task({ stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' }),
      'AWS took the Spot capacity back: Your Spot Task was interrupted.',
    ],
    [
      { ...exited(143), stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' },
      'somebody stopped the task: Task stopped by user',
    ],
    [
      {
        ...exited(143),
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
      },
      'ECS stopped the task while scaling: Scaling activity initiated by (deployment ecs-svc/1)',
    ],
    [
      failedToStart(
        'Capacity is unavailable at this time. Please try again later or in a different availability zone',
      ),
      'there is no capacity for the task: Capacity is unavailable',
    ],
  ])('%j is not at fault', (stopped, what) => {
    const cause = explainStoppedTask(stopped);
    expect(cause.isOwnFault).toBe(false);
    expect(cause.what.startsWith(what)).toBe(true);
  });
});
