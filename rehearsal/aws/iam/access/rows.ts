import type { Place, Row } from './need.ts';
import { requestTags } from './tags.ts';

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
