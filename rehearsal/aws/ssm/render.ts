import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import { encrypt } from './encryption.ts';
import { parameterArn } from './names.ts';
import { newestOf, type Parameter, type ParameterVersion } from './store.ts';

export function renderParameter(
  { name }: Parameter,
  entry: ParameterVersion,
  call: Pick<Call, 'account' | 'region'>,
  { decrypt, choice }: { readonly decrypt?: boolean | undefined; readonly choice?: string | undefined },
): sdk.Parameter {
  return {
    Name: name,
    Type: entry.type,
    Value: showValue(entry, decrypt),
    Version: entry.version,
    Selector: choice === undefined ? undefined : `:${choice}`,
    LastModifiedDate: entry.lastModified,
    ARN: parameterArn(name, call),
    DataType: entry.dataType,
  };
}

export function renderHistory(
  { name }: Parameter,
  entry: ParameterVersion,
  decrypt: boolean | undefined,
): sdk.ParameterHistory {
  return {
    Name: name,
    Value: showValue(entry, decrypt),
    Labels: [...entry.labels],
    ...describe(entry),
  };
}

export function renderMetadata(parameter: Parameter, call: Call): sdk.ParameterMetadata {
  const { name } = parameter;
  return { Name: name, ARN: parameterArn(name, call), ...describe(newestOf(parameter)) };
}

function describe(entry: ParameterVersion) {
  return {
    Type: entry.type,
    KeyId: entry.keyId,
    LastModifiedDate: entry.lastModified,
    LastModifiedUser: entry.lastModifiedUser,
    Description: entry.description,
    AllowedPattern: entry.allowedPattern,
    Version: entry.version,
    Tier: entry.tier,
    Policies: [],
    DataType: entry.dataType,
  };
}

function showValue({ type, value }: ParameterVersion, decrypt: boolean | undefined): string {
  return type === 'SecureString' && !decrypt ? encrypt(value) : value;
}
