import { CborCodec, cbor } from '@smithy/core/cbor';
import type { ApiRequest, ApiResponse } from '../http.ts';
import { decodeCbor } from './decode-cbor.ts';
import { findByName, nameError, type Protocol, queryErrorHeader, shapeId } from './protocol.ts';
import { readCbor } from './read-cbor.ts';

/** As `/service/GraniteServiceVersion20100801/operation/DescribeAlarms`. */
const PATH = /\/service\/([^/]+)\/operation\/([^/]+)$/;

/** The service and operation that the path of a Smithy RPC v2 CBOR request names. */
export function readCborPath({ path }: ApiRequest): { readonly target: string; readonly operation: string } {
  const [, target = '', operation = ''] = PATH.exec(path) ?? [];
  return { target, operation };
}

export function isCbor({ headers }: ApiRequest): boolean {
  return headers['smithy-protocol'] === 'rpc-v2-cbor';
}

/** Smithy RPC v2 CBOR: the operation in the path, the input as one map, times as tagged epoch seconds. */
export function createCborProtocol(body: Uint8Array): Protocol {
  return {
    findOperation: findByName,
    readInput: (operation) => readCbor(operation.input, body.length > 0 ? decodeCbor(body) : {}),
    writeOutput({ operation, output, requestId }) {
      const serializer = new CborCodec().createSerializer();
      serializer.write(operation.output.isStructSchema() ? operation.output : EMPTY, output);
      return respond(200, serializer.flush() as Uint8Array, requestId);
    },
    writeError(error, requestId, service) {
      const named = nameError(error, service);
      const text = cbor.serialize({ __type: shapeId(named, service), message: error.message });
      return respond(named.status, text, requestId, queryErrorHeader(named, service));
    },
  };
}

/** The SDK's number for a document: whatever is given. */
const EMPTY = 15;

function respond(status: number, body: Uint8Array, requestId: string, headers = {}): ApiResponse {
  const fixed = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
  return { status, headers: { ...fixed, 'x-amzn-requestid': requestId, ...headers }, body };
}
