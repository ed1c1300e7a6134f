import { createHash } from 'node:crypto';
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { PerSlot } from '../target.ts';
import type { Rule } from './rules.ts';
import { findForward, tuplesOf } from './weights.ts';

/** Of the digest, in hexadecimal digits: enough to tell any two apart. */
const DIGITS = 32;

/**
 * A hash of everything in a rule that `forwardingOf` does not tell of the pair: priority, conditions, transforms, other
 * actions such as authentication, and the other groups of the forward. The same rule gives the same hash however AWS puts
 * it, and whatever the weights are.
 */
export function hashRest(rule: Rule, pair: PerSlot<string>): string {
  const { priority, conditions, transforms, actions } = rule;
  const forward = findForward(actions, pair);
  const kept = actions.map((action) => (action === forward ? restOfForward(action, pair) : restOf(action)));
  const text = JSON.stringify(canonical({ priority, conditions, transforms, actions: kept }));
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}

/** Actions are compared in their order, whose numbers AWS may give or not. The client secret is never told. */
function restOf({ Order: _order, AuthenticateOidcConfig, ...action }: Action): object {
  if (!AuthenticateOidcConfig) return action;
  const { ClientSecret: _secret, UseExistingClientSecret: _existing, ...login } = AuthenticateOidcConfig;
  return { ...action, AuthenticateOidcConfig: login };
}

function restOfForward(action: Action, pair: PerSlot<string>): object {
  const others = tuplesOf(action)
    .filter(({ TargetGroupArn: arn }) => arn !== pair.blue && arn !== pair.green)
    .sort((a, b) => (a.TargetGroupArn < b.TargetGroupArn ? -1 : 1));
  return { Type: action.Type, others };
}

/** The same in an order of its own, without what is empty: AWS shows some members as empty, or not at all. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([name, member]) => [name, canonical(member)] as const)
    .filter(([, member]) => !isEmpty(member))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
