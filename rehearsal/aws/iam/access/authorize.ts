import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Principal } from '../../kernel/principal.ts';
import { documentOf } from '../find.ts';
import { type AccessRequest, evaluate, type PolicySet, type Refusal } from '../policy/evaluate.ts';
import type { IamStore, IdentityRecord } from '../state.ts';
import { isSession, isUser } from './context.ts';
import type { OwnWords } from './need.ts';

/** The policies that decide what somebody may now: of a role that is gone none is left. */
export function policiesOf(store: IamStore, principal: Principal): PolicySet {
  if (isSession(principal)) {
    const isThere = store.of(principal.account).roles.get(principal.role.name) === principal.role;
    return {
      ...(isThere ? ofIdentity(store, principal.role) : { identity: [] }),
      session: principal.sessionPolicies,
    };
  }
  return isUser(principal) ? ofIdentity(store, principal.user) : { identity: [] };
}

function ofIdentity(store: IamStore, { arn, inline, attached, boundary }: IdentityRecord): PolicySet {
  const account = store.of(arn.split(':')[4] ?? '');
  return {
    identity: [...inline.values(), ...[...attached].map((policy) => documentOf(account, policy))],
    boundary: boundary === undefined ? undefined : documentOf(account, boundary),
  };
}

/** How a service says no. */
export interface DenialStyle {
  /** False where denials leave out a resource that is `*`. */
  readonly namesAnyResource?: boolean | undefined;
  /** Where the service does not speak as all do. */
  readonly words?: OwnWords | undefined;
}

/**
 * Lets a call pass, or refuses it as its service does. Administrators may do everything.
 * @throws AwsError the service's own denial
 */
export function authorize(
  policies: PolicySet,
  caller: Pick<Call, 'principal' | 'service'>,
  request: AccessRequest,
  { namesAnyResource = true, words }: DenialStyle = {},
): void {
  const refusal = evaluate(request, policies);
  if (!refusal) return;
  if (typeof words === 'object') throw new AwsError(words.code, words.message, 400);
  throw denialOf(caller, words ?? describeDenial(caller.principal, request, refusal, namesAnyResource));
}

function describeDenial(
  { arn }: Principal,
  { action, resource }: AccessRequest,
  { explicit, by }: Refusal,
  namesAnyResource: boolean,
): string {
  const on = resource === '*' && !namesAnyResource ? '' : ` on resource: ${resource}`;
  const article = by.startsWith('identity') ? 'an' : 'a';
  const reason = explicit
    ? `with an explicit deny in ${article} ${by}`
    : `because no ${by} allows the ${action} action`;
  return `User: ${arn} is not authorized to perform: ${action}${on} ${reason}`;
}

const QUERY_SERVICES = new Set(['sts', 'iam', 'elasticloadbalancing', 'monitoring']);

/** Code and status by which a service says no. */
function denialOf({ service }: Pick<Call, 'service'>, message: string): AwsError {
  if (service === 'ec2') {
    return new AwsError(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${message}`,
      403,
    );
  }
  if (QUERY_SERVICES.has(service)) return new AwsError('AccessDenied', message, 403);
  return new AwsError('AccessDeniedException', message, 400);
}
