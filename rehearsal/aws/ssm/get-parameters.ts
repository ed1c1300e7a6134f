import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import { parseSelector } from './names.ts';
import { renderParameter } from './render.ts';
import { newestOf, type Parameter, type ParameterStore, type ParameterVersion } from './store.ts';

interface Found {
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  readonly choice?: string | undefined;
}

export type Place = Pick<Call, 'account' | 'region'>;

/** Parameters by name, ARN, version or label, one or up to ten. */
export function getOperations(storeOf: (call: Place) => ParameterStore): Operations {
  function get(input: sdk.GetParameterRequest, call: Call): sdk.GetParameterResult {
    const { parameter, version, choice } = findParameter(storeOf(call), input.Name ?? '', call);
    const options = { decrypt: input.WithDecryption, choice };
    return { Parameter: renderParameter(parameter, version, call, options) };
  }

  function getMany(input: sdk.GetParametersRequest, call: Call): sdk.GetParametersResult {
    const Parameters: sdk.Parameter[] = [];
    const InvalidParameters: string[] = [];
    for (const name of input.Names ?? []) {
      const found = tryToFind(storeOf(call), name, call);
      if (!found) InvalidParameters.push(name);
      else {
        const options = { decrypt: input.WithDecryption, choice: found.choice };
        Parameters.push(renderParameter(found.parameter, found.version, call, options));
      }
    }
    return { Parameters, InvalidParameters };
  }

  return { GetParameter: get, GetParameters: getMany };
}

function tryToFind(store: ParameterStore, name: string, place: Place): Found | undefined {
  try {
    return findParameter(store, name, place);
  } catch (error) {
    if (error instanceof AwsError && /^Parameter(Version)?NotFound$/.test(error.code)) return undefined;
    throw error;
  }
}

/**
 * What a read finds, stale or not.
 * @throws AwsError ParameterNotFound, to which AWS gives no message, or ParameterVersionNotFound
 */
export function findParameter(store: ParameterStore, text: string, place: Place): Found {
  const selector = parseSelector(text, place);
  const parameter = selector && store.read(selector.name);
  if (!parameter) throw parameterNotFound();
  const { name, choice } = selector;
  if (choice === undefined) return { parameter, version: newestOf(parameter) };
  const isNumber = /^\d+$/.test(choice);
  const version = parameter.versions.find((entry) =>
    isNumber ? entry.version === Number(choice) : entry.labels.includes(choice),
  );
  if (version) return { parameter, version, choice };
  throw isNumber
    ? versionNotFound(choice, name)
    : new AwsError(
        'ParameterVersionNotFound',
        `Systems Manager could not find label ${choice} of ${name}. Verify the label and try again.`,
      );
}

export function parameterNotFound(): AwsError {
  return new AwsError('ParameterNotFound', '');
}

export function versionNotFound(version: string | number, name: string): AwsError {
  return new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );
}
