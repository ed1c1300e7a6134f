import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import { parameterNotFound } from './get-parameters.ts';
import { parseSelector } from './names.ts';
import { pageOf } from './pages.ts';
import { renderHistory } from './render.ts';
import type { ParameterStore } from './store.ts';

const PAGE_LIMIT = 50;

/** GetParameterHistory: every version that is kept, oldest first, of a parameter by name or ARN. */
export function createGetHistory(storeOf: (call: Call) => ParameterStore) {
  return (input: sdk.GetParameterHistoryRequest, call: Call): sdk.GetParameterHistoryResult => {
    const selector = parseSelector(input.Name ?? '', call);
    const parameter = selector && storeOf(call).read(selector.name);
    if (!parameter) throw parameterNotFound();
    const { items, nextToken } = pageOf(parameter.versions, {
      limit: input.MaxResults ?? PAGE_LIMIT,
      token: input.NextToken,
      keyOf: ({ version }) => String(version).padStart(10, '0'),
    });
    return {
      Parameters: items.map((entry) => renderHistory(parameter, entry, input.WithDecryption)),
      NextToken: nextToken,
    };
  };
}
