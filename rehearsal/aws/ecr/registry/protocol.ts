import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { AwsError } from '../../kernel/errors.ts';
import type { Registry } from '../store.ts';

/** A request to the registry whose caller is known. */
export interface RegistryCall {
  readonly registry: Registry;
  /** The repository that the path names. */
  readonly name: string;
  /** The last part of the path: a tag, a digest or an upload's id. */
  readonly reference: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Uint8Array>;
  /** Whether the caller may read layers of another repository of the registry. */
  mayPullFrom(repository: string): Promise<boolean>;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Readable;
}

export type RegistryRoute = (call: RegistryCall) => RegistryAnswer | Promise<RegistryAnswer>;

/** A refusal as the distribution protocol writes it; clients show `code` in words, and the message. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** How the registry says what the API says with an exception; the message is the same. */
const CODES: Readonly<Record<string, readonly [status: number, code: string]>> = {
  RepositoryNotFoundException: [404, 'NAME_UNKNOWN'],
  InvalidParameterException: [400, 'MANIFEST_INVALID'],
  ImageDigestDoesNotMatchException: [400, 'MANIFEST_INVALID'],
  ImageTagAlreadyExistsException: [400, 'TAG_INVALID'],
  LimitExceededException: [403, 'DENIED'],
  LayersNotFoundException: [400, 'MANIFEST_BLOB_UNKNOWN'],
  ReferencedImagesNotFoundException: [400, 'MANIFEST_BLOB_UNKNOWN'],
  UploadNotFoundException: [404, 'BLOB_UPLOAD_UNKNOWN'],
  InvalidLayerException: [400, 'BLOB_UPLOAD_INVALID'],
  InvalidLayerPartException: [416, 'BLOB_UPLOAD_INVALID'],
  AccessDeniedException: [403, 'DENIED'],
  NotImplemented: [501, 'UNSUPPORTED'],
};

/** Any failure as a refusal; a slip of the registry itself is a 500 that says so. */
export function asRegistryError(error: unknown): RegistryError {
  if (error instanceof RegistryError) return error;
  const [status, code] = (error instanceof AwsError && CODES[error.code]) || [500, 'UNKNOWN'];
  return new RegistryError(status, code, error instanceof Error ? error.message : String(error));
}

export function errorAnswer({ status, code, message, headers }: RegistryError): RegistryAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ errors: [{ code, message }] }),
  };
}
