import { AwsError } from '../kernel/errors.ts';

/** Services whose model has an error of its own for what goes wrong inside; the others say InternalFailure. */
const SERVER_ERRORS: Readonly<Record<string, string>> = {
  ecs: 'ServerException',
  ecr: 'ServerException',
  ssm: 'InternalServerError',
  logs: 'ServiceUnavailableException',
  monitoring: 'InternalServiceError',
  secretsmanager: 'InternalServiceError',
  'application-autoscaling': 'InternalServiceException',
};

/** @param service as signatures name it */
export function serverError(service: string): AwsError {
  const message = 'An internal error occurred. Try again later.';
  return new AwsError(SERVER_ERRORS[service] ?? 'InternalFailure', message, 500);
}

export function unavailable(): AwsError {
  return new AwsError('ServiceUnavailable', 'Service is unable to handle request.', 503);
}

/** Services of the query protocols, or that once spoke it, have the shorter code. */
const QUERY = ['elasticloadbalancing', 'sts', 'iam', 'monitoring'];

/** @param service as signatures name it */
export function expiredCredentials(service: string): AwsError {
  if (service === 'ec2') return new AwsError('RequestExpired', 'Request has expired.');
  const message = 'The security token included in the request is expired';
  if (QUERY.includes(service)) return new AwsError('ExpiredToken', message, 403);
  return new AwsError('ExpiredTokenException', message);
}
