import { defineBehaviours } from '../conformance/behaviour.ts';

const LIFECYCLE = 'ECR User Guide, lifecycle policies: considerations on evaluation';
const PROPERTIES = 'ECR User Guide, lifecycle policy properties';

/** How ECR behaves, proven one by one in `conformance.test.ts`. */
export const ECR_BEHAVIOURS = defineBehaviours({
  'first-rule-decides': {
    does: 'an image that a rule selects is not expired by a rule of lower priority',
    basis: 'documentation',
    source: LIFECYCLE,
    mutant: {
      file: 'ecr/lifecycle/evaluate.ts',
      from: 'for (const { digest } of selected) decided.add(digest);',
      to: '',
    },
  },
  'rules-count-everything': {
    does: 'a rule counts the images that it selects as if no rule before it had expired any',
    basis: 'documentation',
    source: LIFECYCLE,
    mutant: {
      file: 'ecr/lifecycle/evaluate.ts',
      from: 'newestFirst.filter((image) => isSelected(image, selects))',
      to: 'newestFirst.filter((image) => !decided.has(image.digest) && isSelected(image, selects))',
    },
  },
  'oldest-go-first': {
    does: 'imageCountMoreThan keeps the newest images by the time of their push',
    basis: 'documentation',
    source: LIFECYCLE,
    mutant: {
      file: 'ecr/lifecycle/evaluate.ts',
      from: 'b.pushedAt.getTime() - a.pushedAt.getTime()',
      to: 'a.pushedAt.getTime() - b.pushedAt.getTime()',
    },
  },
  'expire-by-age': {
    does: 'sinceImagePushed expires what was pushed longer ago than so many days',
    basis: 'documentation',
    source: PROPERTIES,
    mutant: { file: 'ecr/lifecycle/evaluate.ts', from: 'keeps.days * DAY', to: 'keeps.days' },
  },
  'all-patterns-match': {
    does: 'a rule with several prefixes or patterns selects images that have a tag for each of them',
    basis: 'documentation',
    source: PROPERTIES,
    mutant: {
      file: 'ecr/lifecycle/evaluate.ts',
      from: 'selects.patterns.every(',
      to: 'selects.patterns.some(',
    },
  },
  'referenced-images-stay': {
    does: 'an image that an index refers to is not expired before the index is gone',
    basis: 'documentation',
    source: LIFECYCLE,
    mutant: { file: 'ecr/lifecycle/evaluate.ts', from: '&& !isReferenced', to: '' },
  },
  'any-comes-last': {
    does: 'the rule with tagStatus any must have the highest priority number',
    basis: 'documentation',
    source: PROPERTIES,
    mutant: { file: 'ecr/lifecycle/read-policy.ts', from: 'any < rules.length - 1', to: 'any < -1' },
  },
  'policy-is-validated': {
    does: 'a lifecycle policy with missing, unknown or contradicting members is refused',
    basis: 'report',
    source: 'cloudposse/terraform-aws-ecr #158',
    mutant: {
      file: 'ecr/lifecycle/read-policy.ts',
      from: 'const rule = v.strictObject({',
      to: 'const rule = v.object({',
    },
  },
  'expiry-takes-a-day': {
    does: 'images go within 24 hours after they meet a rule, not at once',
    basis: 'documentation',
    source: 'ECR User Guide, lifecycle policies: how they work; setting lifecycleInterval',
    mutant: { file: 'ecr/lifecycle/apply.ts', from: '/ interval)', to: '/ 1000)' },
  },
  'preview-deletes-nothing': {
    does: 'a preview tells what a policy would expire, after a while, and expires nothing',
    basis: 'model',
    source: 'StartLifecyclePolicyPreview, GetLifecyclePolicyPreview',
    mutant: {
      file: 'ecr/lifecycle/preview.ts',
      from: "if (preview.completeAt > clock.now()) return { ...answer, status: 'IN_PROGRESS' };",
      to: '',
    },
  },
  'no-policy': {
    does: 'a repository without lifecycle policy or preview says so with an exception',
    basis: 'model',
    source: 'LifecyclePolicyNotFoundException, LifecyclePolicyPreviewNotFoundException',
    mutant: { file: 'ecr/lifecycle/operations.ts', from: 'repository.lifecycle = undefined;', to: '' },
  },
  'immutable-tags': {
    does: 'an immutable tag is never put again, not even on its own image',
    basis: 'report',
    source: 'containers-roadmap #2179',
    mutant: { file: 'ecr/put-image.ts', from: '|| !isImmutable(repository.mutability, tag)', to: '|| tag' },
  },
  'exclusions-turn-mutability': {
    does: 'tags that match an exclusion filter are mutable in an immutable repository, and the other way round',
    basis: 'documentation',
    source: 'ECR User Guide, image tag mutability: exclusion filters',
    mutant: { file: 'ecr/mutability.ts', from: '!== isExcluded', to: '!== false' },
  },
  'exclusions-need-their-mode': {
    does: 'exclusion filters are wanted with a mode _WITH_EXCLUSION and refused with the others',
    basis: 'documentation',
    source: 'PutImageTagMutability: imageTagMutabilityExclusionFilters',
    mutant: { file: 'ecr/mutability.ts', from: 'hasExclusions !== Boolean(filters?.length)', to: 'false' },
  },
  'layers-come-first': {
    does: 'a manifest is refused while a layer or an image that it names is not in the repository',
    basis: 'model',
    source: 'LayersNotFoundException, ReferencedImagesNotFoundException',
    mutant: { file: 'ecr/put-image.ts', from: 'if (missing.length === 0) return;', to: 'return;' },
  },
  'push-can-be-repeated': {
    does: 'an image that is pushed again to a mutable repository has the same digest and stays one image',
    basis: 'documentation',
    source: 'OCI distribution specification: content is named by its digest',
    mutant: {
      file: 'ecr/put-image.ts',
      from: 'update(image.text).digest',
      to: 'update(image.text + now).digest',
    },
  },
  'moved-tags-leave-untagged': {
    does: 'the image that loses its last tag to another stays, untagged',
    basis: 'documentation',
    source: 'ECR User Guide, retagging an image; PutImage',
    mutant: {
      file: 'ecr/put-image.ts',
      from: 'if (tag !== undefined) repository.tags.set(tag, digest);',
      to: 'if (tag !== undefined) { repository.images.delete(repository.tags.get(tag) ?? digest); repository.images.set(digest, stored); repository.tags.set(tag, digest); }',
    },
  },
  'delete-by-tag': {
    does: 'a deleted tag takes its image along only when it is the last; a deleted digest takes all tags along',
    basis: 'documentation',
    source: 'BatchDeleteImage',
    mutant: { file: 'ecr/delete-image.ts', from: 'tags.length > 1', to: 'tags.length > 2' },
  },
  'index-before-images': {
    does: 'an image that an index refers to cannot be deleted before the index',
    basis: 'model',
    source: 'ImageFailureCode: ImageReferencedByManifestList',
    mutant: { file: 'ecr/delete-image.ts', from: 'indexes.length > 0', to: 'indexes.length > 1' },
  },
  'layers-are-freed': {
    does: 'layers that only deleted images had are freed, those that others share are kept',
    basis: 'documentation',
    source: 'ECR pricing counts stored content; setting layersKept',
    mutant: {
      file: 'ecr/store.ts',
      from: 'if (!used.has(blob)) repository.orphans.set(blob, now);',
      to: 'if (used.has(blob)) repository.orphans.set(blob, now);',
    },
  },
  'no-half-image': {
    does: 'an upload that breaks off leaves nothing: neither a layer nor an image can be read of it',
    basis: 'documentation',
    source: 'OCI distribution specification: blobs are readable once complete',
    mutant: {
      file: 'ecr/layer-uploads.ts',
      from: '      await discard();\n      throw error;',
      to: '      session.repository.blobs.set(digestOf(session), session.size);\n      throw error;',
    },
  },
  'uploads-are-given-up': {
    does: 'an upload that nobody comes back for is thrown away',
    basis: 'hypothesis',
    source: 'setting uploadsKept',
    mutant: { file: 'ecr/layer-uploads.ts', from: 'if (busy || usedAt > since) continue;', to: 'continue;' },
  },
  'image-quotas': {
    does: 'a repository holds so many images, and an image so many tags',
    basis: 'documentation',
    source: 'ECR service quotas; settings imagesPerRepository and tagsPerImage',
    mutant: { file: 'ecr/put-image.ts', from: '.length >= tagsPerImage', to: '.length > tagsPerImage' },
  },
  'scan-findings': {
    does: 'a scan is in progress for a while, then complete with findings counted by severity',
    basis: 'model',
    source: 'StartImageScan, DescribeImageScanFindings and the waiter ImageScanComplete',
    mutant: {
      file: 'ecr/scanning/render.ts',
      from: "if (completeAt > now) return { status: 'IN_PROGRESS' };",
      to: '',
    },
  },
  'scan-on-push': {
    does: 'an image that comes while its repository has scanOnPush is scanned; others have no scan',
    basis: 'model',
    source: 'ImageScanningConfiguration; ScanNotFoundException',
    mutant: { file: 'ecr/scanning/scans.ts', from: 'image.scannedOnPush ?', to: 'image ?' },
  },
  'one-scan-a-day': {
    does: 'an image can be scanned once in 24 hours',
    basis: 'documentation',
    source: 'ECR User Guide, basic scanning; setting scanInterval',
    mutant: { file: 'ecr/scanning/scans.ts', from: '< scanInterval', to: '< 0' },
  },
  'no-resource-policies': {
    does: 'a repository and a registry without a policy say so with an exception',
    basis: 'model',
    source: 'RepositoryPolicyNotFoundException, RegistryPolicyNotFoundException',
    mutant: {
      file: 'ecr/control/policies.ts',
      from: "'RegistryPolicyNotFoundException',",
      to: "'RepositoryPolicyNotFoundException',",
    },
  },
  'mounting-is-set': {
    does: 'whether a push may take a layer over from another repository is a setting of the account',
    basis: 'hypothesis',
    source: 'PutAccountSetting BLOB_MOUNTING; its first value is the setting blobMounting',
    mutant: {
      file: 'ecr/store.ts',
      from: 'blobMounting: settings.blobMounting',
      to: "blobMounting: 'DISABLED'",
    },
  },
  'password-of-twelve-hours': {
    does: 'a registry password is good for twelve hours',
    basis: 'documentation',
    source: 'GetAuthorizationToken',
    mutant: { file: 'ecr/authorization.ts', from: 'LIFETIME = 12 *', to: 'LIFETIME = 13 *' },
  },
});
