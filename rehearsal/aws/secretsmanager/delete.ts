import type * as sdk from '@aws-sdk/client-secrets-manager';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import { findSecret } from './store.ts';
import type { SecretPorts } from './write.ts';

const DAY = 24 * 60 * 60 * 1000;
const RECOVERY_DAYS = 30;

/** Secrets are deleted after a time in which they can be restored, or at once when that is forced. */
export function deleteOperations({ secretsOf, clock }: Omit<SecretPorts, 'random'>): Operations {
  function remove(input: sdk.DeleteSecretRequest, call: Call): sdk.DeleteSecretResponse {
    const days = readWindow(input);
    const now = clock.now();
    if (input.ForceDeleteWithoutRecovery) return removeAtOnce(input.SecretId, call);
    const secret = findSecret(secretsOf(call), input.SecretId, now);
    if (secret.deletion) {
      throw new AwsError(
        'InvalidRequestException',
        "You tried to perform the operation on a secret that's currently marked deleted.",
      );
    }
    secret.deletion = { askedAt: new Date(now), at: new Date(now + days * DAY) };
    return { ARN: secret.arn, Name: secret.name, DeletionDate: secret.deletion.at };
  }

  /** By force even what waits for its deletion goes. */
  function removeAtOnce(id: string | undefined, call: Call): sdk.DeleteSecretResponse {
    const secret = findSecret(secretsOf(call), id, clock.now());
    secretsOf(call).delete(secret.name);
    return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(clock.now()) };
  }

  function restore(input: sdk.RestoreSecretRequest, call: Call): sdk.RestoreSecretResponse {
    const secret = findSecret(secretsOf(call), input.SecretId, clock.now());
    secret.deletion = undefined;
    return { ARN: secret.arn, Name: secret.name };
  }

  return { DeleteSecret: remove, RestoreSecret: restore };
}

function readWindow({
  RecoveryWindowInDays: days,
  ForceDeleteWithoutRecovery: force,
}: sdk.DeleteSecretRequest) {
  if (days !== undefined && force) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  if (days !== undefined && (days < 7 || days > RECOVERY_DAYS)) {
    throw new AwsError(
      'InvalidParameterException',
      'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    );
  }
  return days ?? RECOVERY_DAYS;
}
