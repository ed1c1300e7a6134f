import type { RegistryCall } from './protocol.ts';

/** What a path of the registry is about. */
export type Kind = 'ping' | 'uploads' | 'upload' | 'blob' | 'manifest' | 'tags';

const ACTIONS: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  // Whoever has a password has been let in already.
  ping: {},
  uploads: { POST: ['InitiateLayerUpload'] },
  upload: {
    PATCH: ['UploadLayerPart'],
    PUT: ['CompleteLayerUpload'],
    GET: ['UploadLayerPart'],
    DELETE: ['UploadLayerPart'],
  },
  blob: { HEAD: ['BatchCheckLayerAvailability'], GET: ['GetDownloadUrlForLayer'] },
  manifest: {
    HEAD: ['BatchGetImage'],
    GET: ['BatchGetImage'],
    PUT: ['PutImage'],
    DELETE: ['BatchDeleteImage'],
  },
  tags: { GET: ['ListImages'] },
};

/** The actions of IAM that a request needs, as the API's calls for the same work are named. */
export function actionsOf(
  kind: Kind,
  { method, query, headers }: { readonly method: string } & Pick<RegistryCall, 'query' | 'headers'>,
): readonly string[] {
  const actions = ACTIONS[kind][method] ?? [];
  const isWhole = kind === 'uploads' && query.has('digest');
  if (isWhole) return [...actions, 'UploadLayerPart', 'CompleteLayerUpload'];
  const carriesRest = kind === 'upload' && method === 'PUT' && headers['content-length'] !== '0';
  return carriesRest ? ['UploadLayerPart', ...actions] : actions;
}
