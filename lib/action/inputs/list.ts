import { matchesWhole } from './pattern.ts';
import { type Declaration, type Given, type InputSpec, specify, UnusableValue } from './spec.ts';

interface Items {
  /** Every item has to match it whole. */
  readonly pattern?: RegExp;
  /** What an item is, with an example: `image tags such as v1.2.3`. */
  readonly allowed?: string;
}

/** Several texts, one a line or separated by commas; an item in double quotes may hold commas. Empty when absent. */
export function list<const Declared extends Declaration & Items>(
  declared: Declared,
): InputSpec<Given<readonly string[], readonly string[], Declared>> {
  const { pattern, allowed = 'texts' } = declared as Items;
  return specify<readonly string[], readonly string[], Declared>(declared, {
    allowed: `${allowed}, one a line or separated by commas`,
    absent: [],
    parse(value) {
      const items = splitList(value);
      const wrong = items.find((item) => pattern && !matchesWhole(pattern, item));
      if (wrong !== undefined) throw new UnusableValue(`holds ${JSON.stringify(wrong)}`);
      const twice = items.find((item, index) => items.indexOf(item) !== index);
      if (twice !== undefined) throw new UnusableValue(`holds ${JSON.stringify(twice)} twice`);
      return items;
    },
  });
}

/** Items in their order, without white space around them and without empty ones. */
function splitList(value: string): string[] {
  return [...value.matchAll(/"([^"\n]*)"|[^,\n]+/g)]
    .map(([whole, quoted]) => (quoted ?? whole).trim())
    .filter((item) => item !== '');
}
