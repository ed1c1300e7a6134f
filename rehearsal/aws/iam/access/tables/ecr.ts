import type { AccessTable, Place, Row } from '../need.ts';
import { anyResource, arnAt, byArn, rowsFor, text, texts } from '../rows.ts';
import { withTags } from '../tags.ts';

export function repositoryArn(name: unknown, place: Place, registryId: unknown = undefined): string {
  const account = typeof registryId === 'string' ? registryId : place.account;
  return arnAt({ ...place, account }, 'ecr', `repository/${text(name)}`);
}

const onRepository: Row = ({ repositoryName, registryId }, place) => ({
  resources: [repositoryArn(repositoryName, place, registryId)],
});

/** Amazon ECR, as the Service Authorization Reference has it. */
export const ECR_TABLE: AccessTable = {
  prefix: 'ecr',
  rows: {
    ...rowsFor(
      anyResource,
      'GetAuthorizationToken DescribeRegistry GetRegistryPolicy PutRegistryPolicy DeleteRegistryPolicy',
      'GetRegistryScanningConfiguration PutRegistryScanningConfiguration PutReplicationConfiguration',
      'DescribePullThroughCacheRules CreatePullThroughCacheRule DeletePullThroughCacheRule',
    ),
    ...rowsFor(
      onRepository,
      'BatchCheckLayerAvailability BatchDeleteImage BatchGetImage CompleteLayerUpload DescribeImages',
      'DescribeImageScanFindings DescribeImageReplicationStatus GetDownloadUrlForLayer InitiateLayerUpload',
      'ListImages PutImage StartImageScan UploadLayerPart DeleteRepository',
      'GetRepositoryPolicy SetRepositoryPolicy DeleteRepositoryPolicy PutImageTagMutability',
      'PutImageScanningConfiguration GetLifecyclePolicy PutLifecyclePolicy DeleteLifecyclePolicy',
      'GetLifecyclePolicyPreview StartLifecyclePolicyPreview',
    ),
    ...rowsFor(byArn('resourceArn'), 'TagResource UntagResource ListTagsForResource'),
    ...rowsFor(
      ({ name }) => ({ resources: ['*'], context: { 'ecr:AccountSetting': name } }),
      'GetAccountSetting PutAccountSetting',
    ),
    CreateRepository: (input, place) => {
      const resources = [repositoryArn(input.repositoryName, place, input.registryId)];
      return withTags(input, { resources }, { action: 'ecr:TagResource' });
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
