import { AwsError } from '../../kernel/errors.ts';
import { invalid } from './validate.ts';

interface Selection {
  readonly arns?: readonly string[] | undefined;
  readonly names?: readonly string[] | undefined;
  /** What AWS answers when one of them does not exist. */
  readonly code: string;
  /** Plural, for the message: `target groups`. */
  readonly noun: string;
}

/**
 * Refuses a Describe call that says in two ways what it means: either alone would leave the other unheard.
 * @throws AwsError ValidationError that names both members
 */
export function refuseBoth<Input extends object>(input: Input, ...members: (keyof Input & string)[]): void {
  const given = members.filter((member) => {
    const value = input[member];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  if (given.length > 1) throw invalid(`${given.join(' and ')} cannot be specified at the same time`);
}

/**
 * The records that a Describe call names by ARN or by name, or all when it names none.
 * @throws AwsError with the selection's code when one of those named does not exist
 */
export function selectRecords<Record extends { readonly arn: string; readonly name?: string }>(
  records: ReadonlyMap<string, Record>,
  { arns, names, code, noun }: Selection,
): readonly Record[] {
  const all = [...records.values()];
  if (arns?.length) {
    if (arns.some((arn) => !records.has(arn))) throw new AwsError(code, `One or more ${noun} not found`);
    return all.filter(({ arn }) => arns.includes(arn));
  }
  if (names?.length) {
    const missing = names.filter((wanted) => !all.some(({ name }) => name === wanted));
    if (missing.length > 0) {
      const subject = `${noun[0]?.toUpperCase()}${noun.slice(1)}`;
      throw new AwsError(code, `${subject} '[${missing.join(', ')}]' not found`);
    }
    return all.filter(({ name }) => name !== undefined && names.includes(name));
  }
  return all;
}
