import { AwsError } from '../kernel/errors.ts';

/** The refusals of CloudWatch, by the names that its model gives them. */
export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

export function invalidCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombinationException', message);
}

export function missingParameter(parameter: string): AwsError {
  return new AwsError('MissingRequiredParameterException', `The parameter ${parameter} is required.`);
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFound', message, 404);
}

export function invalidNextToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The service cannot process the next token.');
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
