import { type Context, meetsCondition } from './condition.ts';
import type { Patterns, PolicyDocument, Statement } from './document.ts';
import { fillVariables } from './variables.ts';
import { matchesAction, matchesResource } from './wildcard.ts';

/** One thing that somebody wants to do. */
export interface AccessRequest {
  /** `ecs:UpdateService` */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resources. */
  readonly resource: string;
  readonly context: Context;
}

/** The policies that decide together. What is undefined does not exist and hinders nothing. */
export interface PolicySet {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument | undefined;
  readonly session?: readonly PolicyDocument[] | undefined;
}

export type PolicyType = 'identity-based policy' | 'permissions boundary' | 'session policy';

/** Why not: a policy that denies, or one kind of policy that does not allow. */
export interface Refusal {
  readonly explicit: boolean;
  readonly by: PolicyType;
}

/** An explicit deny outweighs everything; then each kind of policy that there is has to allow. */
export function evaluate(request: AccessRequest, policies: PolicySet): Refusal | undefined {
  const kinds: readonly (readonly [PolicyType, readonly PolicyDocument[] | undefined])[] = [
    ['identity-based policy', policies.identity],
    ['permissions boundary', policies.boundary && [policies.boundary]],
    ['session policy', policies.session],
  ];
  const denying = kinds.find(([, documents]) =>
    documents?.some((document) => says('Deny', document, request)),
  );
  if (denying) return { explicit: true, by: denying[0] };
  const silent = kinds.find(
    ([, documents]) => documents && !documents.some((document) => says('Allow', document, request)),
  );
  return silent && { explicit: false, by: silent[0] };
}

function says(effect: Statement['effect'], document: PolicyDocument, request: AccessRequest): boolean {
  return document.statements.some(
    (statement) => statement.effect === effect && applies(statement, document, request),
  );
}

/** Whether a statement speaks of the request; of who asks it knows nothing. */
export function applies(
  { action, resource, conditions }: Statement,
  { version }: Pick<PolicyDocument, 'version'>,
  request: AccessRequest,
): boolean {
  const fill = (text: string) => (version === '2012-10-17' ? fillVariables(text, request.context) : text);
  return (
    matchesPatterns(action, (pattern) => matchesAction(request.action, pattern)) &&
    (resource === undefined ||
      matchesPatterns(resource, (pattern) => matchesFilled(request.resource, fill(pattern)))) &&
    conditions.every((condition) => meetsCondition(condition, request.context, fill))
  );
}

function matchesPatterns({ inverted, patterns }: Patterns, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== inverted;
}

function matchesFilled(resource: string, pattern: string | undefined): boolean {
  return pattern !== undefined && matchesResource(resource, pattern);
}
