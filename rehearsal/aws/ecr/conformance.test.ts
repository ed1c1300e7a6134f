import { text } from 'node:stream/consumers';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { sleep } from '../../../lib/action/clock.ts';
import { conforms } from '../conformance/testing/conforms.ts';
import { refusalOf } from '../conformance/testing/proofs.ts';
import { ECR_BEHAVIOURS } from './behaviours.ts';
import { parseDigest } from './blobs/blob-store.ts';
import { createMemoryBlobStore } from './blobs/memory-blob-store.ts';
import type { EcrSettings } from './settings.ts';
import { digestOf, push, readManifest, repositoryName } from './testing/images.ts';
import { bytesOf, createRepository, createWorld, PLACE } from './testing/world.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A repository, what is pushed to it a day apart, and what is left of it. */
async function setUp(settings: Partial<EcrSettings> = {}) {
  const blobs = createMemoryBlobStore();
  const world = createWorld({ settings, blobs });
  await createRepository(world.client, repositoryName);
  const ecr = world.client;
  const wait = (milliseconds: number) => world.clock.run(sleep(world.clock, milliseconds));
  const tag = async (from: string, imageTag: string) =>
    ecr.putImage({ repositoryName, imageManifest: await readManifest(world.client, from), imageTag });
  return {
    ...{ ...world, ecr, blobs, wait, tag },
    /** One image a day, each with these tags. */
    async pushDaily(...images: readonly (readonly string[])[]) {
      for (const [first = '', ...others] of images) {
        await push(world, first);
        for (const other of others) await tag(first, other);
        await wait(DAY);
      }
    },
    /** The tags of what is there. */
    async tagsLeft(): Promise<string[]> {
      const { imageIds = [] } = await ecr.listImages({ repositoryName });
      return imageIds.map(({ imageTag = 'untagged' }) => imageTag).sort();
    },
    /** Tags that a policy would expire, with the rules that say so. */
    async preview(...rules: readonly object[]) {
      const lifecyclePolicyText = policy(...rules);
      await ecr.startLifecyclePolicyPreview({ repositoryName, lifecyclePolicyText });
      await wait(5_000);
      const { previewResults = [] } = await ecr.getLifecyclePolicyPreview({ repositoryName });
      return previewResults
        .map(
          ({ imageTags = [], appliedRulePriority }) =>
            `${imageTags[0] ?? 'untagged'} by ${appliedRulePriority}`,
        )
        .sort();
    },
  };
}

const rule = (rulePriority: number, selection: object) => ({
  ...{ rulePriority, selection },
  action: { type: 'expire' },
});
const policy = (...rules: readonly object[]) => JSON.stringify({ rules });
const tagged = (prefix: string, countNumber: number) => ({
  ...{ tagStatus: 'tagged', tagPrefixList: [prefix], countType: 'imageCountMoreThan', countNumber },
});
const anyMoreThan = (countNumber: number) => ({
  ...{ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber },
});

conforms(ECR_BEHAVIOURS, {
  async 'first-rule-decides'() {
    const { pushDaily, preview } = await setUp();
    await pushDaily(['prod-1', 'beta-1'], ['prod-2', 'beta-2'], ['beta-3']);
    expect(await preview(rule(1, tagged('prod', 1)), rule(2, tagged('beta', 1)))).toEqual(['prod-1 by 1']);
  },
  async 'rules-count-everything'() {
    const { pushDaily, preview } = await setUp();
    await pushDaily(['old'], ['prod-1'], ['prod-2']);
    expect(await preview(rule(1, tagged('prod', 2)), rule(2, anyMoreThan(2)))).toEqual(['old by 2']);
  },
  async 'oldest-go-first'() {
    const { pushDaily, preview } = await setUp();
    await pushDaily(['a'], ['b'], ['c']);
    expect(await preview(rule(1, anyMoreThan(1)))).toEqual(['a by 1', 'b by 1']);
  },
  async 'expire-by-age'() {
    const { pushDaily, preview } = await setUp();
    await pushDaily(['a'], ['b'], ['c']);
    const older = (countNumber: number) => ({
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber,
    });
    expect(await preview(rule(1, { tagStatus: 'any', ...older(1) }))).toEqual(['a by 1', 'b by 1']);
  },
  async 'all-patterns-match'() {
    const { pushDaily, preview } = await setUp();
    await pushDaily(['prod-1', 'web-1'], ['prod-2'], ['web-3'], ['prod-4', 'web-4']);
    const count = { countType: 'imageCountMoreThan', countNumber: 1 };
    const patterns = { tagStatus: 'tagged', tagPatternList: ['p*d-*', 'web*'], ...count };
    expect(await preview(rule(1, patterns))).toEqual(['prod-1 by 1']);
    const prefixes = { tagStatus: 'tagged', tagPrefixList: ['prod', 'web'], ...count };
    expect(await preview(rule(1, prefixes))).toEqual(['prod-1 by 1']);
  },
  async 'referenced-images-stay'() {
    const { ecr, pushDaily, preview } = await setUp();
    await pushDaily(['a'], ['b']);
    const { imageDetails = [] } = await ecr.describeImages({ repositoryName, imageIds: [{ imageTag: 'a' }] });
    const manifests = imageDetails.map(({ imageDigest, imageManifestMediaType }) => ({
      ...{ mediaType: imageManifestMediaType, digest: imageDigest, size: 1 },
      platform: { os: 'linux', architecture: 'amd64' },
    }));
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, manifests });
    await ecr.putImage({ repositoryName, imageManifest, imageTag: 'index' });
    expect(await preview(rule(1, anyMoreThan(1)))).toEqual(['b by 1']);
  },
  async 'any-comes-last'() {
    const { ecr } = await setUp();
    const lifecyclePolicyText = policy(rule(1, anyMoreThan(1)), rule(2, tagged('prod', 1)));
    expect(await refusalOf(ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText }))).toMatch(
      /^InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: /,
    );
  },
  async 'policy-is-validated'() {
    const { ecr } = await setUp();
    const good = anyMoreThan(1);
    const put = (lifecyclePolicyText: string) =>
      refusalOf(ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText }));
    for (const bad of [
      '{"rules":',
      policy(),
      policy({ ...rule(1, good), color: 'red' }),
      policy(rule(0, good)),
      policy(rule(1, { ...good, tagPrefixList: ['a'] })),
      policy(rule(1, { ...good, tagStatus: 'tagged' })),
      policy(rule(1, { ...good, countUnit: 'days' })),
      policy(rule(1, { ...good, countType: 'sinceImagePushed' })),
      policy(rule(1, { ...tagged('a', 1), tagPrefixList: undefined, tagPatternList: ['*a*b*c*d*'] })),
      policy(rule(1, tagged('a', 1)), rule(1, good)),
    ]) {
      expect(await put(bad)).toMatch(/^InvalidParameterException: .*Lifecycle policy validation failure/);
    }
    expect(await put(policy(rule(1, { ...good, countType: 'sinceImagePulled' })))).toMatch(/^NotImplemented/);
    expect(await put(policy(rule(1, good)))).toBe('no error');
  },
  async 'expiry-takes-a-day'() {
    const { ecr, pushDaily, tagsLeft, wait } = await setUp();
    await pushDaily(['a'], ['b']);
    const lifecyclePolicyText = policy(rule(1, anyMoreThan(1)));
    await ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText });
    await wait(DAY - 1);
    expect(await tagsLeft()).toEqual(['a', 'b']);
    await wait(1);
    expect(await tagsLeft()).toEqual(['b']);
    const quick = await setUp({ lifecycleInterval: 1000 });
    await quick.pushDaily(['a'], ['b']);
    await quick.ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText });
    await quick.wait(1000);
    // A task that starts by now does not find its image.
    expect(await quick.images.find('127.0.0.1:4510/team/web:a')).toBeUndefined();
  },
  async 'preview-deletes-nothing'() {
    const { ecr, pushDaily, tagsLeft, wait } = await setUp();
    await pushDaily(['a'], ['b']);
    const lifecyclePolicyText = policy(rule(1, anyMoreThan(1)));
    await ecr.startLifecyclePolicyPreview({ repositoryName, lifecyclePolicyText });
    expect(await ecr.getLifecyclePolicyPreview({ repositoryName })).toMatchObject({ status: 'IN_PROGRESS' });
    expect(await refusalOf(ecr.startLifecyclePolicyPreview({ repositoryName, lifecyclePolicyText }))).toMatch(
      /^LifecyclePolicyPreviewInProgressException/,
    );
    await wait(5_000);
    expect(await ecr.getLifecyclePolicyPreview({ repositoryName })).toMatchObject({
      ...{ status: 'COMPLETE', lifecyclePolicyText, summary: { expiringImageTotalCount: 1 } },
      previewResults: [{ imageTags: ['a'], action: { type: 'EXPIRE' }, appliedRulePriority: 1 }],
    });
    expect(await tagsLeft()).toEqual(['a', 'b']);
  },
  async 'no-policy'() {
    const { ecr } = await setUp();
    const missing =
      "LifecyclePolicyNotFoundException: Lifecycle policy does not exist for the repository with name 'team/web' in the registry with id '123456789012'";
    expect(await refusalOf(ecr.getLifecyclePolicy({ repositoryName }))).toBe(missing);
    expect(await refusalOf(ecr.getLifecyclePolicyPreview({ repositoryName }))).toMatch(
      /^LifecyclePolicyPreviewNotFoundException/,
    );
    const lifecyclePolicyText = policy(rule(1, anyMoreThan(1)));
    await ecr.putLifecyclePolicy({ repositoryName, lifecyclePolicyText });
    expect((await ecr.getLifecyclePolicy({ repositoryName })).lifecyclePolicyText).toBe(lifecyclePolicyText);
    await ecr.deleteLifecyclePolicy({ repositoryName });
    expect(await refusalOf(ecr.getLifecyclePolicy({ repositoryName }))).toBe(missing);
  },
  async 'immutable-tags'() {
    const world = await setUp();
    await world.ecr.putImageTagMutability({ repositoryName, imageTagMutability: 'IMMUTABLE' });
    await push(world, '1', 'one');
    for (const content of ['one', 'two']) {
      await expect(push(world, '1', content)).rejects.toMatchObject({
        code: 'ImageTagAlreadyExistsException',
      });
    }
  },
  async 'exclusions-turn-mutability'() {
    const world = await setUp();
    const set = (imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' | 'MUTABLE_WITH_EXCLUSION') =>
      world.ecr.putImageTagMutability({
        ...{ repositoryName, imageTagMutability },
        imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
      });
    const pushAgain = async (tag: string) => {
      await push(world, tag, `${tag} one`);
      return push(world, tag, `${tag} two`).then(
        () => 'moved',
        (error: { code: string }) => error.code,
      );
    };
    const answer = await set('IMMUTABLE_WITH_EXCLUSION');
    expect(answer.imageTagMutabilityExclusionFilters).toEqual([{ filterType: 'WILDCARD', filter: 'dev-*' }]);
    expect([await pushAgain('dev-1'), await pushAgain('1')]).toEqual([
      'moved',
      'ImageTagAlreadyExistsException',
    ]);
    await set('MUTABLE_WITH_EXCLUSION');
    expect([await pushAgain('2'), await pushAgain('dev-2')]).toEqual([
      'moved',
      'ImageTagAlreadyExistsException',
    ]);
  },
  async 'exclusions-need-their-mode'() {
    const { ecr } = await setUp();
    const filters = [{ filterType: 'WILDCARD' as const, filter: 'dev-*' }];
    const set = (imageTagMutability: 'IMMUTABLE' | 'IMMUTABLE_WITH_EXCLUSION', given?: typeof filters) =>
      refusalOf(
        ecr.putImageTagMutability({
          ...{ repositoryName, imageTagMutability, imageTagMutabilityExclusionFilters: given },
        }),
      );
    expect(await set('IMMUTABLE', filters)).toMatch(/^InvalidParameterException/);
    expect(await set('IMMUTABLE_WITH_EXCLUSION')).toMatch(/^InvalidParameterException/);
    expect(await set('IMMUTABLE_WITH_EXCLUSION', [{ filterType: 'WILDCARD', filter: '*a*b*' }])).toMatch(
      /^InvalidParameterException/,
    );
    expect(await set('IMMUTABLE_WITH_EXCLUSION', filters)).toBe('no error');
  },
  async 'layers-come-first'() {
    const { ecr } = await setUp();
    const digest = digestOf('elsewhere');
    const descriptor = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size: 1 };
    const put = (manifest: object) =>
      refusalOf(
        ecr.putImage({ repositoryName, imageManifest: JSON.stringify({ schemaVersion: 2, ...manifest }) }),
      );
    expect(await put({ config: descriptor, layers: [descriptor] })).toMatch(/^LayersNotFoundException/);
    expect(await put({ manifests: [descriptor] })).toMatch(/^ReferencedImagesNotFoundException/);
  },
  async 'push-can-be-repeated'() {
    const world = await setUp();
    const first = await push(world, '1', 'same');
    await world.wait(1000);
    expect(await push(world, '1', 'same')).toBe(first);
    expect((await world.ecr.describeImages({ repositoryName })).imageDetails).toHaveLength(1);
  },
  async 'moved-tags-leave-untagged'() {
    const world = await setUp();
    const first = await push(world, '1', 'one');
    await push(world, '1', 'two');
    const { imageIds } = await world.ecr.listImages({ repositoryName, filter: { tagStatus: 'UNTAGGED' } });
    expect(imageIds).toEqual([{ imageDigest: first }]);
  },
  async 'delete-by-tag'() {
    const world = await setUp();
    const imageDigest = await push(world, '1');
    await world.tag('1', '2');
    await world.tag('1', '3');
    const remove = (id: { imageTag?: string; imageDigest?: string }) =>
      world.ecr.batchDeleteImage({ repositoryName, imageIds: [id] });
    await remove({ imageTag: '1' });
    expect(await world.tagsLeft()).toEqual(['2', '3']);
    await remove({ imageTag: '2' });
    expect(await world.tagsLeft()).toEqual(['3']);
    await remove({ imageTag: '3' });
    expect(await world.tagsLeft()).toEqual([]);
    await push(world, '1');
    await world.tag('1', '2');
    expect((await remove({ imageDigest })).imageIds).toHaveLength(2);
    expect(await world.tagsLeft()).toEqual([]);
  },
  async 'index-before-images'() {
    const world = await setUp();
    const imageDigest = await push(world, '1');
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    const platform = { os: 'linux', architecture: 'amd64' };
    const manifests = [{ mediaType, digest: imageDigest, size: 1, platform }];
    const imageManifest = JSON.stringify({ schemaVersion: 2, manifests });
    await world.ecr.putImage({ repositoryName, imageManifest, imageTag: 'index' });
    const remove = () => world.ecr.batchDeleteImage({ repositoryName, imageIds: [{ imageDigest }] });
    expect((await remove()).failures).toMatchObject([{ failureCode: 'ImageReferencedByManifestList' }]);
    await world.ecr.batchDeleteImage({ repositoryName, imageIds: [{ imageTag: 'index' }] });
    expect((await remove()).failures).toEqual([]);
  },
  async 'layers-are-freed'() {
    const world = await setUp({ layersKept: 1000 });
    const pushTwo = (tag: string, own: string) =>
      world.pushImage({
        ...{ place: PLACE, repository: repositoryName, tag, architecture: 'amd64' },
        layers: [bytesOf('shared'), bytesOf(own)],
      });
    await pushTwo('1', 'one');
    await pushTwo('2', 'two');
    const [shared, one] = [parseDigest(digestOf('shared')), parseDigest(digestOf('one'))];
    if (!shared || !one) throw new Error('no digest');
    await world.ecr.batchDeleteImage({ repositoryName, imageIds: [{ imageTag: '1' }] });
    // For a while a push that was told of the layer may count on it.
    await world.wait(999);
    expect(await text(await world.blobs.read(one))).toBe('one');
    await world.wait(1);
    await world.tagsLeft();
    await expect(world.blobs.read(one)).rejects.toThrow('No content');
    expect(await text(await world.blobs.read(shared))).toBe('shared');
    await world.ecr.deleteRepository({ repositoryName, force: true });
    await expect(world.blobs.read(shared)).rejects.toThrow('No content');
  },
  async 'no-half-image'() {
    const world = await setUp();
    async function* breakOff(content: string) {
      yield* bytesOf(content);
      throw new Error('the client is gone');
    }
    await fc.assert(
      fc.asyncProperty(fc.string(), async (content) => {
        const broken = world.pushImage({
          ...{ place: PLACE, repository: repositoryName, tag: 'half', architecture: 'amd64' },
          layers: [bytesOf('whole'), breakOff(content)],
        });
        await expect(broken).rejects.toThrow('the client is gone');
        expect(await world.tagsLeft()).toEqual([]);
        const layerDigests = [digestOf(content)];
        const { layers } = await world.ecr.batchCheckLayerAvailability({ repositoryName, layerDigests });
        expect(layers).toMatchObject([{ layerAvailability: 'UNAVAILABLE' }]);
      }),
      { numRuns: 20 },
    );
    expect(await push(world, 'half')).toMatch(/^sha256:/);
  },
  async 'uploads-are-given-up'() {
    const begin = async (uploadsKept: number) => {
      const { ecr, wait } = await setUp({ uploadsKept });
      const { uploadId } = await ecr.initiateLayerUpload({ repositoryName });
      await wait(1000);
      await ecr.initiateLayerUpload({ repositoryName });
      const part = { partFirstByte: 0, partLastByte: 0, layerPartBlob: Buffer.from('x') };
      return refusalOf(ecr.uploadLayerPart({ repositoryName, uploadId, ...part }));
    };
    expect(await begin(1000)).toMatch(/^UploadNotFoundException/);
    expect(await begin(1001)).toBe('no error');
  },
  async 'image-quotas'() {
    const world = await setUp({ imagesPerRepository: 2, tagsPerImage: 2 });
    await push(world, '1', 'one');
    await world.tag('1', 'one');
    expect(await refusalOf(world.tag('1', 'another'))).toMatch(/^LimitExceededException: .* is '2'$/);
    await push(world, '2', 'two');
    await expect(push(world, '3', 'three')).rejects.toMatchObject({
      code: 'LimitExceededException',
      message:
        "The repository with name 'team/web' in registry with id '123456789012' already has the maximum allowed number of images which is '2'",
    });
    // What is there already needs no room.
    await push(world, 'one', 'two');
  },
  async 'scan-findings'() {
    const world = await setUp();
    await push(world, '1');
    const imageId = { imageTag: '1' };
    // Nothing is known of what a scanner would find, and nothing made up.
    expect(await refusalOf(world.ecr.startImageScan({ repositoryName, imageId }))).toMatch(/^NotImplemented/);
    const findings = (['HIGH', 'LOW', 'LOW'] as const).map((severity, index) => ({
      ...{ name: `CVE-2026-${index}`, severity, uri: 'https://example.com' },
    }));
    world.scriptScan({ repository: repositoryName, tag: '1' }, { findings });
    const started = await world.ecr.startImageScan({ repositoryName, imageId });
    expect(started.imageScanStatus).toEqual({ status: 'IN_PROGRESS' });
    const read = () => world.ecr.describeImageScanFindings({ repositoryName, imageId, maxResults: 2 });
    expect(await read()).not.toHaveProperty('imageScanFindings');
    expect((await read()).imageScanStatus?.status).toBe('IN_PROGRESS');
    await world.wait(20_000);
    const page = await read();
    expect(page.imageScanStatus?.status).toBe('COMPLETE');
    expect(page.imageScanFindings).toMatchObject({
      findings: findings.slice(0, 2),
      findingSeverityCounts: { HIGH: 1, LOW: 2 },
    });
    expect(page.nextToken).toBeDefined();
    const { imageDetails } = await world.ecr.describeImages({ repositoryName });
    expect(imageDetails?.[0]?.imageScanFindingsSummary?.findingSeverityCounts).toEqual({ HIGH: 1, LOW: 2 });
    world.scriptScan(
      { repository: repositoryName },
      { failure: 'UNSUPPORTED_IMAGE', description: 'scratch' },
    );
    expect((await read()).imageScanStatus).toEqual({ status: 'UNSUPPORTED_IMAGE', description: 'scratch' });
  },
  async 'scan-on-push'() {
    const world = await setUp();
    world.scriptScan({ repository: repositoryName }, { findings: [] });
    await push(world, 'before');
    await world.ecr.putImageScanningConfiguration({
      ...{ repositoryName, imageScanningConfiguration: { scanOnPush: true } },
    });
    await push(world, 'after');
    await world.wait(20_000);
    const read = (imageTag: string) =>
      world.ecr.describeImageScanFindings({ repositoryName, imageId: { imageTag } });
    expect((await read('after')).imageScanStatus?.status).toBe('COMPLETE');
    expect(await refusalOf(read('before'))).toBe(
      "ScanNotFoundException: Image scan does not exist for the image with '{imageTag:'before'}' in the repository with name 'team/web' in the registry with id '123456789012'",
    );
  },
  async 'one-scan-a-day'() {
    const world = await setUp();
    world.scriptScan({ repository: repositoryName }, { findings: [] });
    await push(world, '1');
    const scan = () => refusalOf(world.ecr.startImageScan({ repositoryName, imageId: { imageTag: '1' } }));
    expect(await scan()).toBe('no error');
    expect(await scan()).toBe(
      'LimitExceededException: The scan quota per image has been exceeded. Wait and try again.',
    );
    await world.wait(DAY);
    expect(await scan()).toBe('no error');
  },
  async 'no-resource-policies'() {
    const { ecr } = await setUp();
    expect(await refusalOf(ecr.getRepositoryPolicy({ repositoryName }))).toBe(
      "RepositoryPolicyNotFoundException: Repository policy does not exist for the repository with name 'team/web' in the registry with id '123456789012'",
    );
    expect(await refusalOf(ecr.getRegistryPolicy({}))).toBe(
      "RegistryPolicyNotFoundException: Registry policy does not exist in the registry with id '123456789012'",
    );
    expect(await refusalOf(ecr.setRepositoryPolicy({ repositoryName, policyText: '{}' }))).toMatch(
      /^NotImplemented/,
    );
  },
  async 'mounting-is-set'() {
    for (const blobMounting of ['ENABLED', 'DISABLED'] as const) {
      const { ecr } = await setUp({ blobMounting });
      const name = 'BLOB_MOUNTING';
      expect((await ecr.getAccountSetting({ name })).value).toBe(blobMounting);
      await ecr.putAccountSetting({ name, value: 'ENABLED' });
      expect((await ecr.getAccountSetting({ name })).value).toBe('ENABLED');
    }
  },
  async 'password-of-twelve-hours'() {
    const { ecr, clock } = await setUp();
    const { authorizationData = [] } = await ecr.getAuthorizationToken({});
    expect(authorizationData[0]?.expiresAt?.getTime()).toBe(clock.now() + DAY / 2);
  },
});
