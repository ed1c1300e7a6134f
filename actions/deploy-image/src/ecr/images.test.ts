import { expect, test } from '@jest/globals';
import { isSameContent, type StoredImage } from './images.ts';

const attestation = { 'vnd.docker.reference.type': 'attestation-manifest' };

function index(digest: string, manifests: readonly object[]): StoredImage {
  return {
    digest,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifest: JSON.stringify({ manifests }),
  };
}

const single = (digest: string): StoredImage => ({
  digest,
  mediaType: 'm',
  manifest: '{"config":{"digest":"c"}}',
});

test.each([
  ['one image', single('a'), single('a'), true],
  ['two images', single('a'), single('b'), false],
  [
    'attestations of two builds',
    index('i', [{ digest: 'a' }, { digest: 'x', annotations: attestation }]),
    index('j', [{ digest: 'a' }, { digest: 'y', annotations: attestation }]),
    true,
  ],
  [
    'platforms in another order',
    index('i', [{ digest: 'a' }, { digest: 'b' }]),
    index('j', [{ digest: 'b' }, { digest: 'a' }]),
    true,
  ],
  ['another platform', index('i', [{ digest: 'a' }]), index('j', [{ digest: 'a' }, { digest: 'b' }]), false],
  ['an image and an index around it', single('a'), index('j', [{ digest: 'a' }]), true],
])('%s', (_, one, other, same) => {
  expect(isSameContent(one, other)).toBe(same);
});
