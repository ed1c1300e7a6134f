import * as sdk from '@aws-sdk/client-sts';
import type { Call } from '../kernel/call.ts';
import { defineService, type Service } from '../kernel/service.ts';

/** STS as far as a deployment asks who it is. */
export function createSts(): { readonly service: Service } {
  const service = defineService(sdk, new sdk.STSClient({ region: 'us-east-1' }), {
    GetCallerIdentity: (_input: sdk.GetCallerIdentityRequest, call): sdk.GetCallerIdentityResponse => ({
      Account: call.account,
      Arn: callerArn(call),
      UserId: call.accessKeyId,
    }),
  });
  return { service };
}

/** Every access key that was not issued here stands for the account's administrator. */
export function callerArn(call: Pick<Call, 'account'>): string {
  return `arn:aws:iam::${call.account}:user/administrator`;
}
