import { describe, expect, test } from '@jest/globals';
import { classifyError, hadNoEffect } from './classify-error.ts';

const error = (fields: object, message = 'No.') => Object.assign(new Error(message), fields);
const answered = (name: string, httpStatusCode: number, message?: string) =>
  error({ name, $metadata: { httpStatusCode } }, message);

describe('the kind of an error', () => {
  test.each([
    ['throttled', true, answered('ThrottlingException', 400, 'Rate exceeded')],
    ['throttled', true, answered('Throttling', 400, 'Rate exceeded')],
    ['throttled', true, answered('TooManyUpdates', 400)],
    ['throttled', true, answered('ConcurrentUpdateException', 400)],
    ['throttled', true, answered('Unknown', 429)],
    [
      'throttled',
      true,
      answered(
        'ClientException',
        400,
        'Too many concurrent attempts to create a new revision of the specified family.',
      ),
    ],
    ['throttled', true, error({ $retryable: { throttling: true } })],
    ['network', true, error({ code: 'ECONNREFUSED' })],
    ['network', true, error({ code: 'ENOTFOUND' })],
    ['network', false, error({ code: 'ECONNRESET' })],
    ['network', false, error({ name: 'TimeoutError' })],
    ['server', false, answered('ServerException', 500)],
    ['server', false, answered('ServiceUnavailable', 503)],
    ['server', false, error({ name: 'IDPCommunicationError', $retryable: {} })],
    ['server', false, error({ name: 'RequestTimeTooSkewed', $metadata: { clockSkewCorrected: true } })],
    ['permanent', false, error({ name: 'ParameterNotFound', $metadata: { clockSkewCorrected: true } })],
    ['permanent', false, answered('NotImplemented', 501)],
    ['permanent', false, answered('AccessDeniedException', 400)],
    ['permanent', false, answered('LimitExceededException', 400, 'The quota is reached.')],
    ['permanent', false, answered('ClusterNotFoundException', 400)],
    ['permanent', false, error({ name: 'AbortError' })],
    ['permanent', false, 'just text'],
  ])('%s, without effect: %s: %s', (kind, noEffect, thrown) => {
    expect(classifyError(thrown)).toBe(kind);
    expect(hadNoEffect(thrown)).toBe(noEffect);
  });
});
