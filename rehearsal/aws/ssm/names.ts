import type { Call } from '../kernel/call.ts';
import { AwsError, notImplemented } from '../kernel/errors.ts';

/** @throws AwsError in Parameter Store's words when no parameter may have the name */
export function checkName(name: string): void {
  const isPath = name.lastIndexOf('/') > 0;
  if (/^\/aws/i.test(name) && isPath) {
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  }
  if (/^\/?(aws|ssm)/i.test(name) && !isPath) {
    throw new AwsError(
      'ValidationException',
      'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).',
    );
  }
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name) || /^\/?ssm|\/\/|\/$/i.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of ' +
        'sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (isPath && !name.startsWith('/')) {
    throw new AwsError('ValidationException', 'Parameter name must be a fully qualified name.');
  }
  if (name.length > LENGTH) {
    throw new AwsError('ValidationException', `Parameter name: can't be longer than ${LENGTH} characters.`);
  }
  if (name.split('/').length - 1 > LEVELS) {
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${LEVELS} levels.`,
    );
  }
}

/** Most characters of a full name; the model's limit leaves room for what AWS adds. */
const LENGTH = 1011;

/** Most levels of a name, the parameter's own among them. */
const LEVELS = 15;

/** `web` and `/web` are one parameter; deeper names are what they are. */
export function keyOf(name: string): string {
  return name.startsWith('/') ? name : `/${name}`;
}

/** Tells whether the parameter lies below the path, directly or at any depth. */
export function isUnder(name: string, path: string, recursive: boolean): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const key = keyOf(name);
  if (!key.startsWith(prefix)) return false;
  return recursive || !key.slice(prefix.length).includes('/');
}

/** A parameter as a read names it: `name`, `name:3` or `name:label`. */
export interface Selector {
  readonly name: string;
  /** Version or label. */
  readonly choice?: string;
}

type Place = Pick<Call, 'account' | 'region'>;

/**
 * Reads a name or an ARN, with or without version or label.
 * @returns undefined when nothing can be called so
 * @throws AwsError NotImplemented for an ARN of another account or region
 */
export function parseSelector(text: string, place: Place): Selector | undefined {
  const arn = /^arn:[^:]+:ssm:([^:]*):(\d*):parameter(\/.+)$/.exec(text);
  if (!arn) return splitSelector(text);
  const [, region, account, rest = ''] = arn;
  if (region !== place.region || account !== place.account) {
    throw notImplemented('parameters of another account or region');
  }
  return splitSelector(rest);
}

function splitSelector(text: string): Selector | undefined {
  const [name = '', choice, ...others] = text.split(':');
  if (others.length > 0) return undefined;
  return choice === undefined ? { name } : { name, choice };
}

/** The same for `web` and `/web`. */
export function parameterArn(name: string, { account, region }: Place): string {
  return `arn:aws:ssm:${region}:${account}:parameter${keyOf(name)}`;
}
