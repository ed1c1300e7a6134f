import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../../../../lib/action/errors.ts';
import { type Inputs, inputs as specs } from '../inputs.ts';
import { MODES, type Mode } from './mode.ts';

/** What a run is asked to do: inputs that fit together. */
export type Request =
  | {
      readonly mode: 'release' | 'prepare' | 'bootstrap';
      readonly inputs: Inputs & { readonly image: string };
      /** Below which name of Parameter Store it is recorded; undefined for `record: none`. */
      readonly record: string | undefined;
    }
  | { readonly mode: 'rollback'; readonly inputs: Inputs; readonly record: string | undefined }
  | { readonly mode: 'shift' | 'finish' | 'recover'; readonly inputs: Inputs; readonly record: string }
  | { readonly mode: 'status'; readonly record: string | undefined };

type InputName = keyof typeof specs;

const NEW_VERSION = ['release', 'prepare', 'bootstrap'] as const;

const SHIFTS = ['release', 'shift', 'bootstrap', 'rollback', 'recover'] as const;

/** Inputs that act in some modes alone. */
const ONLY_IN: Readonly<Partial<Record<InputName, readonly Mode[]>>> = {
  image: NEW_VERSION,
  to: ['rollback'],
  'accept-schema-risk': ['rollback'],
  'desired-count': [...NEW_VERSION, 'rollback'],
  required: [...NEW_VERSION, 'rollback'],
  steps: ['release', 'shift', 'bootstrap'],
  'keep-for': ['prepare', 'shift'],
  'on-interrupted': ['release', 'shift', 'bootstrap', 'recover'],
  hold: [...SHIFTS, 'prepare', 'finish'],
  bake: SHIFTS,
  'standby-count': ['release', 'finish', 'bootstrap', 'rollback'],
  sticky: ['release', 'prepare', 'bootstrap', 'rollback'],
  'sticky-timeout': ['release', 'finish', 'bootstrap', 'rollback', 'recover'],
  'healthy-timeout': ['prepare', ...SHIFTS],
  'probe-url': SHIFTS,
  'test-url': [...NEW_VERSION, 'shift', 'recover'],
  'test-headers': [...NEW_VERSION, 'shift', 'recover'],
  'probe-interval': [...SHIFTS, 'prepare'],
  'probe-failures': [...SHIFTS, 'prepare'],
  'probe-budget': [...SHIFTS, 'prepare'],
  'expect-version': [...NEW_VERSION, 'rollback'],
  alarms: ['release', 'shift', 'bootstrap', 'recover'],
  'on-no-data': ['release', 'shift', 'bootstrap', 'recover'],
  'dry-run': [...SHIFTS, 'prepare', 'finish'],
};

/** Modes that work with what an earlier run has recorded. */
const NEED_RECORD: readonly Mode[] = ['prepare', 'shift', 'finish', 'recover'];

/**
 * Sees that the inputs suit the mode.
 * @throws InputError with every input that is missing, or that would be ignored
 */
export function toRequest(inputs: Inputs): Request {
  const { mode, image } = inputs;
  const record = recordOf(inputs);
  const idle = [...idleInputs(inputs), ...idleAlarms(inputs), ...idleProbing(inputs)];
  const problems = [...idle, ...missingInputs(inputs, record)];
  const [cause, ...others] = problems;
  if (cause !== undefined) {
    throw new InputError({
      cause,
      advice: 'Correct the "with:" of this step.',
      ...(others.length > 0 && { detail: others.join('\n') }),
    });
  }
  if (mode === 'status') return { mode, record };
  if (mode === 'rollback') return { mode, inputs, record };
  if (isNewVersion(mode)) {
    return { mode, inputs: { ...inputs, image: image ?? '' }, record };
  }
  return { mode, inputs, record: record ?? '' };
}

function missingInputs(
  { mode, image, dryRun, to, sticky, record: given }: Inputs,
  record: string | undefined,
): string[] {
  const { allowed } = specs.record;
  const problems: string[] = [];
  if (isNewVersion(mode) && image === undefined) {
    problems.push(
      `Input "image" is required in mode "${mode}" and is not given. Allowed: ${specs.image.allowed}.`,
    );
  }
  const mayDoWithout = mode === 'release' || mode === 'bootstrap' || mode === 'rollback';
  if (mayDoWithout && !dryRun && record === undefined && given !== NONE) {
    problems.push(`Input "record" is required when "target" is a document. Allowed: ${allowed}, or ${NONE}.`);
  }
  if (NEED_RECORD.includes(mode) && record === undefined) {
    problems.push(`Input "record" is required in mode "${mode}". Allowed: ${allowed}.`);
  }
  if (given === NONE && sticky !== 'refuse') {
    problems.push(
      `Without a record, "sticky" cannot be ${sticky}: nothing would know what to put back after a lost run.`,
    );
  }
  if (mode === 'rollback' && sticky === 'wait') {
    problems.push(
      'Input "sticky" cannot be wait in mode "rollback": it would keep clients on the version that is left. Use detach.',
    );
  }
  if (mode === 'rollback' && given === NONE && (to.kind === 'previous' || to.kind === 'release')) {
    problems.push('Without a record, "to" has to name an image with its digest or a task definition.');
  }
  return problems;
}

function isNewVersion(mode: Mode): mode is (typeof NEW_VERSION)[number] {
  return NEW_VERSION.some((candidate) => candidate === mode);
}

/** Keeps no record. */
const NONE = 'none';

function recordOf({ record, target }: Inputs): string | undefined {
  if (record === NONE) return undefined;
  return record ?? (target.startsWith('/') ? target : undefined);
}

/** A recovery looks at alarms only when it goes on with a release. */
function idleAlarms({ mode, onInterrupted, alarms }: Inputs): string[] {
  const isGiven = alarms.names.length + alarms.tags.length > 0;
  if (mode !== 'recover' || onInterrupted === 'resume' || !isGiven) return [];
  return ['Input "alarms" does nothing in mode "recover" with "on-interrupted: revert". Leave it out.'];
}

/** What mode `prepare` is told of the version is checked by mode `shift`. */
function idleProbing(inputs: Inputs): string[] {
  const { mode, onInterrupted, expectVersion, probeUrl, testUrl, testHeaders } = inputs;
  const idle: string[] = [];
  if (testHeaders.size > 0 && testUrl === undefined) {
    idle.push('Input "test-headers" does nothing without "test-url". Leave it out, or give that too.');
  }
  if (testUrl !== undefined && mode === 'recover' && onInterrupted !== 'resume') {
    idle.push('Input "test-url" does nothing in mode "recover" with "on-interrupted: revert". Leave it out.');
  }
  const isProbed = probeUrl !== undefined || testUrl !== undefined || mode === 'prepare';
  if (expectVersion !== undefined && !isProbed) {
    idle.push(
      'Input "expect-version" does nothing without "probe-url" or "test-url". Leave it out, or give one.',
    );
  }
  return idle;
}

/** An input that would be ignored is most likely a mistake about the mode. */
function idleInputs(inputs: Inputs): string[] {
  const { mode } = inputs;
  const given: Readonly<Record<string, unknown>> = inputs;
  return Object.entries(ONLY_IN).flatMap(([name, modes]) => {
    const value = given[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    const isDefault = isDeepStrictEqual(value, specs[name as InputName].read(''));
    if (modes.includes(mode) || isDefault) return [];
    const useful = MODES.filter((candidate) => modes.includes(candidate)).join(', ');
    return [`Input "${name}" does nothing in mode "${mode}". Leave it out, or use mode ${useful}.`];
  });
}
