import * as v from 'valibot';
import { parseDocument } from 'yaml';
import { ActionFailure } from '../action/errors.ts';
import { findContradictions, type Target, targetSchema } from './target.ts';
import { type DocumentProblem, describeIssues } from './target-problems.ts';

/** One source of a target, or of a part of one. */
export interface TargetLayer {
  /** For errors: `parameter /platform/shop/production/web`, `input "target"`. */
  readonly origin: string;
  readonly document: unknown;
}

/**
 * The target that the layers make together: objects are merged, and of everything else the later layer's value counts
 * (inputs last, over platform.yml, over the target document).
 * @throws ActionFailure with every problem: its place in the document, the layer it comes from, what is allowed
 */
export function assembleTarget(layers: readonly TargetLayer[]): Target {
  const document = layers.reduce<unknown>((merged, layer) => merge(merged, layer.document), {});
  const result = v.safeParse(targetSchema, document);
  if (!result.success) throw refuse(describeIssues(targetSchema, result.issues), layers);
  const contradictions = findContradictions(result.output);
  if (contradictions.length > 0) {
    throw refuse(
      contradictions.map(({ path, problem }) => ({ path: path.split('.'), problem: `${problem}.` })),
      layers,
    );
  }
  return result.output;
}

/**
 * Reads a JSON or YAML text as a layer.
 * @throws ActionFailure when it is neither
 */
export function parseTargetLayer(text: string, origin: string): TargetLayer {
  // Every JSON document is a YAML document too.
  const parsed = parseDocument(text);
  const [error] = parsed.errors;
  if (error) {
    throw new ActionFailure({
      cause: `The deployment target in ${origin} is neither JSON nor YAML: ${error.message.split('\n')[0]}`,
    });
  }
  return { origin, document: parsed.toJS() };
}

type Fields = Readonly<Record<string, unknown>>;

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isObject(base) || !isObject(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  const merged = [...keys].map((key) => [key, merge(base[key], over[key])] as const);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(problems: readonly DocumentProblem[], layers: readonly TargetLayer[]): ActionFailure {
  const [cause = '', ...others] = problems.map(
    ({ path, problem }) =>
      `The deployment target in ${originOf(path, layers)} is wrong: ${path.join('.') || 'it'} ${problem}`,
  );
  return new ActionFailure({
    cause,
    advice: 'Correct it there; schemas/target.schema.json describes a target, and editors check against it.',
    ...(others.length > 0 && { detail: others.join('\n') }),
  });
}

/** The last layer that says anything at the path; all of them when none does. */
function originOf(path: readonly string[], layers: readonly TargetLayer[]): string {
  const teller = layers.findLast(({ document }) => valueAt(document, path) !== undefined);
  return teller?.origin ?? layers.map(({ origin }) => origin).join(' and ');
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isObject(value) ? value[key] : undefined;
  }, document);
}
