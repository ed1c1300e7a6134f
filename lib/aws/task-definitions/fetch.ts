import type { ECS } from '@aws-sdk/client-ecs';
import { ActionFailure } from '../../action/errors.ts';
import { awsCommand } from '../aws-command.ts';
import { type Registrable, toRegistrable } from './registrable.ts';

export interface TaskDefinitionPorts {
  readonly ecs: ECS;
  readonly signal: AbortSignal;
}

/** A registered revision. */
export interface Revision {
  readonly arn: string;
  /** An inactive revision runs on where it runs, but nothing new can be started from it. */
  readonly isActive: boolean;
  readonly definition: Registrable;
}

/**
 * Reads a task definition.
 * @param reference its ARN, `family:revision`, or `family` for the newest active revision
 * @throws ActionFailure when there is none
 */
export async function fetchTaskDefinition(
  { ecs, signal }: TaskDefinitionPorts,
  reference: string,
): Promise<Revision> {
  try {
    const { taskDefinition = {}, tags = [] } = await ecs.describeTaskDefinition(
      { taskDefinition: reference, include: ['TAGS'] },
      { abortSignal: signal },
    );
    return {
      arn: taskDefinition.taskDefinitionArn ?? '',
      isActive: taskDefinition.status === 'ACTIVE',
      definition: toRegistrable(taskDefinition, tags),
    };
  } catch (error) {
    throw isUnknown(error) ? unknownDefinition(reference, await ecs.config.region(), error) : error;
  }
}

/** ECS has no code of its own for it: `ClientException: Unable to describe task definition.` */
function isUnknown(error: unknown): error is Error {
  return error instanceof Error && /^Unable to describe task definition/.test(error.message);
}

function unknownDefinition(reference: string, region: string, cause: Error): ActionFailure {
  const family = reference.replace(/^.*task-definition\//, '').replace(/:\d+$/, '');
  const command = awsCommand('ecs list-task-definitions', region, { 'family-prefix': family });
  return new ActionFailure(
    {
      cause: `Task definition "${reference}" does not exist in ${region}.`,
      advice: `See which there are: ${command}`,
    },
    { cause },
  );
}
