import * as sdk from '@aws-sdk/client-sts';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Iam } from '../iam/iam.ts';
import type { Call } from '../kernel/call.ts';
import { defineService, type Service } from '../kernel/service.ts';
import { createAssumeRole } from './assume-role.ts';
import { createAssumeRoleWithWebIdentity, type IssuerKeys } from './assume-role-with-web-identity.ts';

export interface StsPorts {
  readonly clock: Clock;
  readonly iam: Iam;
  /** Where the public keys of identity providers are looked up. */
  readonly issuerKeys: IssuerKeys;
}

/** STS: who calls, and sessions of roles. Without ports it knows administrators alone. */
export function createSts(ports?: StsPorts): { readonly service: Service } {
  const service = defineService(sdk, new sdk.STSClient({ region: 'us-east-1' }), {
    GetCallerIdentity: (_input: sdk.GetCallerIdentityRequest, call): sdk.GetCallerIdentityResponse => ({
      Account: call.account,
      Arn: call.principal.arn,
      UserId: call.principal.userId,
    }),
    ...(ports && {
      AssumeRole: createAssumeRole(ports),
      AssumeRoleWithWebIdentity: createAssumeRoleWithWebIdentity(ports),
    }),
  });
  return { service };
}

export function callerArn(call: Pick<Call, 'principal'>): string {
  return call.principal.arn;
}
