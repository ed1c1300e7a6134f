import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { readFilters } from './filters.ts';
import { pageOf } from './pages.ts';
import { renderMetadata } from './render.ts';
import type { ParameterStore } from './store.ts';

/** How many come when the caller does not say, up to fifty. */
const PAGE_DEFAULT = 10;

/** DescribeParameters: everything about parameters but their values. */
export function createDescribeParameters(storeOf: (call: Call) => ParameterStore) {
  return (input: sdk.DescribeParametersRequest, call: Call): sdk.DescribeParametersResult => {
    refuseGiven('DescribeParameters', input, ['Filters', 'Shared']);
    const store = storeOf(call);
    const keys = ['Path', 'Name', 'Type', 'KeyId', 'Tier', 'DataType', 'tag:'] as const;
    const matches = readFilters(input.ParameterFilters, keys, store);
    const { items, nextToken } = pageOf(store.readAll().filter(matches), {
      limit: input.MaxResults ?? PAGE_DEFAULT,
      token: input.NextToken,
      keyOf: ({ name }) => name,
    });
    return { Parameters: items.map((parameter) => renderMetadata(parameter, call)), NextToken: nextToken };
  };
}
