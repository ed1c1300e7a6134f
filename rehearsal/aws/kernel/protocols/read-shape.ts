import { AwsError } from '../errors.ts';
import type { Schema } from '../model.ts';
import { SERIALIZATION } from './protocol.ts';

/** Reads a value that is neither a structure, a list nor a map, in the way of one protocol. */
export type ReadLeaf = (schema: Schema, value: unknown) => unknown;

/**
 * Holds an input to the kinds that its model names, and leaves out what the model does not know, as AWS does.
 * @param value as JSON or CBOR decodes
 * @throws AwsError SerializationException for a value of another kind; AWS converts none, not even "2" to 2
 */
export function readShape(schema: Schema, value: unknown, readLeaf: ReadLeaf): unknown {
  if (value === undefined || value === null) return undefined;
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) {
    const given = requireObject(value);
    return readEntries(
      [...schema.structIterator()].map(([name, member]) => [name, member, ownValue(given, name)] as const),
      readLeaf,
    );
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw mismatch(value, 'a List');
    return value
      .map((item) => readShape(schema.getValueSchema(), item, readLeaf))
      .filter((item) => item !== undefined);
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(requireObject(value));
    return readEntries(
      entries.map(([key, item]) => [key, schema.getValueSchema(), item] as const),
      readLeaf,
    );
  }
  return readLeaf(schema, value);
}

function readEntries(entries: readonly (readonly [string, Schema, unknown])[], readLeaf: ReadLeaf): object {
  const read = entries.map(([key, schema, value]) => [key, readShape(schema, value, readLeaf)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function ownValue(given: object, name: string): unknown {
  return Object.hasOwn(given, name) ? given[name as keyof typeof given] : undefined;
}

function requireObject(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value)) return value;
  throw mismatch(value, 'an Object');
}

/** Dates and bytes are objects to JavaScript only. */
function isPlain(value: object): boolean {
  return !(value instanceof Date || value instanceof Uint8Array);
}

/** In the words of AWS's deserializer. */
export function mismatch(value: unknown, wanted: string): AwsError {
  if (Array.isArray(value)) return new AwsError(SERIALIZATION, 'Start of list found where not expected');
  if (typeof value === 'object' && value !== null && isPlain(value)) {
    return new AwsError(SERIALIZATION, 'Start of structure or map found where not expected.');
  }
  const kind = typeof value === 'boolean' ? `${value}_VALUE` : `${typeof value}_VALUE`;
  return new AwsError(SERIALIZATION, `${kind.toUpperCase()} can not be converted to ${wanted}`);
}

/** @throws AwsError when the seconds name no moment that a calendar has */
export function readEpochSeconds(seconds: number): Date {
  const date = new Date(seconds * 1000);
  if (!Number.isNaN(date.getTime())) return date;
  throw new AwsError(SERIALIZATION, `${seconds} can not be converted to milliseconds since epoch`);
}
