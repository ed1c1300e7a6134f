import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Random } from '../kernel/random.ts';
import { readFilters } from './filters.ts';
import { isUnder } from './names.ts';
import { pageOf } from './pages.ts';
import { renderParameter } from './render.ts';
import type { SsmSettings } from './settings.ts';
import { newestOf, type ParameterStore } from './store.ts';

/** At most this many at a time. */
const PAGE_LIMIT = 10;

export interface PathPorts {
  readonly storeOf: (call: Call) => ParameterStore;
  readonly random: Random;
  readonly settings: SsmSettings;
}

/**
 * GetParametersByPath: what lies below a path, in pages of ten. A page may end early, even empty, and has a token then:
 * only its absence means the end.
 */
export function createGetByPath({ storeOf, random, settings }: PathPorts) {
  return (input: sdk.GetParametersByPathRequest, call: Call): sdk.GetParametersByPathResult => {
    const path = checkPath(input.Path ?? '');
    const store = storeOf(call);
    const matches = readFilters(input.ParameterFilters, ['Type', 'KeyId', 'Label'], store);
    const below = store
      .readAll()
      .filter((parameter) => isUnder(parameter.name, path, input.Recursive ?? false) && matches(parameter));
    const most = input.MaxResults ?? PAGE_LIMIT;
    const isShort = below.length > 1 && random.next() < settings.shortPages;
    const limit = isShort ? Math.max(1, random.below(most)) : most;
    const { items, nextToken } = pageOf(below, { limit, token: input.NextToken, keyOf: ({ name }) => name });
    return {
      Parameters: items.map((parameter) =>
        renderParameter(parameter, newestOf(parameter), call, { decrypt: input.WithDecryption }),
      ),
      NextToken: nextToken,
    };
  };
}

function checkPath(path: string): string {
  if (/^\/[a-zA-Z0-9_.\-/]*$/.test(path) && !path.includes('//')) return path;
  throw new AwsError(
    'ValidationException',
    'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". ' +
      'It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following ' +
      'symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, ' +
      'must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
  );
}
