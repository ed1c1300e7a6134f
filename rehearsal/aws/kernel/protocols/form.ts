import { AwsError } from '../errors.ts';
import type { ApiRequest } from '../http.ts';
import type { Schema } from '../model.ts';

/** The form fields of a query-protocol request, from the body or the URL. */
export function readForm(request: ApiRequest): URLSearchParams {
  const body = new TextDecoder().decode(request.body);
  return new URLSearchParams(body || request.query);
}

/** In what query and EC2's variant of it differ. */
export interface FormDialect {
  /** The field of a structure's member. */
  memberField(name: string, member: Schema): string;
  /** Whether the entries of a list or map follow its own name at once. */
  isFlat(schema: Schema): boolean;
}

/** A tree of the dotted names: `Actions.member.1.Type=forward` is `{Actions: {member: {1: {Type: 'forward'}}}}`. */
type Fields = Map<string, Fields | string>;

/**
 * Reads `Key.member.1.Name=…` fields into the shape that the schema describes.
 * @throws AwsError when a field is of another kind than the schema says
 */
export function readFormInput(form: URLSearchParams, schema: Schema, dialect: FormDialect): unknown {
  const fields: Fields = new Map();
  for (const [name, value] of form) insert(fields, name.split('.'), value);
  return readValue(schema, fields) ?? {};

  function readValue(shape: Schema, value: Fields | string | undefined): unknown {
    if (value === undefined || shape.isUnitSchema()) return undefined;
    if (shape.isStructSchema()) return readStruct(shape, value);
    if (shape.isListSchema()) return readList(shape, value);
    if (shape.isMapSchema()) return readMap(shape, value);
    if (typeof value !== 'string') throw malformed('Start of structure or map found where not expected.');
    return readSimple(shape, value);
  }

  function readStruct(shape: Schema, value: Fields | string): unknown {
    if (typeof value === 'string') return requireEmpty(value, {});
    const members = [...shape.structIterator()].map(
      ([name, member]) => [name, readValue(member, value.get(dialect.memberField(name, member)))] as const,
    );
    return Object.fromEntries(members.filter(([, read]) => read !== undefined));
  }

  function readList(shape: Schema, value: Fields | string): unknown[] {
    if (typeof value === 'string') return requireEmpty(value, []);
    const item = shape.getValueSchema();
    const items = dialect.isFlat(shape) ? value : value.get(item.getMergedTraits().xmlName ?? 'member');
    return numbered(items)
      .map((entry) => readValue(item, entry))
      .filter((read) => read !== undefined);
  }

  function readMap(shape: Schema, value: Fields | string): unknown {
    if (typeof value === 'string') return requireEmpty(value, {});
    const entries = numbered(dialect.isFlat(shape) ? value : value.get('entry'));
    const keyName = shape.getKeySchema().getMergedTraits().xmlName ?? 'key';
    const valueName = shape.getValueSchema().getMergedTraits().xmlName ?? 'value';
    const read = entries.map((entry) => {
      const key = entry instanceof Map ? entry.get(keyName) : undefined;
      if (!(entry instanceof Map) || typeof key !== 'string') throw malformed('A map entry needs a key');
      return [key, readValue(shape.getValueSchema(), entry.get(valueName))] as const;
    });
    return Object.fromEntries(read.filter(([, item]) => item !== undefined));
  }
}

/** In a loop, not by recursion: the depth is the sender's choice. */
function insert(fields: Fields, names: readonly string[], value: string): void {
  let inner = fields;
  for (const name of names.slice(0, -1)) {
    const known = inner.get(name);
    const next: Fields = known instanceof Map ? known : new Map();
    inner.set(name, next);
    inner = next;
  }
  inner.set(names.at(-1) ?? '', value);
}

/** The entries of `1`, `2`, … in their order. */
function numbered(fields: Fields | string | undefined): (Fields | string)[] {
  if (!(fields instanceof Map)) return [];
  const stray = [...fields.keys()].find((name) => !/^\d{1,9}$/.test(name));
  if (stray !== undefined) throw malformed(`Key ${stray} is not a number`);
  return [...fields].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

function readSimple(schema: Schema, value: string): unknown {
  if (schema.isBooleanSchema()) return readBoolean(value);
  if (schema.isNumericSchema()) return readNumber(value);
  if (schema.isTimestampSchema()) return readTime(value);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(value, 'base64'));
  return value;
}

function readBoolean(value: string): boolean {
  if (value !== 'true' && value !== 'false') throw malformed(`${value} is not a Boolean`);
  return value === 'true';
}

function readNumber(value: string): number {
  if (value.trim() === '' || (value !== 'NaN' && Number.isNaN(Number(value)))) {
    throw malformed(`${value} is not a Number`);
  }
  return Number(value);
}

function readTime(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw malformed(`${value} is not a timestamp`);
  return date;
}

/** Clients write an empty list or structure as a field without text. */
function requireEmpty<Empty>(value: string, empty: Empty): Empty {
  if (value === '') return empty;
  throw malformed('Unexpected text where a list or structure is expected');
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedInput', message);
}
