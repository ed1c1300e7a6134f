import type { Failure } from '../../action/outcome.ts';
import type { FailedCall } from './failed-call.ts';
import type { SdkError } from './sdk-error.ts';

/** What AWS says about a call that it denied. */
export interface Denial {
  /** `ecs:UpdateService` */
  readonly action: string;
  /** Who was denied: `role deploy`, `user anna`; absent when AWS does not say. */
  readonly principal?: string;
  /** ARN, or what the call names, or `*`. */
  readonly resource: string;
  /** The rest of AWS's sentence: `no identity-based policy allows the ecs:UpdateService action`. */
  readonly reason?: string;
}

const NAMES =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized|AuthorizationError(Exception)?)$/;

/** AWS's sentence in the forms that its services give it; the resource or the reason may be missing. */
const SENTENCE =
  /(?:(?:User|Principal):\s*(?<principal>\S+)\s+is\s+)?not authorized to perform(?: action)?:?\s+(?<action>[a-z0-9-]+:\w+)(?:\s+on(?: the)? resource:?\s+(?<resource>arn:\S+|\*))?(?<rest>[\s\S]*)/i;

/** Reads a denial out of an error; undefined when it is none. */
export function readDenial(error: SdkError, call: FailedCall | undefined): Denial | undefined {
  const groups = SENTENCE.exec(error.message)?.groups;
  if (!groups && !NAMES.test(error.name)) return undefined;
  const action =
    groups?.action ?? (call ? `${PREFIXES[call.service] ?? call.service}:${call.operation}` : undefined);
  if (action === undefined) return undefined;
  const reason = /\b(?:because\s+|with\s+(?=an explicit deny))([\s\S]+)/.exec(groups?.rest ?? '')?.[1];
  return {
    action,
    resource: groups?.resource?.replace(/[.,]$/, '') ?? (call?.resource || '*'),
    ...(groups?.principal ? { principal: describePrincipal(groups.principal) } : {}),
    ...(reason ? { reason: reason.trim().replace(/\.$/, '') } : {}),
  };
}

/** Prefixes of IAM actions, by the SDK's name of the client. */
const PREFIXES: Readonly<Record<string, string>> = {
  ApplicationAutoScaling: 'application-autoscaling',
  CloudWatch: 'cloudwatch',
  CloudWatchLogs: 'logs',
  ECR: 'ecr',
  ECS: 'ecs',
  ElasticLoadBalancingV2: 'elasticloadbalancing',
  SSM: 'ssm',
  STS: 'sts',
};

/** `arn:aws:sts::123456789012:assumed-role/deploy/session` is `role deploy of account 123456789012`. */
function describePrincipal(arn: string): string {
  const match = /^arn:[^:]+:(?:iam|sts)::(\d{12}):(assumed-role|role|user)\/(.+)$/.exec(arn);
  const [, account, kind, path = ''] = match ?? [];
  if (!match) return arn;
  const name = kind === 'assumed-role' ? path.split('/')[0] : path;
  return `${kind === 'user' ? 'user' : 'role'} ${name} of account ${account}`;
}

/** The missing action, resource and role, and the statement to add, or the deny to lift. */
export function explainDenial(error: SdkError, denial: Denial): Failure {
  const { action, principal = 'the caller', resource, reason } = denial;
  const because = reason === undefined ? '' : `: ${reason}`;
  return {
    cause: `AWS denied ${action} on ${resource} to ${principal}${because}.`,
    advice: adviseOn(denial),
    detail: error.message,
  };
}

function adviseOn({
  action,
  principal = 'the role or user that calls',
  resource,
  reason = '',
}: Denial): string {
  const statement = JSON.stringify({
    Effect: 'Allow',
    Action: action,
    Resource: /^(arn:|\*$)/.test(resource) ? resource : '*',
  });
  if (/explicit deny/.test(reason)) {
    const [, kind = 'policy', arn] = /explicit deny in an? ([a-z -]+?)(?::\s*(arn:\S+))?$/.exec(reason) ?? [];
    return `Change the ${kind}${arn ? ` ${arn}` : ''} that denies it; no policy that allows it outweighs a deny.`;
  }
  if (/permissions boundary/.test(reason))
    return `Add to the permissions boundary of ${principal}: ${statement}`;
  if (/session polic/.test(reason))
    return `Add to the session policy with which ${principal} was assumed: ${statement}`;
  if (/service control polic/.test(reason)) {
    return `Ask the administrators of the AWS organization: a service control policy has to allow ${action}.`;
  }
  if (/resource control polic/.test(reason)) {
    return `Ask the administrators of the AWS organization: a resource control policy has to allow ${action}.`;
  }
  if (/VPC endpoint polic/.test(reason)) return `Add to the policy of the VPC endpoint: ${statement}`;
  if (/no resource-based polic/.test(reason))
    return `Add to the policy of the resource, with ${principal} as principal: ${statement}`;
  return `Add to a policy of ${principal}: ${statement}`;
}
