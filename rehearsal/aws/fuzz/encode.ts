import { cbor, dateToTag } from '@smithy/core/cbor';
import type { ApiRequest } from '../kernel/http.ts';
import type { ProtocolName, ServiceModel } from '../kernel/model.ts';

/**
 * One call as a client of the protocol would send it, whatever its input is.
 * @param name of the operation
 */
export function encodeCall(
  protocol: ProtocolName,
  service: ServiceModel,
  name: string,
  input: unknown,
): ApiRequest {
  const signed = {
    authorization: `AWS4-HMAC-SHA256 Credential=REHEARSAL/20260101/eu-west-1/${service.name}/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const post = { method: 'POST', path: '/', query: {} };
  switch (protocol) {
    case 'json': {
      const headers = {
        ...signed,
        'content-type': `application/x-amz-json-${service.jsonVersion}`,
        'x-amz-target': `${service.target}.${name}`,
      };
      return { ...post, headers, body: encodeText(toJson(input)) };
    }
    case 'cbor': {
      const headers = { ...signed, 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
      const path = `/service/${service.target}/operation/${name}`;
      return { ...post, path, headers, body: cbor.serialize(toCbor(input)) };
    }
    default: {
      const fields = [
        `Action=${name}`,
        `Version=${service.version}`,
        ...toFields(input, '', protocol === 'ec2'),
      ];
      return { ...post, headers: signed, body: encodeText(fields.join('&')) };
    }
  }
}

function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Numbers as they are, also those that JSON has no digits for, and in a loop over what is nested deeply. */
function toJson(value: unknown): string {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
    return Number.isNaN(value) ? 'NaN' : '1e999';
  }
  if (value instanceof Date) return toJson(value.getTime() / 1000);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${toJson(inner)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

function toCbor(value: unknown): unknown {
  if (value === undefined) return null;
  if (value instanceof Date) return dateToTag(value);
  if (Array.isArray(value)) return value.map(toCbor);
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toCbor(inner)]));
  }
  return value;
}

/** By the kind of the values alone; a member's special name is met now and then by what mangles the text. */
function toFields(value: unknown, name: string, isEc2: boolean): string[] {
  const field = (text: string) => [`${encodeURIComponent(name)}=${encodeForm(text)}`];
  if (value instanceof Date) return field(Number.isNaN(value.getTime()) ? 'never' : value.toISOString());
  if (value instanceof Uint8Array) return field(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) {
    const prefix = isEc2 ? name : `${name}.member`;
    return value.flatMap((item, index) => toFields(item, `${prefix}.${index + 1}`, isEc2));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      toFields(inner, name === '' ? wellFormed(key) : `${name}.${wellFormed(key)}`, isEc2),
    );
  }
  return field(String(value));
}

function encodeForm(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** Halves of characters cannot be written in a URL. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}
