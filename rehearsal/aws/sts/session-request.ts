import { invalid } from '../iam/checks.ts';
import { documentOf } from '../iam/find.ts';
import { type PolicyDocument, parsePolicy } from '../iam/policy/document.ts';
import type { IamAccount, IamStore, RoleRecord } from '../iam/state.ts';
import { AwsError } from '../kernel/errors.ts';

/** What all ways to assume a role take. */
export interface SessionInput {
  readonly RoleArn?: string | undefined;
  readonly RoleSessionName?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

export interface SessionRequest {
  readonly roleArn: string;
  readonly account: IamAccount;
  /** Undefined when there is none: who may not assume it need not know. */
  readonly role: RoleRecord | undefined;
  readonly sessionName: string;
  /** Seconds. */
  readonly duration: number;
  readonly sessionPolicies: readonly PolicyDocument[] | undefined;
}

const HOUR = 3600;

/** @throws AwsError ValidationError, MalformedPolicyDocument, PackedPolicyTooLarge */
export function readSessionRequest(input: SessionInput, store: IamStore): SessionRequest {
  const {
    RoleArn: roleArn = '',
    RoleSessionName: sessionName = '',
    DurationSeconds: duration = HOUR,
  } = input;
  const [, accountId, path] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? [];
  if (accountId === undefined || path === undefined) throw invalid(`${roleArn} is invalid`);
  const account = store.of(accountId);
  const role = account.roles.get(path.split('/').at(-1) ?? '');
  return {
    ...{ roleArn, account, sessionName, duration },
    // The path belongs to the ARN: without it, it is another role's.
    role: role?.arn === roleArn ? role : undefined,
    sessionPolicies: readSessionPolicies(input, account),
  };
}

/** @throws AwsError ValidationError when the role does not allow a session of this length */
export function checkDuration(duration: number, role: RoleRecord): void {
  if (duration > role.maxSessionDuration) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
}

const INLINE_LIMIT = 2048;

function readSessionPolicies({ Policy, PolicyArns = [] }: SessionInput, account: IamAccount) {
  if (Policy === undefined && PolicyArns.length === 0) return undefined;
  if (PolicyArns.length > 10) throw invalid('PolicyArns has more than 10 members');
  if (Policy !== undefined && Policy.length > INLINE_LIMIT) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      'Packed size of session tags consumes more than 100% of allotted space.',
    );
  }
  const inline = Policy === undefined ? [] : [parsePolicy(Policy, 'identity')];
  return [...inline, ...PolicyArns.map(({ arn }) => documentOf(account, arn))];
}
