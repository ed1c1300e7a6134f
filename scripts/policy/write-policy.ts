import { parseArgs } from 'node:util';
import { nearest } from '../../lib/action/nearest.ts';
import {
  fillPolicy,
  missingNames,
  type Names,
  type Placeholder,
  placeholdersOf,
} from '../../lib/aws/permissions/fill-policy.ts';
import { namesOfTarget } from '../../lib/aws/permissions/names-of-target.ts';
import { choosePolicy, featuresOf, modesOf } from '../../lib/aws/permissions/permissions.ts';
import type { Policy } from '../../lib/aws/permissions/policy.ts';
import { assembleTarget, parseTargetLayer } from '../../lib/aws/read-target.ts';
import type { Shipped } from './shipped.ts';

/** Placeholders that stand for the same name as another one when nothing else is given for them. */
const SAME_AS: Readonly<Record<string, string>> = { Record: 'TargetParameter' };

/**
 * The policy that the words of a command line ask for.
 * @param read gives the text of a file
 * @throws Error that names the option which is wrong or missing
 */
export function writePolicy(
  shipped: Shipped,
  words: readonly string[],
  read: (path: string) => string,
): Policy {
  const { policy, permissions } = shipped;
  const options = readOptions(policy, words);
  const modes = known('mode', options.mode, modesOf(permissions));
  const without = known('without', options.without, featuresOf(permissions));
  const chosen = choosePolicy(policy, permissions, { ...(modes.length > 0 && { modes }), without });
  const [target] = options.target ?? [];
  const names = {
    Partition: 'aws',
    ...(target !== undefined && namesOfTarget(assembleTarget([parseTargetLayer(read(target), target)]))),
    ...namesIn(policy, options),
  };
  const missing = missingNames(chosen, names);
  if (missing.length > 0) throw new Error(explainMissing(missing, shipped));
  return fillPolicy(chosen, names);
}

type Options = Readonly<Record<string, readonly string[] | undefined>>;

/** Every option may be given several times, or with commas. */
function readOptions(policy: Policy, words: readonly string[]): Options {
  const names = ['mode', 'without', 'target', ...placeholdersOf(policy).flatMap(optionsOf)];
  const option = { type: 'string', multiple: true } as const;
  const options = Object.fromEntries(names.map((name) => [name, option]));
  const { values } = parseArgs({ args: [...words], options });
  return Object.fromEntries(
    Object.entries(values).map(([name, given]) => [
      name,
      [given]
        .flat()
        .flatMap((text) => String(text).split(','))
        .filter((text) => text !== ''),
    ]),
  );
}

/** `${TargetParameter}` is given by `--target-parameter`, and for one statement alone by `--read-target.target-parameter`. */
function optionsOf({ name, sid }: Placeholder): readonly [string, string] {
  return [toOption(name), `${toOption(sid)}.${toOption(name)}`];
}

function toOption(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}

function namesIn(policy: Policy, options: Options): Names {
  const given = placeholdersOf(policy).flatMap(({ name, sid }) => {
    const [plain, own] = optionsOf({ name, sid });
    const same = SAME_AS[name];
    const value = options[plain] ?? (same === undefined ? undefined : options[toOption(same)]);
    return [
      [name, value],
      [`${sid}.${name}`, options[own]],
    ] as const;
  });
  return Object.fromEntries(given.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** @throws Error when one of them is not among those that are known */
function known(option: string, given: readonly string[] = [], all: readonly string[]): readonly string[] {
  const wrong = given.find((value) => !all.includes(value));
  if (wrong === undefined) return given;
  if (all.length === 0)
    throw new Error(`Every run of this action needs the same policy: leave --${option} away.`);
  const meant = nearest(wrong, all);
  throw new Error(
    `--${option} knows no ${JSON.stringify(wrong)}. ${meant ? `Did you mean ${meant}? ` : ''}Known: ${all.join(', ')}.`,
  );
}

function explainMissing(missing: readonly Placeholder[], { permissions }: Shipped): string {
  const lines = [...new Set(missing.map(({ name }) => name))].map((name) => {
    const sids = missing.filter((one) => one.name === name).map(({ sid }) => sid);
    const features = new Set(sids.map((sid) => permissions[sid]?.feature));
    const [feature] = features;
    const way =
      features.size === 1 && feature !== undefined ? `, or leave it away with --without ${feature}` : '';
    return `Nothing is known for \${${name}} of ${sids.join(', ')}: give --${toOption(name)}${way}.`;
  });
  return lines.join('\n');
}
