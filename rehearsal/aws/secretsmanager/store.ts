import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';

export type Place = Pick<Call, 'account' | 'region'>;

export interface Secret {
  readonly name: string;
  /** Ends in six characters that AWS chooses, so that a secret made anew has another. */
  readonly arn: string;
  description: string | undefined;
  readonly createdAt: Date;
  changedAt: Date;
  /** The day on which it was read last; AWS keeps no more of it. */
  accessedAt: Date | undefined;
  /** When its deletion was asked for, and when it comes true. */
  deletion: { readonly askedAt: Date; readonly at: Date } | undefined;
  readonly tags: Map<string, string>;
  /** By version id. */
  readonly versions: Map<string, SecretVersion>;
}

export interface SecretVersion {
  readonly id: string;
  readonly createdAt: Date;
  readonly content: SecretContent;
  readonly stages: Set<string>;
}

/** One of the two. */
export interface SecretContent {
  readonly text?: string | undefined;
  readonly binary?: Uint8Array | undefined;
}

/** The secrets of one account and region by name; those whose deletion has come true are gone. */
export type Secrets = Map<string, Secret>;

/**
 * Finds a secret by name, ARN, or ARN without the six characters at its end.
 * @throws AwsError ResourceNotFoundException
 */
export function findSecret(secrets: Secrets, id: string | undefined, now: number): Secret {
  forgetDeleted(secrets, now);
  const named = secrets.get(id ?? '');
  const found = named ?? [...secrets.values()].find(({ arn }) => arn === id || cutSuffix(arn) === id);
  if (found) return found;
  throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/** @throws AwsError InvalidRequestException when its deletion has been asked for */
export function findUsable(secrets: Secrets, id: string | undefined, now: number): Secret {
  const secret = findSecret(secrets, id, now);
  if (!secret.deletion) return secret;
  throw new AwsError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

export function forgetDeleted(secrets: Secrets, now: number): void {
  for (const { name, deletion } of secrets.values()) {
    if (deletion && deletion.at.getTime() <= now) secrets.delete(name);
  }
}

function cutSuffix(arn: string): string {
  return arn.slice(0, -'-123456'.length);
}
