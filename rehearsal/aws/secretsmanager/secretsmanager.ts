import * as sdk from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../../../lib/action/clock.ts';
import { perRegion } from '../kernel/call.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { deleteOperations } from './delete.ts';
import { readOperations } from './read.ts';
import { findUsable, type Place, type Secret } from './store.ts';
import { findVersion } from './versions.ts';
import { writeOperations } from './write.ts';

export interface SecretsManager {
  readonly service: Service;
  /**
   * The text of a secret's version, as services of AWS read it for their customers.
   * @throws AwsError as GetSecretValue does
   */
  readonly readText: (place: Place, secret: SecretReference) => string | undefined;
}

export interface SecretReference {
  /** Name or ARN. */
  readonly id: string;
  readonly stage?: string | undefined;
  readonly version?: string | undefined;
}

/** Secrets Manager without rotation and replicas. */
export function createSecretsManager({
  clock,
  random,
}: {
  readonly clock: Clock;
  readonly random: Random;
}): SecretsManager {
  const secretsOf = perRegion(() => new Map<string, Secret>());
  const ports = { secretsOf, clock, random };
  const service = defineService(sdk, new sdk.SecretsManagerClient({ region: 'us-east-1' }), {
    ...writeOperations(ports),
    ...deleteOperations(ports),
    ...readOperations(ports),
  });
  return {
    service,
    readText(place, { id, stage, version }) {
      const secret = findUsable(secretsOf(place), id, clock.now());
      return findVersion(secret, { id: version, stage }).content.text;
    },
  };
}
