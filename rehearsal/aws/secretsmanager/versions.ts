import { AwsError } from '../kernel/errors.ts';
import type { Secret, SecretContent, SecretVersion } from './store.ts';

export const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/** Versions without a stage are deprecated; AWS keeps about this many versions and forgets deprecated ones first. */
const KEPT = 100;

/**
 * The version that a stage, an id, or both together name; the current one when neither is given.
 * @throws AwsError ResourceNotFoundException or InvalidRequestException
 */
export function findVersion(
  secret: Secret,
  { id, stage }: { readonly id?: string | undefined; readonly stage?: string | undefined },
): SecretVersion {
  if (id === undefined) {
    const wanted = stage ?? CURRENT;
    const found = [...secret.versions.values()].find(({ stages }) => stages.has(wanted));
    if (found) return found;
    throw missing(`staging label: ${wanted}`);
  }
  const found = secret.versions.get(id);
  if (!found) throw missing(`VersionId: ${id}`);
  if (stage === undefined || found.stages.has(stage)) return found;
  throw new AwsError(
    'InvalidRequestException',
    'You provided a VersionStage that is not associated to the provided VersionId.',
  );
}

function missing(what: string): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${what}`,
  );
}

/**
 * Adds a version and moves the stages to it; what was current becomes previous. The same id with the same content
 * changes nothing, so that a call can be repeated.
 * @throws AwsError ResourceExistsException when the id stands for other content
 */
export function addVersion(
  secret: Secret,
  {
    id,
    content,
    stages,
  }: { readonly id: string; readonly content: SecretContent; readonly stages: readonly string[] },
  now: Date,
): SecretVersion {
  const known = secret.versions.get(id);
  if (known) {
    if (isSame(known.content, content)) return known;
    throw new AwsError(
      'ResourceExistsException',
      `You can't change the value of version ${id}: a version's value is fixed when it is made.`,
    );
  }
  const version: SecretVersion = { id, createdAt: now, content, stages: new Set(stages) };
  moveStages(secret, stages);
  secret.versions.set(id, version);
  secret.changedAt = now;
  forgetDeprecated(secret);
  return version;
}

function moveStages(secret: Secret, stages: readonly string[]): void {
  const current = [...secret.versions.values()].find((version) => version.stages.has(CURRENT));
  const moved = stages.includes(CURRENT) && current ? [...stages, PREVIOUS] : stages;
  for (const version of secret.versions.values()) {
    for (const stage of moved) version.stages.delete(stage);
  }
  if (stages.includes(CURRENT)) current?.stages.add(PREVIOUS);
}

function forgetDeprecated({ versions }: Secret): void {
  for (const { id, stages } of versions.values()) {
    if (versions.size <= KEPT) return;
    if (stages.size === 0) versions.delete(id);
  }
}

function isSame(a: SecretContent, b: SecretContent): boolean {
  return (
    a.text === b.text && Buffer.compare(a.binary ?? new Uint8Array(), b.binary ?? new Uint8Array()) === 0
  );
}
