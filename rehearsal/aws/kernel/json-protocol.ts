import { JsonCodec2 } from '@aws-sdk/core/protocols';
import { checkJson } from './check-json.ts';
import { AwsError } from './errors.ts';
import type { ApiRequest, ApiResponse } from './http.ts';
import type { OperationModel } from './model.ts';

/** AWS JSON 1.0 and 1.1: the operation in a header, the input as one JSON object, times as epoch seconds. */
const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

/** @throws AwsError when the body is not the JSON that the operation's input asks for */
export async function readJsonInput(request: ApiRequest, operation: OperationModel): Promise<unknown> {
  const text = new TextDecoder().decode(request.body) || '{}';
  try {
    checkJson(operation.input, JSON.parse(text));
    return (await codec.createDeserializer().read(operation.input, text)) ?? {};
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw new AwsError('SerializationException', error instanceof Error ? error.message : String(error));
  }
}

export function writeJsonOutput(operation: OperationModel, output: object, requestId: string): ApiResponse {
  const serializer = codec.createSerializer();
  serializer.write(operation.output, output);
  return jsonResponse(200, serializer.flush() as Uint8Array, requestId);
}

export function writeJsonError(error: AwsError, requestId: string): ApiResponse {
  const body = JSON.stringify({ __type: error.code, message: error.message });
  return jsonResponse(error.status, new TextEncoder().encode(body), requestId);
}

function jsonResponse(status: number, body: Uint8Array, requestId: string): ApiResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body,
  };
}
