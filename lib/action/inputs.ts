import { InputError } from './errors.ts';
import { type InputSpec, MissingValue, UnusableValue } from './inputs/spec.ts';
import { nearest } from './nearest.ts';

/** An action's inputs by their names in action.yml. */
export type InputSpecs = Readonly<Record<string, InputSpec<unknown>>>;

/** What {@link readInputs} gives: `build-args` becomes `buildArgs`. */
export type InputsOf<Specs extends InputSpecs> = {
  readonly [Name in keyof Specs & string as CamelCase<Name>]: ReturnType<Specs[Name]['read']>;
};

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** Environment variables as Node gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** States the inputs of an action once; types, errors and the drift test follow from it. */
export function defineInputs<const Specs extends InputSpecs>(specs: Specs): Specs {
  return specs;
}

/**
 * The only reader of `INPUT_*`.
 * @throws InputError with every wrong input: the first is the cause, the others stand in the detail
 */
export function readInputs<const Specs extends InputSpecs>(specs: Specs, env: Environment): InputsOf<Specs> {
  const problems = unknownInputs(Object.keys(specs), env);
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const given = rawInput(name, env);
    try {
      values[toCamelCase(name)] = spec.read(given);
    } catch (error) {
      problems.push(describeProblem(name, spec, given, error));
    }
  }
  const [cause, ...others] = problems;
  if (cause === undefined) return values as InputsOf<Specs>;
  throw new InputError({
    cause,
    advice: 'Correct the "with:" of this step.',
    ...(others.length > 0 && { detail: others.join('\n') }),
  });
}

/** The text of an input as the step gives it, without white space around it; empty when it gives none. */
export function rawInput(name: string, env: Environment): string {
  return (env[environmentName(name)] ?? '').trim();
}

/** The runner upper-cases a name and replaces spaces; hyphens stay. */
function environmentName(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

function toCamelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The runner only warns about an input that action.yml does not know, and hands it over all the same. */
function unknownInputs(names: readonly string[], env: Environment): string[] {
  const known = new Set(names.map(environmentName));
  return Object.keys(env)
    .filter((key) => key.startsWith('INPUT_') && !known.has(key))
    .map((key) => key.slice('INPUT_'.length).toLowerCase())
    .map(
      (name) =>
        `Input ${quote(name)} is not known.${didYouMean(nearest(name, names))} Allowed: ${names.join(', ')}.`,
    );
}

function describeProblem(name: string, spec: InputSpec<unknown>, given: string, error: unknown): string {
  if (error instanceof MissingValue)
    return `Input ${quote(name)} is required and is not given. Allowed: ${spec.allowed}.`;
  if (!(error instanceof UnusableValue)) throw error;
  const shown = spec.secret ? 'a secret' : quote(given);
  return `Input ${quote(name)} is ${shown}, which ${error.message}. Allowed: ${spec.allowed}.${didYouMean(error.nearest)}`;
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean ${quote(suggestion)}?`;
}

const LONGEST_SHOWN = 120;

/** As JSON, so that a line break or a quote in a value cannot change the sentence around it. */
function quote(value: string): string {
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}...` : value);
}
