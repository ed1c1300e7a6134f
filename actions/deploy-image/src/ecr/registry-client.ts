import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { RegistryAccess } from './authorize.ts';

/** The part of the registry protocol that moves content between two repositories of one registry. */
export interface RegistryClient {
  /**
   * Makes a blob of one repository part of another: nothing when it is there, by reference where the registry mounts,
   * else through this machine, as a stream.
   * @throws ActionFailure when the registry refuses
   */
  copyBlob(digest: string, from: string, to: string): Promise<'there' | 'mounted' | 'copied'>;
}

export function createRegistryClient(access: RegistryAccess, signal: AbortSignal): RegistryClient {
  const authorization = `Basic ${Buffer.from(`${access.user}:${access.password}`).toString('base64')}`;

  async function call(method: string, url: URL, what: string, body?: ReadableStream): Promise<Response> {
    const headers = { authorization, ...(body && { 'content-type': 'application/octet-stream' }) };
    // A redirect to where the layers lie, on another host, goes without the password: fetch sees to that.
    const response = await fetch(url, { method, headers, signal, ...(body && { body, duplex: 'half' }) });
    if (response.ok || (method === 'HEAD' && response.status === 404)) return response;
    throw new ActionFailure({
      cause: `The registry ${access.endpoint} answered ${response.status} when it was to ${what}: ${await reasonOf(response)}`,
      advice: 'Run the job again; if the answer stays the same, look at the policy of the repository.',
    });
  }

  async function copyBlob(digest: string, from: string, to: string): Promise<'there' | 'mounted' | 'copied'> {
    const path = (repository: string, rest: string) =>
      new URL(`/v2/${repository}/blobs/${rest}`, access.endpoint);
    const found = await call('HEAD', path(to, digest), `look for ${digest} in ${to}`);
    if (found.ok) return 'there';
    const start = path(to, `uploads/?${new URLSearchParams({ mount: digest, from })}`);
    const started = await call('POST', start, `take ${digest} into ${to}`);
    if (started.status === 201) return 'mounted';
    const upload = new URL(started.headers.get('location') ?? '', start);
    const blob = await call('GET', path(from, digest), `read ${digest} of ${from}`);
    const sent = await call('PATCH', upload, `write ${digest} to ${to}`, blob.body ?? new Blob([]).stream());
    const end = new URL(sent.headers.get('location') ?? upload, upload);
    end.searchParams.set('digest', digest);
    await call('PUT', end, `finish ${digest} in ${to}`);
    return 'copied';
  }

  return { copyBlob };
}

/** What a registry says in its error, else the start of whatever it answered. */
async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { errors } = JSON.parse(text) as {
      readonly errors: readonly { readonly code: string; readonly message: string }[];
    };
    return errors.map(({ code, message }) => `${code}: ${message}`).join('; ');
  } catch {
    return text.slice(0, 200) || response.statusText;
  }
}
