import {
  type AccessTable,
  anyResource,
  arnAt,
  type Place,
  type Row,
  readTags,
  requestTags,
  rowsFor,
  text,
  texts,
} from '../need.ts';

export function repositoryArn(name: unknown, place: Place, registryId: unknown = undefined): string {
  const account = typeof registryId === 'string' ? registryId : place.account;
  return arnAt({ ...place, account }, 'ecr', `repository/${text(name)}`);
}

const onRepository: Row = ({ repositoryName, registryId }, place) => ({
  resources: [repositoryArn(repositoryName, place, registryId)],
});

const onTagged: Row = ({ resourceArn, tags, tagKeys }) => ({
  resources: [text(resourceArn)],
  context: { ...requestTags(tags), ...(tagKeys === undefined ? {} : { 'aws:TagKeys': texts(tagKeys) }) },
});

/** Amazon ECR, as the Service Authorization Reference has it. */
export const ECR_TABLE: AccessTable = {
  prefix: 'ecr',
  rows: {
    ...rowsFor(
      anyResource,
      'GetAuthorizationToken DescribeRegistry GetRegistryPolicy PutRegistryPolicy DeleteRegistryPolicy',
    ),
    ...rowsFor(
      anyResource,
      'GetRegistryScanningConfiguration PutRegistryScanningConfiguration PutReplicationConfiguration',
    ),
    ...rowsFor(
      anyResource,
      'DescribePullThroughCacheRules CreatePullThroughCacheRule DeletePullThroughCacheRule',
    ),
    ...rowsFor(
      onRepository,
      'BatchCheckLayerAvailability BatchDeleteImage BatchGetImage CompleteLayerUpload DescribeImages',
    ),
    ...rowsFor(
      onRepository,
      'DescribeImageScanFindings DescribeImageReplicationStatus GetDownloadUrlForLayer InitiateLayerUpload',
    ),
    ...rowsFor(onRepository, 'ListImages PutImage StartImageScan UploadLayerPart DeleteRepository'),
    ...rowsFor(
      onRepository,
      'GetRepositoryPolicy SetRepositoryPolicy DeleteRepositoryPolicy PutImageTagMutability',
    ),
    ...rowsFor(
      onRepository,
      'PutImageScanningConfiguration GetLifecyclePolicy PutLifecyclePolicy DeleteLifecyclePolicy',
    ),
    ...rowsFor(onRepository, 'GetLifecyclePolicyPreview StartLifecyclePolicyPreview'),
    ...rowsFor(onTagged, 'TagResource UntagResource ListTagsForResource'),
    ...rowsFor(
      ({ name }) => ({ resources: ['*'], context: { 'ecr:AccountSetting': name } }),
      'GetAccountSetting PutAccountSetting',
    ),
    CreateRepository: (input, place) => {
      const resources = [repositoryArn(input.repositoryName, place, input.registryId)];
      const context = requestTags(input.tags);
      const tagging =
        readTags(input.tags).length > 0 ? [{ action: 'ecr:TagResource', resources, context }] : [];
      return [{ resources, context }, ...tagging];
    },
    DescribeRepositories: ({ repositoryNames, registryId }, place) => {
      const names = texts(repositoryNames);
      return {
        resources: (names.length > 0 ? names : ['*']).map((name) => repositoryArn(name, place, registryId)),
      };
    },
    BatchGetRepositoryScanningConfiguration: ({ repositoryNames }, place) => ({
      resources: texts(repositoryNames).map((name) => repositoryArn(name, place)),
    }),
  },
};
