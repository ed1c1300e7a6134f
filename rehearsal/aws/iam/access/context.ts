import type { Call } from '../../kernel/call.ts';
import type { Principal } from '../../kernel/principal.ts';
import type { Context } from '../policy/condition.ts';
import type { SessionPrincipal, UserPrincipal } from '../sessions.ts';

type Entry = readonly [string, readonly string[]];

/**
 * The condition keys of a call: those that every call has, and more of its own.
 * @param now milliseconds since the epoch
 */
export function contextOf(
  call: Pick<Call, 'principal' | 'region'>,
  now: number,
  more: Iterable<Entry> = [],
): Context {
  const entries: readonly Entry[] = [
    ['aws:CurrentTime', [new Date(now).toISOString()]],
    ['aws:EpochTime', [String(Math.floor(now / 1000))]],
    ['aws:RequestedRegion', [call.region]],
    // AWS's endpoints take nothing else, and everybody who reaches this one is on its machine.
    ['aws:SecureTransport', ['true']],
    ['aws:SourceIp', ['127.0.0.1']],
    ['aws:ViaAWSService', ['false']],
    ['aws:PrincipalIsAWSService', ['false']],
    ['aws:PrincipalAccount', [call.principal.account]],
    ['aws:userid', [call.principal.userId]],
    ...principalEntries(call.principal),
    ...more,
  ];
  return new Map(entries.map(([key, values]) => [key.toLowerCase(), values]));
}

function principalEntries(principal: Principal): readonly Entry[] {
  if (isSession(principal)) return sessionEntries(principal);
  const name = principal.arn.split('/').at(-1) ?? '';
  const entries: Entry[] = [
    ['aws:PrincipalArn', [principal.arn]],
    ['aws:PrincipalType', ['User']],
    ['aws:username', [name]],
  ];
  return isUser(principal) ? [...entries, ...tagEntries(principal.user.tags)] : entries;
}

/** A session is its role, with tags of its own. */
function sessionEntries(session: SessionPrincipal): readonly Entry[] {
  return [
    ['aws:PrincipalArn', [session.role.arn]],
    ['aws:PrincipalType', ['AssumedRole']],
    ['aws:TokenIssueTime', [new Date(session.issuedAt).toISOString()]],
    ['aws:MultiFactorAuthPresent', ['false']],
    ...tagEntries(new Map([...session.role.tags, ...session.tags])),
    ...session.federation,
  ];
}

function tagEntries(tags: ReadonlyMap<string, string>): readonly Entry[] {
  return [...tags].map(([key, value]) => [`aws:PrincipalTag/${key}`, [value]]);
}

export function isSession(principal: Principal): principal is SessionPrincipal {
  return principal.kind === 'session';
}

export function isUser(principal: Principal): principal is UserPrincipal {
  return principal.kind === 'user';
}
