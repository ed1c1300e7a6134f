import { AwsError } from '../../kernel/errors.ts';
import { type Condition, readConditions } from './condition.ts';

/** A policy as it is evaluated. */
export interface PolicyDocument {
  /** As it was sent. */
  readonly text: string;
  /** Policy variables mean something in 2012-10-17 alone. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly action: Patterns;
  /** Absent in trust policies, which stand at the resource. */
  readonly resource?: Patterns;
  /** Present in trust policies alone. */
  readonly principal?: Principals;
  readonly conditions: readonly Condition[];
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Patterns {
  /** True for the `Not…` form, which means everything but these. */
  readonly inverted: boolean;
  readonly patterns: readonly string[];
}

/** By kind: `AWS`, `Federated`, `Service`; `*` alone is everybody. */
export interface Principals {
  readonly inverted: boolean;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

export type PolicyKind = 'identity' | 'trust';

/**
 * Reads a policy.
 * @throws AwsError MalformedPolicyDocument, in the words of IAM
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument {
  const document = requireObject(parseJson(text), 'Syntax errors in policy.');
  refuseUnknown(document, ['Version', 'Id', 'Statement']);
  const version = document.Version ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17') throw malformed('Syntax errors in policy.');
  const listed = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (document.Statement === undefined || listed.length === 0) throw malformed('Syntax errors in policy.');
  const statements = listed.map((statement) => readStatement(statement, kind));
  const sids = listed.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  if (new Set(sids).size < sids.length)
    throw malformed('Statement IDs (SID) in a single policy must be unique.');
  return { text, version, statements };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
}

const MEMBERS = [
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource'],
  'Condition',
];

function readStatement(value: unknown, kind: PolicyKind): Statement {
  const given = requireObject(value, 'Syntax errors in policy.');
  refuseUnknown(given, MEMBERS);
  if (given.Effect !== 'Allow' && given.Effect !== 'Deny') throw malformed('Syntax errors in policy.');
  if (given.Sid !== undefined && !/^[A-Za-z0-9]*$/.test(String(given.Sid))) {
    throw malformed(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    );
  }
  const action = readPatterns(given, 'Action');
  if (!action) throw malformed('Policy statement must contain actions.');
  checkActions(action.patterns, kind);
  const statement = { effect: given.Effect, action, conditions: readConditions(given.Condition) } as const;
  return kind === 'trust' ? { ...statement, ...readTrust(given) } : { ...statement, ...readTarget(given) };
}

function readTrust(given: Given): { readonly principal: Principals } {
  if (given.Resource !== undefined || given.NotResource !== undefined) {
    throw malformed('Has prohibited field Resource');
  }
  const principal = readPrincipals(given, 'Principal') ?? readPrincipals(given, 'NotPrincipal');
  if (!principal) throw malformed('Missing required field Principal');
  return { principal };
}

function readTarget(given: Given): { readonly resource: Patterns } {
  if (given.Principal !== undefined || given.NotPrincipal !== undefined) {
    throw malformed('Policy document should not specify a principal.');
  }
  const resource = readPatterns(given, 'Resource');
  if (!resource) throw malformed('Policy statement must contain resources.');
  for (const pattern of resource.patterns) checkResource(pattern);
  return { resource };
}

function checkActions(patterns: readonly string[], kind: PolicyKind): void {
  for (const pattern of patterns) {
    if (pattern === '*') continue;
    if (!/^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(pattern)) {
      throw malformed(
        pattern.includes(':')
          ? `The policy failed legacy parsing`
          : 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
      );
    }
    if (kind === 'trust' && !pattern.startsWith('sts:')) {
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
    }
  }
}

function checkResource(pattern: string): void {
  if (pattern === '*') return;
  const [prefix, partition = '', service = ''] = pattern.split(':');
  if (prefix !== 'arn' && !pattern.startsWith('*')) {
    throw malformed(`Resource ${pattern} must be in ARN format or "*".`);
  }
  if (prefix === 'arn' && (pattern.split(':').length < 6 || partition === '' || service === '')) {
    if (!pattern.includes('*')) throw malformed(`Resource ${pattern} must be in ARN format or "*".`);
  }
}

type Given = Readonly<Record<string, unknown>>;

function readPatterns(given: Given, name: 'Action' | 'Resource'): Patterns | undefined {
  const [straight, inverted] = [given[name], given[`Not${name}`]];
  if (straight !== undefined && inverted !== undefined) throw malformed('Syntax errors in policy.');
  const value = straight ?? inverted;
  if (value === undefined) return undefined;
  return { inverted: straight === undefined, patterns: readTexts(value) };
}

function readPrincipals(given: Given, name: 'Principal' | 'NotPrincipal'): Principals | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  const inverted = name === 'NotPrincipal';
  if (value === '*') return { inverted, values: { AWS: ['*'] } };
  const kinds = requireObject(value, 'Invalid principal in policy.');
  const values = Object.entries(kinds).map(([kind, texts]) => {
    if (!['AWS', 'Federated', 'Service', 'CanonicalUser'].includes(kind)) {
      throw malformed(`Invalid principal in policy: "${kind}"`);
    }
    return [kind, readTexts(texts)] as const;
  });
  return { inverted, values: Object.fromEntries(values) };
}

function readTexts(value: unknown): string[] {
  const texts = Array.isArray(value) ? value : [value];
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string'))
    throw malformed('Syntax errors in policy.');
  return texts;
}

function requireObject(value: unknown, message: string): Given {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw malformed(message);
}

function refuseUnknown(given: Given, allowed: readonly string[]): void {
  if (Object.keys(given).some((name) => !allowed.includes(name))) throw malformed('Syntax errors in policy.');
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message, 400);
}
