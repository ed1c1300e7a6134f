import { AwsError } from '../kernel/errors.ts';

/** The refusals of Application Auto Scaling, in its words. */
export function validation(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** In the words of AWS's check of its models. */
export function constraintError(member: string, value: unknown, constraint: string): AwsError {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return validation(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** @param what `scalable target registered`, `scaling policy found` */
export function objectNotFound(what: string, resourceId: string): AwsError {
  return new AwsError(
    'ObjectNotFoundException',
    `No ${what} for service namespace: ecs, resource ID: ${resourceId}, scalable dimension: ecs:service:DesiredCount`,
  );
}

export function concurrentUpdate(): AwsError {
  return new AwsError(
    'ConcurrentUpdateException',
    'You already have a pending update to an Auto Scaling resource.',
  );
}

export function invalidNextToken(): AwsError {
  return new AwsError('InvalidNextTokenException', 'The specified next token is invalid.');
}
