import type { Schema } from '../model.ts';
import { mismatch, readEpochSeconds, readShape } from './read-shape.ts';

/**
 * Reads an input as AWS JSON carries it: times as epoch seconds, bytes as base64.
 * @throws AwsError SerializationException for a value of another kind than the schema names
 */
export function readJson(schema: Schema, value: unknown): unknown {
  return readShape(schema, value, readLeaf) ?? {};
}

function readLeaf(schema: Schema, value: unknown): unknown {
  if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw mismatch(value, 'a Boolean');
  } else if (schema.isNumericSchema()) {
    return readNumber(value);
  } else if (schema.isTimestampSchema()) {
    if (typeof value !== 'number') throw mismatch(value, 'milliseconds since epoch');
    return readEpochSeconds(value);
  } else if (schema.isBlobSchema()) {
    if (typeof value !== 'string') throw mismatch(value, 'a String');
    return new Uint8Array(Buffer.from(value, 'base64'));
  } else if (typeof value !== 'string') {
    throw mismatch(value, 'a String');
  }
  return value;
}

/** The floating-point numbers for which JSON has no digits. */
const WORDS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function readNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  const known = typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : undefined;
  if (known === undefined) throw mismatch(value, 'an Integer');
  return known;
}
