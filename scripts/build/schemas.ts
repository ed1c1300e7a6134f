import { toJsonSchema } from '@valibot/to-json-schema';
import { evidenceSchema } from '../../actions/blue-green-switch/src/evidence/schema.ts';
import { targetSchema } from '../../lib/aws/target.ts';

/** The published JSON schemas, path to text, made from the schemas that the actions themselves go by. */
export function renderSchemas(): Readonly<Record<string, string>> {
  return {
    'schemas/evidence.schema.json': formatJson(toJsonSchema(evidenceSchema, { target: 'draft-07' })),
    'schemas/target.schema.json': formatJson(toJsonSchema(targetSchema, { target: 'draft-07' })),
  };
}

/** As biome.json has it. */
const LINE_WIDTH = 110;

/** Lists of plain values on one line where they fit, as the formatter of this repository wants them. */
function formatJson(value: object): string {
  const text = JSON.stringify(value, undefined, 2);
  const compact = text.replace(/\[\s+((?:"[^"\n]*",?\s+)+)\],?/g, (list, items: string, offset: number) => {
    const line = `[${items.trim().replace(/,\s+/g, ', ')}]${list.endsWith(',') ? ',' : ''}`;
    const indentation = offset - (text.lastIndexOf('\n', offset) + 1);
    return indentation + line.length <= LINE_WIDTH ? line : list;
  });
  return `${compact}\n`;
}
