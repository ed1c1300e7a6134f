import type { Call } from '../../kernel/call.ts';

export type Place = Pick<Call, 'account' | 'region'>;

/** One action that a call needs to be allowed, on each of the resources. */
export interface Need {
  /** The operation's own name when not given. */
  readonly action?: string;
  /** ARNs, or `*` alone where the action knows no resources. */
  readonly resources: readonly string[];
  /** Condition keys of this action; what is undefined the call does not have. */
  readonly context?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** The denial, where the service has words of its own for it. */
  readonly denial?: string;
}

/** What the input alone does not tell, asked of the services' own state. */
export interface Lookup {
  /** Roles of a task definition that is given by family, revision or ARN. */
  taskDefinition(reference: string, place: Place): Promise<TaskRoles | undefined>;
  /** The whole ARN of a secret that is given by name or by a part of its ARN. */
  secretArn(id: string, place: Place): Promise<string | undefined>;
  /** The ARN of a role or user of this account, path included. */
  identityArn(kind: 'role' | 'user', name: string, place: Place): string | undefined;
  tagsOf(arn: string, place: Place): Promise<ReadonlyMap<string, string>>;
  /** Where it is not known for certain whether ECS looks for iam:PassRole at services. */
  readonly passRoleAtServices: boolean;
}

export interface TaskRoles {
  readonly taskRoleArn?: string | undefined;
  readonly executionRoleArn?: string | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: each operation has its own input type, fixed by its name
type Input = any;

/** What one operation needs. It is asked before the input has been judged, so nothing in it can be relied on. */
export type Row = (
  input: Input,
  place: Place,
  lookup: Lookup,
) => Need | readonly Need[] | Promise<readonly Need[]>;

/** A service's operations, by the name AWS gives them. */
export interface AccessTable {
  /** First half of its actions: `ecs`. */
  readonly prefix: string;
  /** False where AWS's denials leave out a resource that is `*`. */
  readonly namesAnyResource?: boolean;
  readonly rows: Readonly<Record<string, Row>>;
}

/** For actions without resource-level permissions. */
export const anyResource: Row = () => ({ resources: ['*'] });

/** For actions on what a member names by its ARN, or on all of them; tags that come or go with it count. */
export function byArn(member: string): Row {
  return (input) => ({ resources: [input[member]].flat().map(text), context: requestTags(input) });
}

/** @param operations names with spaces between them */
export function rowsFor(row: Row, ...operations: readonly string[]): Readonly<Record<string, Row>> {
  return Object.fromEntries(operations.flatMap((names) => names.split(' ')).map((name) => [name, row]));
}

/** `arn:aws:ecs:eu-west-1:123456789012:` and a resource. */
export function arnAt({ account, region }: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}

/** A name as callers give it, or nothing that matches but `*`. */
export function text(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : '*';
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

/** `aws:RequestTag/…` and `aws:TagKeys` of a call that sets or removes tags; absent without tags. */
export function requestTags({ Tags, tags, TagKeys, tagKeys }: Input): NonNullable<Need['context']> {
  const entries = readTags(Tags ?? tags);
  const keys = [...entries.map(([key]) => key), ...texts(TagKeys ?? tagKeys)];
  if (keys.length === 0) return {};
  return {
    ...Object.fromEntries(entries.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': keys,
  };
}

/** Tags that come with a creation need the right to tag as well: one more need, or none. */
export function tagging(input: Input, need: Need & { readonly action: string }): readonly Need[] {
  const context = requestTags(input);
  return 'aws:TagKeys' in context ? [{ ...need, context: { ...need.context, ...context } }] : [];
}

/** Tags in any of the forms that services take: lists of `{Key, Value}` or `{key, value}`, or one object. */
export function readTags(tags: unknown): [string, string][] {
  if (typeof tags !== 'object' || tags === null) return [];
  if (!Array.isArray(tags)) return Object.entries(tags).map(([key, value]) => [key, String(value)]);
  return tags
    .filter((tag) => typeof tag === 'object' && tag !== null)
    .map((tag) => [String(tag.Key ?? tag.key ?? ''), String(tag.Value ?? tag.value ?? '')]);
}
