import type { Schema } from '../model.ts';
import { mismatch, readShape } from './read-shape.ts';

/**
 * Reads an input as CBOR carries it: times are tagged, bytes are bytes.
 * @throws AwsError SerializationException for a value of another kind than the schema names
 */
export function readCbor(schema: Schema, value: unknown): unknown {
  return readShape(schema, value, readLeaf) ?? {};
}

function readLeaf(schema: Schema, value: unknown): unknown {
  if (schema.isBooleanSchema()) return require(typeof value === 'boolean', value, 'a Boolean');
  if (schema.isNumericSchema()) return require(typeof value === 'number', value, 'an Integer');
  if (schema.isTimestampSchema()) return require(value instanceof Date, value, 'milliseconds since epoch');
  if (schema.isBlobSchema()) return require(value instanceof Uint8Array, value, 'a Blob');
  return require(typeof value === 'string', value, 'a String');
}

function require(fits: boolean, value: unknown, wanted: string): unknown {
  if (fits) return value;
  throw mismatch(value, wanted);
}
