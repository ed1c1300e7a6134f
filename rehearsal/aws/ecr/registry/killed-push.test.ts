import { request } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRegistryWorld, digestOf, name, OCI_MANIFEST } from '../testing/registry.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Where a push dies: after so many of its requests, having sent so much of the next body. */
const deaths = fc.record({ requests: fc.nat({ max: 4 }), bytes: fc.integer({ min: 1, max: 40 }) });

test('a push that is killed at any moment leaves no image, and the next one succeeds', async () => {
  const world = await createRegistryWorld();
  open.push(world.close);

  /** Sends the head and a part of the body, then cuts the connection. */
  async function sendPart(method: string, path: string, body: string, bytes: number): Promise<void> {
    const client = request(new URL(path, `http://${world.host}/v2/`), {
      method,
      headers: { ...world.session, 'content-type': OCI_MANIFEST, 'content-length': body.length },
    });
    const closed = new Promise((resolve) => client.on('error', resolve).on('close', resolve));
    await new Promise((resolve) => client.write(body.slice(0, Math.min(bytes, body.length - 1)), resolve));
    client.destroy();
    await closed;
  }

  async function pushUntil(content: string, death: { readonly requests: number; readonly bytes: number }) {
    const config = `{"of":"${content}"}`;
    const describe = (text: string, mediaType: string) => ({
      ...{ mediaType, digest: digestOf(text), size: text.length },
    });
    const manifest = JSON.stringify({
      ...{ schemaVersion: 2, mediaType: OCI_MANIFEST },
      config: describe(config, 'application/vnd.oci.image.config.v1+json'),
      layers: [describe(content, 'application/vnd.oci.image.layer.v1.tar')],
    });
    let done = 0;
    for (const blob of [content, config]) {
      if (done === death.requests) return;
      const location = await world.startUpload();
      done += 1;
      const path = `${location}?digest=${digestOf(blob)}`;
      if (done === death.requests) return sendPart('PUT', path, blob, death.bytes);
      await world.call('PUT', path, { body: blob });
      done += 1;
    }
    if (done === death.requests) return sendPart('PUT', `${name}/manifests/1`, manifest, death.bytes);
    await world.putManifest('1', manifest);
  }

  let pushes = 0;
  await fc.assert(
    fc.asyncProperty(deaths, async (death) => {
      pushes += 1;
      await pushUntil(`content ${pushes}`, death);
      expect((await world.client.describeImages({ repositoryName: name })).imageDetails).toEqual([]);
    }),
    { numRuns: 25 },
  );
  await pushUntil('content 1', { requests: Number.POSITIVE_INFINITY, bytes: 0 });
  const { imageDetails } = await world.client.describeImages({ repositoryName: name });
  expect(imageDetails).toMatchObject([{ imageTags: ['1'] }]);
  expect(await (await world.call('GET', `${name}/blobs/${digestOf('content 1')}`)).text()).toBe('content 1');
});
