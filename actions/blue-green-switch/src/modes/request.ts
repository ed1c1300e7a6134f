import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../../../../lib/action/errors.ts';
import { type Inputs, inputs as specs } from '../inputs.ts';
import type { Mode } from './mode.ts';

/** What a run is asked to do: inputs that fit together. */
export type Request =
  | {
      readonly mode: 'release';
      readonly inputs: Inputs & { readonly image: string };
      /** Below which name of Parameter Store it is recorded; undefined for `record: none`. */
      readonly record: string | undefined;
    }
  | { readonly mode: 'rollback'; readonly inputs: Inputs; readonly record: string | undefined }
  | { readonly mode: 'recover'; readonly inputs: Inputs; readonly record: string }
  | { readonly mode: 'status'; readonly record: string | undefined };

type InputName = keyof typeof specs;

/** Inputs that act in some modes alone. */
const ONLY_IN: Readonly<Partial<Record<InputName, readonly Mode[]>>> = {
  image: ['release'],
  to: ['rollback'],
  'accept-schema-risk': ['rollback'],
  'desired-count': ['release', 'rollback'],
  required: ['release', 'rollback'],
  steps: ['release'],
  hold: ['release', 'rollback', 'recover'],
  bake: ['release', 'rollback', 'recover'],
  'standby-count': ['release', 'rollback'],
  'healthy-timeout': ['release', 'rollback', 'recover'],
  'probe-url': ['release', 'rollback', 'recover'],
  'probe-interval': ['release', 'rollback', 'recover'],
  'probe-failures': ['release', 'rollback', 'recover'],
  alarms: ['release'],
  'on-no-data': ['release'],
  'dry-run': ['release', 'rollback', 'recover'],
};

/**
 * Sees that the inputs suit the mode.
 * @throws InputError with every input that is missing, or that would be ignored
 */
export function toRequest(inputs: Inputs): Request {
  const { mode, image } = inputs;
  const record = recordOf(inputs);
  const problems = [...idleInputs(inputs), ...missingInputs(inputs, record)];
  const [cause, ...others] = problems;
  if (cause !== undefined) {
    throw new InputError({
      cause,
      advice: 'Correct the "with:" of this step.',
      ...(others.length > 0 && { detail: others.join('\n') }),
    });
  }
  if (mode === 'status') return { mode, record };
  if (mode === 'recover') return { mode, inputs, record: record ?? '' };
  if (mode === 'rollback') return { mode, inputs, record };
  return { mode, inputs: { ...inputs, image: image ?? '' }, record };
}

function missingInputs(
  { mode, image, dryRun, to, record: given }: Inputs,
  record: string | undefined,
): string[] {
  const { allowed } = specs.record;
  const problems: string[] = [];
  if (mode === 'release' && image === undefined) {
    problems.push(
      `Input "image" is required in mode "release" and is not given. Allowed: ${specs.image.allowed}.`,
    );
  }
  const isSwitch = mode === 'release' || mode === 'rollback';
  if (isSwitch && !dryRun && record === undefined && given !== NONE) {
    problems.push(`Input "record" is required when "target" is a document. Allowed: ${allowed}, or ${NONE}.`);
  }
  if (mode === 'recover' && record === undefined) {
    problems.push(`Input "record" is required in mode "recover". Allowed: ${allowed}.`);
  }
  if (mode === 'rollback' && given === NONE && (to.kind === 'previous' || to.kind === 'release')) {
    problems.push('Without a record, "to" has to name an image with its digest or a task definition.');
  }
  return problems;
}

/** Keeps no record. */
const NONE = 'none';

function recordOf({ record, target }: Inputs): string | undefined {
  if (record === NONE) return undefined;
  return record ?? (target.startsWith('/') ? target : undefined);
}

/** An input that would be ignored is most likely a mistake about the mode. */
function idleInputs(inputs: Inputs): string[] {
  const { mode } = inputs;
  const given: Readonly<Record<string, unknown>> = inputs;
  return Object.entries(ONLY_IN).flatMap(([name, modes]) => {
    const value = given[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    const isDefault = isDeepStrictEqual(value, specs[name as InputName].read(''));
    if (modes.includes(mode) || isDefault) return [];
    return [`Input "${name}" does nothing in mode "${mode}". Leave it out, or use mode ${modes.join(', ')}.`];
  });
}
