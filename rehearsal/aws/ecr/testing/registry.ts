import { createHash } from 'node:crypto';
import { createHttpWorld, createRepository, logIn } from './world.ts';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** The repository of these tests. */
export const name = 'team/web';

export const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The only error of an answer, as clients show it. */
export async function errorOf(response: Response): Promise<string> {
  const { errors } = (await response.json()) as { errors: { code: string; message: string }[] };
  return `${response.status} ${errors[0]?.code}: ${errors[0]?.message}`;
}

interface CallOptions {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A registry with one repository, and a client of it that has logged in. */
export async function createRegistryWorld(options: Parameters<typeof createHttpWorld>[0] = {}) {
  const world = await createHttpWorld(options);
  await createRepository(world.client, name);
  const session = { authorization: await logIn(world.client) };

  /** A request with the session's password, its path below `/v2/`. */
  const call = (method: string, path: string, { body, headers }: CallOptions = {}) =>
    fetch(new URL(path, `http://${world.host}/v2/`), {
      method,
      headers: { ...session, ...headers },
      ...(body === undefined ? {} : { body }),
    });

  async function startUpload(repository = name): Promise<string> {
    const response = await call('POST', `${repository}/blobs/uploads/`);
    return response.headers.get('location') ?? '';
  }

  /** Pushes a blob in one piece and describes it. */
  async function pushBlob(text: string, repository = name) {
    const location = await startUpload(repository);
    await call('PUT', `${location}?digest=${digestOf(text)}`, { body: text });
    return { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: digestOf(text), size: text.length };
  }

  /** The manifest of an image whose blobs have been pushed; it has not. */
  async function makeManifest(text: string, repository = name): Promise<string> {
    const config = {
      ...(await pushBlob('{}', repository)),
      mediaType: 'application/vnd.oci.image.config.v1+json',
    };
    const layers = [await pushBlob(text, repository)];
    return JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers });
  }

  const putManifest = (reference: string, body: NonNullable<CallOptions['body']>, type = OCI_MANIFEST) =>
    call('PUT', `${name}/manifests/${reference}`, { body, headers: { 'content-type': type } });

  return { ...world, session, call, startUpload, pushBlob, makeManifest, putManifest };
}
