import { execFileSync } from 'node:child_process';

/** A command as the `aws` program gets it: its words up to the first option, and its options. */
export interface AwsCall {
  readonly command: string;
  /** The text of each, or what it says as JSON; true for one without a value. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** An `aws` that writes down its words, and prints where something made would be found. */
const FAKE = `aws() { printf '%s\\0' "$@" '' >&2; echo "made-by-$2"; }`;

/**
 * Runs a script in a shell, in which nothing but `aws` is done.
 * @returns the commands in the order in which they began, and what was printed
 */
export function runWithFakeAws(
  script: string,
  env: Readonly<Record<string, string>> = {},
): { readonly calls: readonly AwsCall[]; readonly printed: string } {
  const wrapped = `exec 3>&1 1>/dev/null 2>&1; { ${FAKE.replaceAll('>&2', '>&3')}\n${script}\n}`;
  const output = execFileSync('sh', ['-e', '-c', wrapped], { env, encoding: 'utf8' });
  const calls = output.split('\0\0').filter((call) => call !== '');
  const printed = execFileSync('sh', ['-e', '-c', `${FAKE.replaceAll('>&2', '>/dev/null')}\n${script}`], {
    ...{ env, encoding: 'utf8' },
  });
  return { calls: calls.map((call) => parse(call.split('\0'))), printed };
}

function parse(words: readonly string[]): AwsCall {
  const first = words.findIndex((word) => word.startsWith('--'));
  const options: Record<string, unknown> = {};
  for (let index = first; index < words.length; index += 1) {
    const [name = '', value] = words.slice(index);
    const hasValue = value !== undefined && !value.startsWith('--');
    options[name.slice(2)] = hasValue ? read(value) : true;
    if (hasValue) index += 1;
  }
  return { command: words.slice(0, first).join(' '), options };
}

function read(value: string): unknown {
  return /^[[{]/.test(value) ? JSON.parse(value) : value;
}
