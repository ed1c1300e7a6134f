import { AwsError } from '../../kernel/errors.ts';

export function invalidAction(message: string): AwsError {
  return new AwsError('InvalidLoadBalancerAction', message);
}

/** An action without what its type needs. */
export function missing(type: string, field: string): AwsError {
  return invalidAction(`For actions of type '${type}', you must specify the following fields: '${field}'`);
}
