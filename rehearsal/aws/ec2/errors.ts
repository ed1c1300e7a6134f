import { AwsError } from '../kernel/errors.ts';

export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
