import { AwsError } from './errors.ts';
import type { Schema } from './model.ts';

/**
 * Holds the input of a call to the kinds that its model names. What it does not know is left alone, as AWS does.
 * @throws AwsError SerializationException for a value of another kind; AWS converts none, not even "2" to 2
 */
export function checkJson(schema: Schema, value: unknown): void {
  if (value === undefined || value === null || schema.isDocumentSchema()) return;
  if (schema.isStructSchema()) {
    const given = requireObject(value);
    for (const [name, member] of schema.structIterator()) checkJson(member, given[name]);
  } else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw mismatch(value, 'a List');
    for (const item of value) checkJson(schema.getValueSchema(), item);
  } else if (schema.isMapSchema()) {
    for (const item of Object.values(requireObject(value))) checkJson(schema.getValueSchema(), item);
  } else if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw mismatch(value, 'a Boolean');
  } else if (schema.isNumericSchema()) {
    if (typeof value !== 'number') throw mismatch(value, 'a Number');
  } else if (schema.isStringSchema() || schema.isBlobSchema()) {
    if (typeof value !== 'string') throw mismatch(value, 'a String');
  }
}

function requireObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw mismatch(value, 'an Object');
}

/** In the words of AWS's deserializer. */
function mismatch(value: unknown, wanted: string): AwsError {
  if (Array.isArray(value))
    return new AwsError('SerializationException', 'Start of list found where not expected');
  if (typeof value === 'object')
    return new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  const kind = typeof value === 'boolean' ? `${value}_VALUE` : `${typeof value}_VALUE`;
  return new AwsError('SerializationException', `${kind.toUpperCase()} can not be converted to ${wanted}`);
}
