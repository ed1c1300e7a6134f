import {
  type AccessTable,
  anyResource,
  type Place,
  type Row,
  requestTags,
  rowsFor,
  text,
  texts,
} from '../need.ts';

const global = ({ account }: Place, resource: string) => `arn:aws:iam::${account}:${resource}`;
const pathOf = (path: unknown) => (typeof path === 'string' ? path : '/');

const onRole: Row = (input, place, lookup) => ({
  resources: [
    lookup.identityArn('role', text(input.RoleName), place) ?? global(place, `role/${text(input.RoleName)}`),
  ],
  context: {
    'iam:PolicyARN': input.PolicyArn,
    'iam:PermissionsBoundary': input.PermissionsBoundary,
    ...requestTags(input.Tags),
    ...(input.TagKeys === undefined ? {} : { 'aws:TagKeys': texts(input.TagKeys) }),
  },
});

const onUser: Row = (input, place, lookup) => ({
  resources: [
    lookup.identityArn('user', text(input.UserName), place) ?? global(place, `user/${text(input.UserName)}`),
  ],
  context: { 'iam:PolicyARN': input.PolicyArn, ...requestTags(input.Tags) },
});

const onPolicy: Row = ({ PolicyArn }) => ({ resources: [text(PolicyArn)] });
const onProvider: Row = ({ OpenIDConnectProviderArn, Tags }) => ({
  resources: [text(OpenIDConnectProviderArn)],
  context: requestTags(Tags),
});

/** IAM, as the Service Authorization Reference has it. */
export const IAM_TABLE: AccessTable = {
  prefix: 'iam',
  rows: {
    ...rowsFor(anyResource, 'ListRoles ListUsers ListPolicies ListOpenIDConnectProviders'),
    ...rowsFor(onRole, 'GetRole DeleteRole UpdateRole UpdateAssumeRolePolicy PutRolePermissionsBoundary'),
    ...rowsFor(
      onRole,
      'DeleteRolePermissionsBoundary PutRolePolicy GetRolePolicy DeleteRolePolicy ListRolePolicies',
    ),
    ...rowsFor(
      onRole,
      'AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies TagRole UntagRole ListRoleTags',
    ),
    ...rowsFor(
      onUser,
      'GetUser DeleteUser PutUserPolicy GetUserPolicy DeleteUserPolicy ListUserPolicies AttachUserPolicy',
    ),
    ...rowsFor(
      onUser,
      'DetachUserPolicy ListAttachedUserPolicies TagUser UntagUser CreateAccessKey ListAccessKeys',
    ),
    ...rowsFor(onUser, 'UpdateAccessKey DeleteAccessKey'),
    ...rowsFor(
      onPolicy,
      'GetPolicy DeletePolicy CreatePolicyVersion GetPolicyVersion ListPolicyVersions DeletePolicyVersion',
    ),
    ...rowsFor(onPolicy, 'SetDefaultPolicyVersion'),
    ...rowsFor(
      onProvider,
      'GetOpenIDConnectProvider DeleteOpenIDConnectProvider AddClientIDToOpenIDConnectProvider',
    ),
    ...rowsFor(onProvider, 'RemoveClientIDFromOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint'),
    ...rowsFor(onProvider, 'TagOpenIDConnectProvider UntagOpenIDConnectProvider'),
    CreateRole: ({ RoleName, Path, PermissionsBoundary, Tags }, place) => ({
      resources: [global(place, `role${pathOf(Path)}${text(RoleName)}`)],
      context: { 'iam:PermissionsBoundary': PermissionsBoundary, ...requestTags(Tags) },
    }),
    CreateUser: ({ UserName, Path, PermissionsBoundary, Tags }, place) => ({
      resources: [global(place, `user${pathOf(Path)}${text(UserName)}`)],
      context: { 'iam:PermissionsBoundary': PermissionsBoundary, ...requestTags(Tags) },
    }),
    CreatePolicy: ({ PolicyName, Path, Tags }, place) => ({
      resources: [global(place, `policy${pathOf(Path)}${text(PolicyName)}`)],
      context: requestTags(Tags),
    }),
    CreateOpenIDConnectProvider: ({ Url, Tags }, place) => ({
      resources: [global(place, `oidc-provider/${text(Url).replace(/^https:\/\//, '')}`)],
      context: requestTags(Tags),
    }),
  },
};
