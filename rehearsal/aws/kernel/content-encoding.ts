import { gunzipSync } from 'node:zlib';
import { AwsError } from './errors.ts';
import type { ApiRequest } from './http.ts';

/** Most bytes that a compressed body may become. */
const LIMIT = 24 * 1024 * 1024;

/**
 * The request with its body as it was before compression: SDKs compress PutMetricData from ten kilobytes on. The body of
 * one that is damaged, or too large, is empty, and the refusal says so.
 */
export function decompress(request: ApiRequest): {
  readonly request: ApiRequest;
  readonly refusal?: AwsError;
} {
  if (request.headers['content-encoding'] !== 'gzip') return { request };
  try {
    return { request: { ...request, body: gunzipSync(request.body, { maxOutputLength: LIMIT }) } };
  } catch {
    const words = 'The body is not the gzip that its Content-Encoding says, or too large';
    return {
      request: { ...request, body: new Uint8Array() },
      refusal: new AwsError('SerializationException', words),
    };
  }
}
