import * as v from 'valibot';
import { parseDocument } from 'yaml';
import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

/** A JSON or YAML text of the given shape. */
export function document<const Schema extends v.GenericSchema, const Declared extends Declaration>(
  declared: Declared & { readonly schema: Schema; readonly allowed: string },
): InputSpec<Given<v.InferOutput<Schema>, undefined, Declared>> {
  return specify<v.InferOutput<Schema>, undefined, Declared>(declared, {
    allowed: declared.allowed,
    absent: undefined,
    parse(value) {
      const result = v.safeParse(declared.schema, parseText(value));
      if (!result.success) throw new UnusableValue(`has ${result.issues.map(describeIssue).join('; ')}`);
      return result.output;
    },
  });
}

/** JSON is read as the YAML that it also is. */
function parseText(value: string): unknown {
  const parsed = parseDocument(value);
  const [error] = parsed.errors;
  if (error) throw new UnusableValue(`is neither JSON nor YAML: ${error.message.split('\n')[0]}`);
  return parsed.toJS();
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  return `at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`;
}
