import type * as sdk from '@aws-sdk/client-ecr';
import type { Call } from '../../kernel/call.ts';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import type { Registries } from '../store.ts';

/** What an account sets for its registry: here, whether layers may be mounted from other repositories. */
export function accountSettingOperations(registries: Registries): Operations {
  function get(input: sdk.GetAccountSettingRequest, call: Call): sdk.GetAccountSettingResponse {
    requireKnown(input.name);
    return { name: input.name, value: registries.of(call).blobMounting };
  }

  function put(input: sdk.PutAccountSettingRequest, call: Call): sdk.PutAccountSettingResponse {
    requireKnown(input.name);
    if (input.value !== 'ENABLED' && input.value !== 'DISABLED') {
      throw new AwsError('InvalidParameterException', `BLOB_MOUNTING can't be set to '${input.value}'.`);
    }
    registries.of(call).blobMounting = input.value;
    return { name: input.name, value: input.value };
  }

  return { GetAccountSetting: get, PutAccountSetting: put };
}

function requireKnown(name: string | undefined): void {
  if (name !== 'BLOB_MOUNTING') throw notImplemented(`the account setting ${name}`);
}
