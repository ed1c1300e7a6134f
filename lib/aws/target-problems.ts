import * as v from 'valibot';
import { nearest } from '../action/nearest.ts';

/** One thing wrong with a document: where, and the rest of the sentence that begins with the place. */
export interface DocumentProblem {
  readonly path: readonly string[];
  readonly problem: string;
}

/** Turns what valibot found into sentences: the value, what is allowed, the key that was meant. */
export function describeIssues(
  schema: v.GenericSchema,
  issues: readonly v.BaseIssue<unknown>[],
): DocumentProblem[] {
  return issues.map((issue) => describeIssue(schema, issue));
}

function describeIssue(schema: v.GenericSchema, issue: v.BaseIssue<unknown>): DocumentProblem {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const owner = path.slice(0, -1);
  const key = path.at(-1) ?? '';
  if (isUnknownKey(issue)) return { path, problem: describeUnknownKey(key, keysAt(schema, owner)) };
  if (isMissingKey(issue)) {
    return { path, problem: `is missing. It is ${descriptionAt(schema, path) ?? 'required'}.` };
  }
  return { path, problem: `is ${show(issue.input)}. Allowed: ${issue.message}.` };
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function isMissingKey(issue: v.BaseIssue<unknown>): boolean {
  return (
    issue.type === 'strict_object' && issue.input === undefined && issue.expected?.startsWith('"') === true
  );
}

function describeUnknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const question = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return `is not known.${question} Allowed: ${known.join(', ')}.`;
}

const LONGEST_SHOWN = 120;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
}

/** The keys that the object at a path may have. */
function keysAt(schema: v.GenericSchema, path: readonly string[]): string[] {
  return Object.keys(entriesOf(schemaAt(schema, path)) ?? {});
}

function descriptionAt(schema: v.GenericSchema, path: readonly string[]): string | undefined {
  const found = schemaAt(schema, path);
  const description = found && v.getDescription(found as Parameters<typeof v.getDescription>[0]);
  return description && description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '');
}

function schemaAt(schema: v.GenericSchema, path: readonly string[]): v.GenericSchema | undefined {
  return path.reduce<v.GenericSchema | undefined>((found, key) => found && entriesOf(found)?.[key], schema);
}

type Entries = Readonly<Record<string, v.GenericSchema>>;

/** The members of an object's schema, behind what wraps it: `optional` and the like. */
function entriesOf(schema: v.GenericSchema | undefined): Entries | undefined {
  const shape = schema as { entries?: Entries; wrapped?: v.GenericSchema } | undefined;
  return shape?.entries ?? (shape?.wrapped ? entriesOf(shape.wrapped) : undefined);
}
