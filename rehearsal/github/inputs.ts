import type { ActionFile } from './action-file.ts';

/** What the caller's `with:` becomes. */
export interface InputVariables {
  /** Every input of the action and of the caller, by the name that the action sees. */
  readonly variables: Readonly<Record<string, string>>;
  /** The inputs as the log shows them: those that are not empty. */
  readonly shown: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/**
 * Merges the caller's inputs with the action's defaults as GitHub's runner does: names match in any case, what the
 * action does not know is warned about and handed over all the same, and `required` is not enforced.
 */
export function mergeInputs(action: ActionFile, given: Readonly<Record<string, string>>): InputVariables {
  const known = Object.keys(action.inputs);
  const canonical = new Map(known.map((name) => [name.toLowerCase(), name]));
  const unexpected = Object.keys(given).filter((name) => !canonical.has(name.toLowerCase()));
  const warnings = deprecations(action, given);
  if (unexpected.length > 0) {
    warnings.push(
      `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${known.join("', '")}']`,
    );
  }
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(action.inputs)) values[name] = input.default;
  for (const [name, value] of Object.entries(given))
    values[canonical.get(name.toLowerCase()) ?? name] = value;
  return {
    variables: Object.fromEntries(Object.entries(values).map(([name, value]) => [variableName(name), value])),
    shown: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
    warnings,
  };
}

function deprecations(action: ActionFile, given: Readonly<Record<string, string>>): string[] {
  const used = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  return Object.entries(action.inputs)
    .filter(([name, input]) => input.deprecationMessage && used.has(name.toLowerCase()))
    .map(([name, input]) => `Input '${name}' has been deprecated with message: ${input.deprecationMessage}`);
}

/** Only spaces are replaced; hyphens stay, so that a shell could not even read the variable. */
function variableName(input: string): string {
  return `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
}
