import { AwsError } from '../errors.ts';
import type { ServiceModel } from '../model.ts';
import { readConstraints, type ServiceConstraints } from './constraints.ts';
import { findViolations, type Violation } from './find-violations.ts';
import { refuseFractions } from './refuse-fractions.ts';
import { showValue } from './show-value.ts';
import { STYLES, type Style } from './styles.ts';

/** Throws when a service's model does not allow the input of one of its operations. */
export type RefuseInvalid = (operation: string, input: unknown) => void;

/**
 * How a service refuses what its model does not allow, with its own code and words. One whose demands are not known
 * refuses nothing.
 */
export function createRefuseInvalid({ name, protocols }: ServiceModel): RefuseInvalid {
  const style = STYLES[name];
  const constraints = readConstraints(name);
  if (!constraints) return () => {};
  const kindError = protocols[0] === 'json' ? 'SerializationException' : 'MalformedInput';
  return (operation, input) => {
    refuseFractions(constraints, operation, input, kindError);
    if (style) refuseViolations(constraints, style, operation, input);
  };
}

/** @throws AwsError with the code of the service */
function refuseViolations(
  constraints: ServiceConstraints,
  style: Style,
  operation: string,
  input: unknown,
): void {
  const found = findViolations(constraints, operation, input).filter((violation) =>
    style.enforces(operation, violation),
  );
  const [first] = found;
  if (!first) return;
  const own = style.refuse?.(operation, first);
  if (own) throw own;
  const errors = found.length === 1 ? '1 validation error' : `${found.length} validation errors`;
  throw new AwsError(style.code, `${errors} detected: ${found.map(describeViolation).join('; ')}`);
}

/** `Value '0' at 'limit' failed to satisfy constraint: …`, without the value where that is a secret. */
export function describeViolation({ path, value, isSecret, constraint }: Violation): string {
  const shown = value === undefined ? ' null' : ` '${showValue(value)}'`;
  return `Value${isSecret ? '' : shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}
