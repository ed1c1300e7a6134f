import { mapConditions, type Policy, type Statement } from './policy.ts';

/**
 * What stands for the placeholders of a policy, by their names; `Sid.Name` counts for one statement alone. Several names
 * make several resources, and an empty list makes none.
 */
export type Names = Readonly<Record<string, string | readonly string[]>>;

/** A placeholder, and a statement that has it. */
export interface Placeholder {
  readonly name: string;
  readonly sid: string;
}

/** The placeholders of a policy, once for each statement. */
export function placeholdersOf({ Statement }: Policy): readonly Placeholder[] {
  return Statement.flatMap(({ Sid, Resource, Condition }) => {
    const texts = JSON.stringify([Resource, Condition]).matchAll(/\$\{(\w+)\}/g);
    return [...new Set([...texts].map(([, name = '']) => name))].map((name) => ({ name, sid: Sid }));
  });
}

/** Those for which nothing is given. */
export function missingNames(policy: Policy, names: Names): readonly Placeholder[] {
  return placeholdersOf(policy).filter(({ name, sid }) => nameFor(names, { name, sid }) === undefined);
}

/**
 * The policy with names in the place of its placeholders, without the statements that have no resource left.
 * @throws Error when a name is not given
 */
export function fillPolicy(policy: Policy, names: Names): Policy {
  const fill = (text: string, sid: string): readonly string[] => {
    const [placeholder, name = ''] = /\$\{(\w+)\}/.exec(text) ?? [];
    if (placeholder === undefined) return [text];
    const given = nameFor(names, { name, sid });
    if (given === undefined) throw new Error(`Nothing is given for ${placeholder} of statement ${sid}.`);
    return [given].flat().flatMap((value) => fill(text.replaceAll(placeholder, value), sid));
  };
  const filled = policy.Statement.map((statement): Statement & { readonly Resource: readonly string[] } => {
    const { Sid, Condition } = statement;
    return {
      ...statement,
      Resource: [...new Set([statement.Resource].flat().flatMap((resource) => fill(resource, Sid)))],
      ...(Condition && { Condition: mapConditions(Condition, (value) => fill(value, Sid)[0] ?? '') }),
    };
  });
  return { ...policy, Statement: filled.filter(({ Resource }) => Resource.length > 0) };
}

function nameFor(names: Names, { name, sid }: Placeholder): Names[string] | undefined {
  return names[`${sid}.${name}`] ?? names[name];
}
