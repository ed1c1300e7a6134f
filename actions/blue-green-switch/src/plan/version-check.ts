import { UnusableValue } from '../../../../lib/action/inputs/spec.ts';

/** What an answer has to show, to come from the version that is released. */
export interface VersionCheck {
  readonly where: 'header' | 'json' | 'body';
  /** Name of the header, in lower case, or path in the JSON body; empty for `body`. */
  readonly name: string;
  /** What stands there, or anywhere in the body. */
  readonly version: string;
}

/** What is looked at of an answer. */
export interface Shown {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Reads a check such as `header:x-version=1.4.2`, `json:build.sha=3f2c1e9` or `body:Shop 1.4`. What follows the first
 * `=` is the version.
 * @throws UnusableValue
 */
export function parseVersionCheck(text: string): VersionCheck {
  const [, where, rest = ''] = /^(header|json|body):(.+)$/s.exec(text) ?? [];
  if (where === 'body') return { where, name: '', version: rest };
  const [, name = '', version = ''] = /^([^=]+)=(.+)$/s.exec(rest) ?? [];
  if (where === 'header' && version !== '' && /^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    return { where, name: name.toLowerCase(), version };
  }
  if (where === 'json' && version !== '' && pathOf(name).every((key) => key !== '')) {
    return { where, name, version };
  }
  throw new UnusableValue('names neither a header nor a JSON value nor a text, with the version');
}

/** As it is given, for people and for the record. */
export function formatVersionCheck({ where, name, version }: VersionCheck): string {
  return where === 'body' ? `body:${version}` : `${where}:${name}=${version}`;
}

/** No version is longer; what comes from outside is shown no further. */
const LONGEST_SHOWN = 100;

/** The version that an answer shows, if it shows one; the beginning of what is too long for another than the expected. */
export function shownVersion(check: VersionCheck, shown: Shown): string | undefined {
  const found = findVersion(check, shown);
  return found === check.version ? found : found?.slice(0, LONGEST_SHOWN);
}

function findVersion(check: VersionCheck, { headers, body }: Shown): string | undefined {
  switch (check.where) {
    case 'header':
      return headers[check.name];
    case 'json':
      return readValue(body, pathOf(check.name));
    case 'body':
      return body.includes(check.version) ? check.version : undefined;
  }
}

/**
 * Says why an answer does not come from the version that is released.
 * @returns undefined when it does
 */
export function complainAboutVersion(check: VersionCheck, shown: Shown): string | undefined {
  const { where, name, version } = check;
  if (findVersion(check, shown) === version) return undefined;
  const found = shownVersion(check, shown);
  if (where === 'body') return `its body does not hold ${JSON.stringify(version)}`;
  const place = where === 'header' ? `header ${name}` : `${name} of its JSON`;
  if (found === undefined) return `it has no ${place}, where ${JSON.stringify(version)} is expected`;
  return `${place} is ${JSON.stringify(found)} instead of ${JSON.stringify(version)}`;
}

/** `builds[0].sha` has the keys builds, 0 and sha. */
function pathOf(name: string): string[] {
  return name.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
}

function readValue(body: string, path: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
