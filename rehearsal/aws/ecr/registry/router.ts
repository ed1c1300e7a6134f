import type { Clock } from '../../../../lib/action/clock.ts';
import type { Authorization, Holder } from '../authorization.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { LayerUploads } from '../layer-uploads.ts';
import type { Registries } from '../store.ts';
import { actionsOf, type Kind } from './actions.ts';
import { authenticate } from './auth.ts';
import { blobRoutes } from './blobs.ts';
import { manifestRoutes } from './manifests.ts';
import {
  asRegistryError,
  type RegistryAnswer,
  type RegistryCall,
  RegistryError,
  type RegistryRoute,
} from './protocol.ts';
import { listTags } from './tags.ts';
import { createUploadStart, uploadRoutes } from './uploads.ts';

export interface RegistryPorts {
  readonly registries: Registries;
  readonly authorization: Authorization;
  readonly uploads: LayerUploads;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly authorize: AuthorizeRegistry;
  /** Throws for what the API takes for no repository's name. */
  readonly checkName: (repositoryName: string) => void;
}

/**
 * Lets the holder of a password take an action on a repository of his registry.
 * @throws AwsError AccessDeniedException
 */
export type AuthorizeRegistry = (holder: Holder, action: string, repository: string) => Promise<void>;

/** A request before anything of it has been judged. */
export interface RegistryRequest extends Pick<RegistryCall, 'body' | 'headers'> {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
}

interface Endpoint {
  readonly kind: Kind;
  /** Groups `name` and `reference`. A repository may be called `blobs`, so the longest name is right. */
  readonly pattern: RegExp;
  readonly methods: Readonly<Record<string, RegistryRoute>>;
}

/** Finds who calls and what is meant, and answers; throws what the answer cannot be. */
export function createRegistryRouter(ports: RegistryPorts) {
  const endpoints: readonly Endpoint[] = [
    { kind: 'ping', pattern: /^\/v2\/?$/, methods: { GET: ping, HEAD: ping } },
    {
      kind: 'uploads',
      pattern: /^\/v2\/(?<name>.+)\/blobs\/uploads\/?$/,
      methods: { POST: createUploadStart(ports.uploads, ports.clock) },
    },
    {
      kind: 'upload',
      pattern: /^\/v2\/(?<name>.+)\/blobs\/uploads\/(?<reference>[^/]+)$/,
      methods: uploadRoutes(ports.uploads),
    },
    {
      kind: 'blob',
      pattern: /^\/v2\/(?<name>.+)\/blobs\/(?<reference>[^/]+)$/,
      methods: blobRoutes(ports.blobs),
    },
    {
      kind: 'manifest',
      pattern: /^\/v2\/(?<name>.+)\/manifests\/(?<reference>[^/]+)$/,
      methods: manifestRoutes(ports.clock),
    },
    { kind: 'tags', pattern: /^\/v2\/(?<name>.+)\/tags\/list$/, methods: { GET: listTags } },
  ];

  return async ({ method, url, headers, body }: RegistryRequest): Promise<RegistryAnswer> => {
    const holder = authenticate(headers.authorization, headers.host ?? '', ports.authorization);
    const [path = '', search = ''] = url.split('?', 2);
    const decoded = decodePath(path);
    for (const { kind, pattern, methods } of endpoints) {
      const match = pattern.exec(decoded);
      if (!match) continue;
      const route = methods[method];
      if (!route) throw new RegistryError(405, 'UNSUPPORTED', `${method} is not supported here.`);
      const { name = '', reference = '' } = match.groups ?? {};
      if (kind !== 'ping') refuseInvalidName(name, ports.checkName);
      const query = new URLSearchParams(search);
      for (const action of actionsOf(kind, { method, query, headers }))
        await ports.authorize(holder, action, name);
      return route({
        registry: ports.registries.of(holder),
        ...{ name, reference, query, headers, body },
        mayPullFrom: (repository) => isAllowed(ports.authorize(holder, 'GetDownloadUrlForLayer', repository)),
      });
    }
    throw new RegistryError(404, 'UNSUPPORTED', `The registry has nothing at ${decoded}`);
  };
}

async function isAllowed(asked: Promise<void>): Promise<boolean> {
  return asked.then(
    () => true,
    () => false,
  );
}

/** What clients ask first: it succeeds when the password is good. */
function ping(): RegistryAnswer {
  return { status: 200, headers: { 'content-length': 0 } };
}

function refuseInvalidName(name: string, check: RegistryPorts['checkName']): void {
  try {
    check(name);
  } catch (error) {
    throw new RegistryError(400, 'NAME_INVALID', asRegistryError(error).message);
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new RegistryError(400, 'NAME_INVALID', `Not a path: ${path}`);
  }
}
