import { toJsonSchema } from '@valibot/to-json-schema';
import { targetSchema } from '../../lib/aws/target.ts';

/** The published JSON schemas, path to text, made from the schemas that the actions themselves check with. */
export function renderSchemas(): Readonly<Record<string, string>> {
  return {
    'schemas/target.schema.json': formatJson(toJsonSchema(targetSchema, { target: 'draft-07' })),
  };
}

/** Lists of plain values on one line, as the formatter of this repository wants them. */
function formatJson(value: object): string {
  const text = JSON.stringify(value, undefined, 2);
  const compact = text.replace(/\[\s+((?:"[^"\n]*",?\s+)+)\]/g, (_, items: string) => {
    return `[${items.trim().replace(/,\s+/g, ', ')}]`;
  });
  return `${compact}\n`;
}
