import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { AwsError } from './errors.ts';
import type { ApiRequest, ApiResponse } from './http.ts';
import type { OperationModel, Schema, ServiceModel } from './model.ts';

/** The form fields of a query-protocol request, from the body or the URL. */
export function readForm(request: ApiRequest): URLSearchParams {
  const body = new TextDecoder().decode(request.body);
  return new URLSearchParams(body || request.query);
}

/** A tree of the dotted names: `Actions.member.1.Type=forward` is `{Actions: {member: {1: {Type: 'forward'}}}}`. */
type Fields = Map<string, Fields | string>;

/**
 * Reads `Key.member.1.Name=…` fields into the shape that the schema describes.
 * @throws AwsError when a field is of another kind than the schema says
 */
export function readQueryInput(form: URLSearchParams, operation: OperationModel): unknown {
  const fields: Fields = new Map();
  for (const [name, value] of form) insert(fields, name.split('.'), value);
  return readValue(operation.input, fields) ?? {};
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

function readValue(schema: Schema, value: Fields | string | undefined): unknown {
  if (value === undefined || schema.isUnitSchema()) return undefined;
  if (schema.isStructSchema()) return readStruct(schema, value);
  if (schema.isListSchema()) return readList(schema, value);
  if (schema.isMapSchema()) return readMap(schema, value);
  if (typeof value !== 'string') throw malformed('Start of structure or map found where not expected.');
  return readSimple(schema, value);
}

function readStruct(schema: Schema, value: Fields | string): unknown {
  if (typeof value === 'string') return requireEmpty(value, {});
  const members = [...schema.structIterator()].map(([name, member]) => {
    const field = member.getMergedTraits().xmlName ?? name;
    return [name, readValue(member, value.get(field))] as const;
  });
  return Object.fromEntries(members.filter(([, read]) => read !== undefined));
}

function readList(schema: Schema, value: Fields | string): unknown[] {
  if (typeof value === 'string') return requireEmpty(value, []);
  const item = schema.getValueSchema();
  const flat = schema.getMergedTraits().xmlFlattened;
  const items = flat ? value : value.get(item.getMergedTraits().xmlName ?? 'member');
  return numbered(items).map((entry) => readValue(item, entry));
}

function readMap(schema: Schema, value: Fields | string): unknown {
  if (typeof value === 'string') return requireEmpty(value, {});
  const entries = numbered(schema.getMergedTraits().xmlFlattened ? value : value.get('entry'));
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueName = schema.getValueSchema().getMergedTraits().xmlName ?? 'value';
  return Object.fromEntries(
    entries
      .filter((entry): entry is Fields => entry instanceof Map)
      .map((entry) => [String(entry.get(keyName)), readValue(schema.getValueSchema(), entry.get(valueName))]),
  );
}

/** The entries of `1`, `2`, … in their order. */
function numbered(fields: Fields | string | undefined): (Fields | string)[] {
  if (!(fields instanceof Map)) return [];
  return [...fields].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

function readSimple(schema: Schema, value: string): unknown {
  if (schema.isBooleanSchema()) return readBoolean(value);
  if (schema.isNumericSchema()) return readNumber(value);
  if (schema.isTimestampSchema()) return new Date(value);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(value, 'base64'));
  return value;
}

function readBoolean(value: string): boolean {
  if (value !== 'true' && value !== 'false') throw malformed(`${value} is not a Boolean`);
  return value === 'true';
}

function readNumber(value: string): number {
  if (value.trim() === '' || Number.isNaN(Number(value))) throw malformed(`${value} is not a Number`);
  return Number(value);
}

/** Clients write an empty list or structure as a field without text. */
function requireEmpty<Empty>(value: string, empty: Empty): Empty {
  if (value === '') return empty;
  throw malformed('Unexpected text where a list or structure is expected');
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedInput', message);
}

/** Settings as the SDK's own query protocol reads answers with: ISO times unless a trait says otherwise. */
const XML_SETTINGS = { httpBindings: false, timestampFormat: { useTrait: true, default: 5 as const } };

export function writeQueryOutput(
  service: ServiceModel,
  operation: OperationModel,
  output: object,
  requestId: string,
): ApiResponse {
  let result = `<${operation.name}Result/>`;
  if (operation.output.isStructSchema()) {
    const serializer = new XmlShapeSerializer({
      ...XML_SETTINGS,
      xmlNamespace: '',
      serviceNamespace: service.xmlNamespace,
    });
    serializer.write(operation.output, output);
    result = rename(String(serializer.flush()), `${operation.name}Result`);
  }
  const xml =
    `<${operation.name}Response xmlns="${service.xmlNamespace}">${result}` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation.name}Response>`;
  return xmlResponse(200, xml, requestId);
}

export function writeQueryError(
  service: Pick<ServiceModel, 'xmlNamespace'>,
  error: AwsError,
  requestId: string,
): ApiResponse {
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  const xml =
    `<ErrorResponse xmlns="${service.xmlNamespace}"><Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code>` +
    `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return xmlResponse(error.status, xml, requestId);
}

/** The serializer names the root after the output shape; the query protocol wants `<Operation>Result`. */
function rename(xml: string, name: string): string {
  const inner = /^<[^>]*[^/]>([\s\S]*)<\/[^>]+>$/.exec(xml)?.[1] ?? '';
  return `<${name}>${inner}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function xmlResponse(status: number, body: string, requestId: string): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: new TextEncoder().encode(body),
  };
}
