import type * as sdk from '@aws-sdk/client-sts';
import { authorize, policiesOf } from '../iam/access/authorize.ts';
import { contextOf, isSession } from '../iam/access/context.ts';
import { invalid, putTags } from '../iam/checks.ts';
import { trustOf } from '../iam/trust.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import { checkDuration, readSessionRequest } from './session-request.ts';
import { startSession } from './start-session.ts';
import type { StsPorts } from './sts.ts';

const CHAINED_SECONDS = 3600;

/** AssumeRole: the role's trust policy and, unless that names the caller himself, the caller's own policies decide. */
export function createAssumeRole(ports: StsPorts) {
  const { clock, iam } = ports;
  return (input: sdk.AssumeRoleRequest, call: Call): sdk.AssumeRoleResponse => {
    refuseGiven('AssumeRole', input, ['SerialNumber', 'TokenCode', 'SourceIdentity', 'ProvidedContexts']);
    const request = readSessionRequest(input, iam.store);
    const { principal } = call;
    if (isSession(principal) && request.duration > CHAINED_SECONDS) {
      throw invalid(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      );
    }
    const { tags, transitiveTags } = readTags(input, principal);
    const actions =
      tags.size > inheritedTags(principal).size ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
    const context = contextOf(call, clock.now(), sessionContext(input));
    for (const action of actions) {
      const trust =
        request.role &&
        trustOf(request.role.trust, candidateOf(principal), { action, resource: request.roleArn, context });
      const isOwn = request.account.id === principal.account;
      if (!request.role || trust === undefined) throw denied(principal, action, request.roleArn);
      if (principal.kind === 'administrator' || (trust === 'directly' && isOwn)) continue;
      authorize(policiesOf(iam.store, principal), call, { action, resource: request.roleArn, context });
    }
    if (!request.role) throw denied(principal, 'sts:AssumeRole', request.roleArn);
    checkDuration(request.duration, request.role);
    return startSession(ports, request, request.role, { tags, transitiveTags });
  };
}

function sessionContext(input: sdk.AssumeRoleRequest): [string, readonly string[]][] {
  const tags = (input.Tags ?? []).map(
    ({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, [Value]] as [string, string[]],
  );
  return [
    ['sts:RoleSessionName', [input.RoleSessionName ?? '']],
    ...(input.ExternalId === undefined ? [] : [['sts:ExternalId', [input.ExternalId]] as [string, string[]]]),
    ...tags,
    ...(tags.length > 0
      ? [['aws:TagKeys', (input.Tags ?? []).map(({ Key = '' }) => Key)] as [string, string[]]]
      : []),
    ...(input.TransitiveTagKeys
      ? [['sts:TransitiveTagKeys', input.TransitiveTagKeys] as [string, string[]]]
      : []),
  ];
}

/** Tags that a session before this one hands on can't be given again. */
function readTags({ Tags = [], TransitiveTagKeys = [] }: sdk.AssumeRoleRequest, principal: Principal) {
  const inherited = inheritedTags(principal);
  const again = Tags.find(({ Key }) => inherited.has(Key ?? ''));
  if (again) {
    throw new AwsError(
      'InvalidParameterValue',
      `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.`,
    );
  }
  const tags = new Map(inherited);
  putTags(tags, Tags);
  return { tags, transitiveTags: new Set([...inherited.keys(), ...TransitiveTagKeys]) };
}

function inheritedTags(principal: Principal): ReadonlyMap<string, string> {
  if (!isSession(principal)) return new Map();
  return new Map([...principal.tags].filter(([key]) => principal.transitiveTags.has(key)));
}

function candidateOf(principal: Principal) {
  const own = isSession(principal) ? [principal.arn, principal.role.arn] : [principal.arn];
  return { kind: 'AWS' as const, names: [...own, principal.account] };
}

function denied({ arn }: Principal, action: string, resource: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${arn} is not authorized to perform: ${action} on resource: ${resource}`,
    403,
  );
}
