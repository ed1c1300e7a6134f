import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import type { Operations } from '../kernel/service.ts';
import { parameterNotFound } from './get-parameters.ts';
import type { ParameterStore } from './store.ts';

/** Parameters go with their versions, labels and tags; their names rest for a while. ARNs name nothing here. */
export function deleteOperations(storeOf: (call: Call) => ParameterStore): Operations {
  function remove(store: ParameterStore, name: string): boolean {
    if (!store.current(name)) return false;
    store.replace(name, undefined);
    return true;
  }

  function removeOne(input: sdk.DeleteParameterRequest, call: Call): sdk.DeleteParameterResult {
    if (!remove(storeOf(call), input.Name ?? '')) throw parameterNotFound();
    return {};
  }

  function removeMany(input: sdk.DeleteParametersRequest, call: Call): sdk.DeleteParametersResult {
    const names = input.Names ?? [];
    const DeletedParameters = names.filter((name) => remove(storeOf(call), name));
    const InvalidParameters = names.filter((name) => !DeletedParameters.includes(name));
    return { DeletedParameters, InvalidParameters };
  }

  return { DeleteParameter: removeOne, DeleteParameters: removeMany };
}
