import { AwsError } from '../kernel/errors.ts';
import type { Context } from './policy/condition.ts';
import { type PolicyDocument, type Principals, parsePolicy, type Statement } from './policy/document.ts';
import { applies } from './policy/evaluate.ts';
import type { IamSettings } from './settings.ts';

const GITHUB = 'token.actions.githubusercontent.com';

/**
 * Reads a trust policy.
 * @throws AwsError MalformedPolicyDocument; also for one that would let every repository of GitHub in
 */
export function parseTrust(
  text: string,
  { requiresSubject }: Pick<IamSettings, 'requiresSubject'>,
): PolicyDocument {
  const document = parsePolicy(text, 'trust');
  if (requiresSubject && document.statements.some(trustsAllOfGithub)) {
    throw new AwsError(
      'MalformedPolicyDocument',
      `Trust policies for the identity provider ${GITHUB} must evaluate one of the following conditions with a restrictive value: ${GITHUB}:sub, ${GITHUB}:job_workflow_ref`,
      400,
    );
  }
  return document;
}

function trustsAllOfGithub({ effect, principal, conditions }: Statement): boolean {
  const isGithub = principal?.values.Federated?.some((arn) => arn.endsWith(`:oidc-provider/${GITHUB}`));
  if (effect === 'Deny' || !isGithub) return false;
  const isRestricted = conditions.some(
    ({ operator, key, values }) =>
      /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/.test(operator) &&
      [`${GITHUB}:sub`, `${GITHUB}:job_workflow_ref`].includes(key) &&
      values.every((value) => !/^[*?]*$/.test(value)),
  );
  return !isRestricted;
}

/** Somebody who wants to assume a role, as trust policies name him. */
export interface Candidate {
  readonly kind: 'AWS' | 'Federated' | 'Service';
  /** Every name that means him: `*` aside, a session's own ARN, its role's, its account's. */
  readonly names: readonly string[];
}

/** How a trust policy lets somebody in: by a name of his own, or through his whole account, or not. */
export type Trust = 'directly' | 'by account' | undefined;

/** An explicit deny outweighs; else the nearest name that is allowed counts. */
export function trustOf(
  document: PolicyDocument,
  candidate: Candidate,
  request: { readonly action: string; readonly resource: string; readonly context: Context },
): Trust {
  const speaking = document.statements.filter((statement) => applies(statement, document, request));
  const named = speaking.map(({ effect, principal }) => ({ effect, how: nameIn(principal, candidate) }));
  if (named.some(({ effect, how }) => effect === 'Deny' && how !== undefined)) return undefined;
  const allowed = named.filter(({ effect }) => effect === 'Allow').map(({ how }) => how);
  return allowed.find((how) => how === 'directly') ?? allowed.find((how) => how !== undefined);
}

function nameIn(principals: Principals | undefined, { kind, names }: Candidate): Trust {
  const values = principals?.values[kind] ?? [];
  const found = values.flatMap((value): Trust[] => {
    if (value === '*') return ['by account'];
    if (/^\d{12}$|^arn:aws:iam::\d{12}:root$/.test(value))
      return names.includes(accountOf(value)) ? ['by account'] : [];
    return names.includes(value) ? ['directly'] : [];
  });
  const how = found.find((each) => each === 'directly') ?? found[0];
  if (!principals?.inverted) return how;
  return how === undefined ? 'by account' : undefined;
}

function accountOf(value: string): string {
  return /\d{12}/.exec(value)?.[0] ?? '';
}
