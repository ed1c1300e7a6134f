import type * as sdk from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import type { Operations } from '../kernel/service.ts';
import {
  findSecret,
  findUsable,
  forgetDeleted,
  type Secret,
  type SecretContent,
  type Secrets,
} from './store.ts';
import { addVersion, CURRENT } from './versions.ts';

export interface SecretPorts {
  readonly secretsOf: (call: Pick<Call, 'account' | 'region'>) => Secrets;
  readonly clock: Clock;
  readonly random: Random;
}

/** Secrets are made, given new values, changed and tagged. A version's id is the caller's request token. */
export function writeOperations({ secretsOf, clock, random }: SecretPorts): Operations {
  const today = () => new Date(clock.now());
  const idOf = (token: string | undefined) => token ?? random.uuid();

  function create(input: sdk.CreateSecretRequest, call: Call): sdk.CreateSecretResponse {
    refuseGiven('CreateSecret', input, [
      'KmsKeyId',
      'AddReplicaRegions',
      'ForceOverwriteReplicaSecret',
      'Type',
    ]);
    const name = checkName(input.Name ?? '');
    const content = readContent(input);
    const id = idOf(input.ClientRequestToken);
    const known = takeKnown(secretsOf(call), name, id, clock.now());
    const secret = known ?? makeSecret(input, name, call);
    const version = content && addVersion(secret, { id, content, stages: [CURRENT] }, today());
    secretsOf(call).set(name, secret);
    return { ARN: secret.arn, Name: name, VersionId: version?.id };
  }

  function makeSecret(input: sdk.CreateSecretRequest, name: string, { region, account }: Call): Secret {
    return {
      name,
      arn: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${drawSuffix(random)}`,
      description: input.Description,
      createdAt: today(),
      changedAt: today(),
      accessedAt: undefined,
      deletion: undefined,
      tags: new Map((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
      versions: new Map(),
    };
  }

  function putValue(input: sdk.PutSecretValueRequest, call: Call): sdk.PutSecretValueResponse {
    refuseGiven('PutSecretValue', input, ['RotationToken']);
    const secret = findUsable(secretsOf(call), input.SecretId, clock.now());
    const content = readContent(input);
    if (!content) {
      throw new AwsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
    }
    const stages = input.VersionStages ?? [CURRENT];
    const version = addVersion(secret, { id: idOf(input.ClientRequestToken), content, stages }, today());
    return { ARN: secret.arn, Name: secret.name, VersionId: version.id, VersionStages: [...version.stages] };
  }

  function update(input: sdk.UpdateSecretRequest, call: Call): sdk.UpdateSecretResponse {
    refuseGiven('UpdateSecret', input, ['KmsKeyId', 'Type']);
    const secret = findUsable(secretsOf(call), input.SecretId, clock.now());
    const content = readContent(input);
    const version =
      content &&
      addVersion(secret, { id: idOf(input.ClientRequestToken), content, stages: [CURRENT] }, today());
    if (input.Description !== undefined) secret.description = input.Description;
    secret.changedAt = today();
    return { ARN: secret.arn, Name: secret.name, VersionId: version?.id };
  }

  function tag(input: sdk.TagResourceRequest, call: Call): object {
    const { tags } = findSecret(secretsOf(call), input.SecretId, clock.now());
    for (const { Key = '', Value = '' } of input.Tags ?? []) tags.set(Key, Value);
    return {};
  }

  function untag(input: sdk.UntagResourceRequest, call: Call): object {
    const { tags } = findSecret(secretsOf(call), input.SecretId, clock.now());
    for (const key of input.TagKeys ?? []) tags.delete(key);
    return {};
  }

  return {
    CreateSecret: create,
    PutSecretValue: putValue,
    UpdateSecret: update,
    TagResource: tag,
    UntagResource: untag,
  };
}

function checkName(name: string): string {
  if (/^[a-zA-Z0-9/_+=.@-]+$/.test(name)) return name;
  throw new AwsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

/**
 * The secret that an earlier attempt of the same call has made.
 * @throws AwsError ResourceExistsException, or InvalidRequestException while the name waits for its deletion
 */
function takeKnown(secrets: Secrets, name: string, versionId: string, now: number): Secret | undefined {
  forgetDeleted(secrets, now);
  const known = secrets.get(name);
  if (known?.deletion) {
    throw new AwsError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (known && !known.versions.has(versionId)) {
    throw new AwsError(
      'ResourceExistsException',
      `The operation failed because the secret ${name} already exists.`,
    );
  }
  return known;
}

function readContent(input: {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}): SecretContent | undefined {
  const { SecretString: text, SecretBinary: binary } = input;
  if (text !== undefined && binary !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  return text === undefined && binary === undefined ? undefined : { text, binary };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function drawSuffix(random: Random): string {
  return Array.from({ length: 6 }, () => LETTERS[random.below(LETTERS.length)]).join('');
}
