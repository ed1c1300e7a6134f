import { JsonCodec2 } from '@aws-sdk/core/protocols';
import { AwsError } from '../errors.ts';
import type { ApiRequest, ApiResponse } from '../http.ts';
import {
  findByName,
  nameError,
  type Protocol,
  queryErrorHeader,
  SERIALIZATION,
  shapeId,
} from './protocol.ts';
import { readJson } from './read-json.ts';

export type JsonVersion = '1.0' | '1.1';

/** The version that a request speaks, or the service's own. Its answer speaks the same. */
export function jsonVersionOf(request: ApiRequest, own: JsonVersion = '1.1'): JsonVersion {
  const [, spoken] = /^application\/x-amz-json-(1\.[01])/.exec(request.headers['content-type'] ?? '') ?? [];
  return spoken === '1.0' || spoken === '1.1' ? spoken : own;
}

/** AWS JSON: the operation in a header, the input as one JSON object, times as epoch seconds. */
const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

export function createJsonProtocol(body: Uint8Array, version: JsonVersion): Protocol {
  return {
    findOperation: findByName,
    readInput: (operation) => readJson(operation.input, parse(body)),
    writeOutput({ operation, output, requestId }) {
      const serializer = codec.createSerializer();
      serializer.write(operation.output, output);
      return respond(200, serializer.flush() as Uint8Array, requestId);
    },
    writeError(error, requestId, service) {
      const named = nameError(error, service);
      const type = version === '1.0' ? shapeId(named, service) : named.shape;
      // Some errors of AWS carry a code alone.
      const body = { __type: type, message: error.message || undefined };
      const text = new TextEncoder().encode(JSON.stringify(body));
      return respond(named.status, text, requestId, queryErrorHeader(named, service));
    },
  };

  function respond(status: number, text: Uint8Array, requestId: string, headers = {}): ApiResponse {
    const type = { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId };
    return { status, headers: { ...type, ...headers }, body: text };
  }
}

/** An empty body is an empty input. */
function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body) || '{}');
  } catch (error) {
    throw new AwsError(SERIALIZATION, error instanceof Error ? error.message : String(error));
  }
}
