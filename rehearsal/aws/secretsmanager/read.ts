import type * as sdk from '@aws-sdk/client-secrets-manager';
import type { Call } from '../kernel/call.ts';
import { AwsError, notImplemented } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, type PageRequest, paginate } from '../kernel/paginate.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import type { Operations } from '../kernel/service.ts';
import { findSecret, findUsable, forgetDeleted, type Secret, type SecretVersion } from './store.ts';
import { findVersion } from './versions.ts';
import type { SecretPorts } from './write.ts';

const PAGE_LIMIT = 100;
const DAY = 24 * 60 * 60 * 1000;

/** Secrets are read, described and listed. */
export function readOperations({ secretsOf, clock }: Omit<SecretPorts, 'random'>): Operations {
  function getValue(input: sdk.GetSecretValueRequest, call: Call): sdk.GetSecretValueResponse {
    const secret = findUsable(secretsOf(call), input.SecretId, clock.now());
    const version = findVersion(secret, { id: input.VersionId, stage: input.VersionStage });
    secret.accessedAt = new Date(Math.floor(clock.now() / DAY) * DAY);
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.content.text,
      SecretBinary: version.content.binary,
      VersionStages: [...version.stages],
      CreatedDate: version.createdAt,
    };
  }

  function describe(input: sdk.DescribeSecretRequest, call: Call): sdk.DescribeSecretResponse {
    const secret = findSecret(secretsOf(call), input.SecretId, clock.now());
    return { ...render(secret), VersionIdsToStages: stagesOf(secret) };
  }

  function list(input: sdk.ListSecretsRequest, call: Call): sdk.ListSecretsResponse {
    forgetDeleted(secretsOf(call), clock.now());
    const tests = (input.Filters ?? []).map(readFilter);
    const wanted = [...secretsOf(call).values()].filter(
      (secret) => (input.IncludePlannedDeletion || !secret.deletion) && tests.every((test) => test(secret)),
    );
    if (input.SortBy !== undefined && input.SortBy !== 'created-date') {
      throw notImplemented(`SortBy ${input.SortBy} of ListSecrets`);
    }
    const page = pageOf(wanted, {
      limit: input.MaxResults ?? PAGE_LIMIT,
      token: input.NextToken,
      keyOf: ({ createdAt, name }) => `${createdAt.toISOString()}/${name}`,
      descending: input.SortOrder !== 'asc',
    });
    return {
      SecretList: page.items.map((secret) => ({
        ...render(secret),
        SecretVersionsToStages: stagesOf(secret),
      })),
      NextToken: page.nextToken,
    };
  }

  function listVersions(
    input: sdk.ListSecretVersionIdsRequest,
    call: Call,
  ): sdk.ListSecretVersionIdsResponse {
    refuseGiven('ListSecretVersionIds', input, ['MaxResults', 'NextToken']);
    const secret = findSecret(secretsOf(call), input.SecretId, clock.now());
    const versions = [...secret.versions.values()].filter(
      ({ stages }) => input.IncludeDeprecated || stages.size > 0,
    );
    return { ARN: secret.arn, Name: secret.name, Versions: versions.map(renderVersion) };
  }

  return {
    GetSecretValue: getValue,
    DescribeSecret: describe,
    ListSecrets: list,
    ListSecretVersionIds: listVersions,
  };
}

function render(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    CreatedDate: secret.createdAt,
    LastChangedDate: secret.changedAt,
    LastAccessedDate: secret.accessedAt,
    DeletedDate: secret.deletion?.askedAt,
    Tags: [...secret.tags].map(([Key, Value]) => ({ Key, Value })),
  };
}

function renderVersion({ id, stages, createdAt }: SecretVersion): sdk.SecretVersionsListEntry {
  return { VersionId: id, VersionStages: [...stages], CreatedDate: createdAt };
}

/** Only versions with a stage are told. */
function stagesOf({ versions }: Secret): Record<string, string[]> {
  const staged = [...versions.values()].filter(({ stages }) => stages.size > 0);
  return Object.fromEntries(staged.map(({ id, stages }) => [id, [...stages]]));
}

/** A value is what the text begins with; with `!` before it, what it must not begin with. */
function readFilter({ Key, Values = [] }: sdk.Filter): (secret: Secret) => boolean {
  const textsOf = TEXTS[Key ?? ''];
  if (!textsOf) throw notImplemented(`filter ${Key} of ListSecrets`);
  const has = (secret: Secret, value: string) => textsOf(secret).some((text) => text.startsWith(value));
  return (secret) =>
    Values.some((value) => (value.startsWith('!') ? !has(secret, value.slice(1)) : has(secret, value)));
}

const TEXTS: Readonly<Record<string, (secret: Secret) => readonly string[]>> = {
  name: ({ name }) => [name],
  description: ({ description = '' }) => [description],
  'tag-key': ({ tags }) => [...tags.keys()],
  'tag-value': ({ tags }) => [...tags.values()],
};

function pageOf<Item>(items: Iterable<Item>, request: PageRequest<Item>): Page<Item> {
  try {
    return paginate(items, request);
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) throw error;
    throw new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.');
  }
}
