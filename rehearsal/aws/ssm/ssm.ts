import * as sdk from '@aws-sdk/client-ssm';
import type { Clock } from '../../../lib/action/clock.ts';
import { type Call, perRegion } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import { InvalidTokenError, type Page, type PageRequest, paginate } from '../kernel/paginate.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { callerArn } from '../sts/sts.ts';
import {
  checkKinds,
  checkName,
  checkNames,
  checkValue,
  chooseTier,
  HISTORY_LIMIT,
  isUnder,
  type ParameterVersion,
  parseSelector,
  readLimit,
} from './parameters.ts';

/** GetParametersByPath gives at most this many at a time. */
const PAGE_LIMIT = 10;
const HISTORY_PAGE_LIMIT = 50;

/** Parameter Store: create-if-absent is its one atomic step, and a version counts every overwrite. */
export function createSsm({ clock }: { clock: Clock }): { readonly service: Service } {
  const storeOf = perRegion(() => new Map<string, ParameterVersion[]>());

  function put(input: sdk.PutParameterRequest, call: Call): sdk.PutParameterResult {
    const name = input.Name ?? '';
    checkName(name);
    checkKinds(input);
    refuseGiven('PutParameter', input, ['Policies', 'AllowedPattern', 'Tags', 'KeyId']);
    const versions = storeOf(call).get(name) ?? [];
    const newest = versions.at(-1);
    if (newest && !input.Overwrite) {
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const type = input.Type ?? newest?.type;
    if (!type) {
      throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
    }
    const tier = chooseTier(input.Tier, newest?.tier, input.Value ?? '');
    checkValue(input.Value ?? '', tier);
    const version = (newest?.version ?? 0) + 1;
    versions.push({
      version,
      value: input.Value ?? '',
      type,
      tier,
      dataType: input.DataType ?? 'text',
      lastModified: new Date(clock.now()),
      ...(input.Description === undefined ? {} : { description: input.Description }),
    });
    storeOf(call).set(name, versions.slice(-HISTORY_LIMIT));
    return { Version: version, Tier: tier };
  }

  function find(selector: string, call: Call): ParameterVersion | undefined {
    const { name, version } = parseSelector(selector);
    const versions = storeOf(call).get(name);
    return version === undefined ? versions?.at(-1) : versions?.find((entry) => entry.version === version);
  }

  function get(input: sdk.GetParameterRequest, call: Call): sdk.GetParameterResult {
    const selector = input.Name ?? '';
    const found = find(selector, call);
    const { name, version } = parseSelector(selector);
    if (found) return { Parameter: render(name, found, call, input.WithDecryption) };
    if (!storeOf(call).has(name)) throw new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
    throw new AwsError(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
    );
  }

  function getMany(input: sdk.GetParametersRequest, call: Call): sdk.GetParametersResult {
    const names = checkNames(input.Names ?? []);
    const present = names.filter((name) => find(name, call));
    return {
      Parameters: present.map(
        (name) => get({ Name: name, WithDecryption: input.WithDecryption }, call).Parameter ?? {},
      ),
      InvalidParameters: names.filter((name) => !find(name, call)),
    };
  }

  function getByPath(input: sdk.GetParametersByPathRequest, call: Call): sdk.GetParametersByPathResult {
    const path = input.Path ?? '';
    if (!path.startsWith('/')) {
      throw new AwsError('ValidationException', `The parameter path must begin with a slash: ${path}`);
    }
    refuseGiven('GetParametersByPath', input, ['ParameterFilters']);
    const limit = readLimit(input.MaxResults, PAGE_LIMIT);
    const names = [...storeOf(call).keys()].filter((name) => isUnder(name, path, input.Recursive ?? false));
    const { items, nextToken } = pageOf(names, { limit, token: input.NextToken, keyOf: (name) => name });
    return {
      Parameters: items.map(
        (name) => get({ Name: name, WithDecryption: input.WithDecryption }, call).Parameter ?? {},
      ),
      NextToken: nextToken,
    };
  }

  function history(input: sdk.GetParameterHistoryRequest, call: Call): sdk.GetParameterHistoryResult {
    const name = input.Name ?? '';
    const versions = storeOf(call).get(name);
    if (!versions) throw new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
    const { items, nextToken } = pageOf(versions, {
      limit: readLimit(input.MaxResults, HISTORY_PAGE_LIMIT),
      token: input.NextToken,
      keyOf: ({ version }) => String(version).padStart(10, '0'),
    });
    return {
      Parameters: items.map((entry) => renderHistory(name, entry, call, input.WithDecryption)),
      NextToken: nextToken,
    };
  }

  function remove(input: sdk.DeleteParameterRequest, call: Call): sdk.DeleteParameterResult {
    const name = input.Name ?? '';
    if (!storeOf(call).delete(name)) throw new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
    return {};
  }

  function removeMany(input: sdk.DeleteParametersRequest, call: Call): sdk.DeleteParametersResult {
    const names = checkNames(input.Names ?? []);
    const deleted = names.filter((name) => storeOf(call).delete(name));
    return { DeletedParameters: deleted, InvalidParameters: names.filter((name) => !deleted.includes(name)) };
  }

  const service = defineService(sdk, new sdk.SSMClient({ region: 'us-east-1' }), {
    PutParameter: put,
    GetParameter: get,
    GetParameters: getMany,
    GetParametersByPath: getByPath,
    GetParameterHistory: history,
    DeleteParameter: remove,
    DeleteParameters: removeMany,
  });
  return { service };
}

/** @throws AwsError when the token is none of Parameter Store's */
function pageOf<Item>(items: Iterable<Item>, request: PageRequest<Item>): Page<Item> {
  try {
    return paginate(items, request);
  } catch (error) {
    if (error instanceof InvalidTokenError) {
      throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
    }
    throw error;
  }
}

function renderHistory(
  name: string,
  entry: ParameterVersion,
  call: Call,
  decrypt: boolean | undefined,
): sdk.ParameterHistory {
  const { ARN: _arn, ...rest } = render(name, entry, call, decrypt);
  return { ...rest, Tier: entry.tier, LastModifiedUser: callerArn(call) };
}

function render(
  name: string,
  entry: ParameterVersion,
  call: Call,
  decrypt: boolean | undefined,
): sdk.Parameter & { Name: string } {
  const hidden = entry.type === 'SecureString' && !decrypt;
  return {
    Name: name,
    Type: entry.type,
    Value: hidden ? encrypt(entry.value) : entry.value,
    Version: entry.version,
    LastModifiedDate: entry.lastModified,
    ARN: `arn:aws:ssm:${call.region}:${call.account}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
    DataType: entry.dataType,
  };
}

/** What a caller sees who did not ask for decryption: opaque, and the same for the same value. */
function encrypt(value: string): string {
  return Buffer.from(Array.from(Buffer.from(value), (byte) => byte ^ 0x5a)).toString('base64');
}
