import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';

const SERVICES = join(repositoryRoot, 'rehearsal', 'aws');

/** Parts that are no service: what they say of NotImplemented is told of calls as a whole. */
const OTHERS = /^(?:kernel|conformance|judges|runtime|testing)\//;

/** What each service of the embedded AWS says it does not implement, as its sources have it, by the service's folder. */
export function listRefusals(): Readonly<Record<string, readonly string[]>> {
  const refusals = new Map<string, Set<string>>();
  for (const path of listSources()) {
    const [part = ''] = path.split('/');
    const told = refusals.get(part) ?? new Set();
    for (const refusal of readRefusals(readFileSync(join(SERVICES, path), 'utf8'))) told.add(refusal);
    refusals.set(part, told);
  }
  return Object.fromEntries(
    [...refusals]
      .flatMap(([part, told]) => (told.size > 0 ? [[part, [...told].sort()] as const] : []))
      .sort(),
  );
}

function listSources(): string[] {
  return readdirSync(SERVICES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.includes('/') && path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => !OTHERS.test(path) && !path.includes('/testing/'));
}

/** `notImplemented('x')` and `refuseGiven('CreateThing', input, ['a', 'b'])`, with a dash for what the caller gave. */
export function readRefusals(source: string): string[] {
  const whole = [...source.matchAll(/notImplemented\(\s*(['`])(.*?)\1/gs)].map(([, , text = '']) => text);
  const members = [...source.matchAll(/refuseGiven\(\s*(?:(['`])(.*?)\1|\w+),\s*\w+,\s*\[(.*?)\]/gs)].flatMap(
    ([, , where = '', names = '']) =>
      [...names.matchAll(/'(\w+)'/g)].map(([, name]) => (where === '' ? `${name}` : `${name} of ${where}`)),
  );
  return [...whole, ...members].map((text) => text.replace(/\$\{[^}]*\}/g, '–'));
}
