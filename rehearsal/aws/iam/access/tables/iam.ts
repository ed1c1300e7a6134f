import type { AccessTable, Place, Row } from '../need.ts';
import { anyResource, byArn, rowsFor, text } from '../rows.ts';
import { requestTags, withTags } from '../tags.ts';

const global = ({ account }: Place, resource: string) => `arn:aws:iam::${account}:${resource}`;
const pathOf = (path: unknown) => (typeof path === 'string' ? path : '/');

/** On a role or user of this account, path included. */
function onIdentity(kind: 'role' | 'user', member: 'RoleName' | 'UserName'): Row {
  return (input, place, lookup) => {
    const name = text(input[member]);
    return {
      resources: [lookup.identityArn(kind, name, place) ?? global(place, `${kind}/${name}`)],
      context: {
        'iam:PolicyARN': input.PolicyArn,
        'iam:PermissionsBoundary': input.PermissionsBoundary,
        ...requestTags(input),
      },
    };
  };
}

const onRole = onIdentity('role', 'RoleName');
const onUser = onIdentity('user', 'UserName');

/** Making one, and tagging it. */
function creating(action: string, nameOf: (input: Readonly<Record<string, unknown>>) => string): Row {
  return (input, place) => {
    const resources = [global(place, nameOf(input))];
    const context = { 'iam:PermissionsBoundary': input.PermissionsBoundary };
    return withTags(input, { resources, context }, { action: `iam:${action}` });
  };
}

/** IAM, as the Service Authorization Reference has it. */
export const IAM_TABLE: AccessTable = {
  prefix: 'iam',
  rows: {
    ...rowsFor(anyResource, 'ListRoles ListUsers ListPolicies ListOpenIDConnectProviders'),
    ...rowsFor(
      onRole,
      'GetRole DeleteRole UpdateRole UpdateAssumeRolePolicy PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary PutRolePolicy GetRolePolicy DeleteRolePolicy ListRolePolicies',
      'AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies TagRole UntagRole ListRoleTags',
    ),
    ...rowsFor(
      onUser,
      'GetUser DeleteUser PutUserPolicy GetUserPolicy DeleteUserPolicy ListUserPolicies AttachUserPolicy',
      'DetachUserPolicy ListAttachedUserPolicies TagUser UntagUser CreateAccessKey ListAccessKeys',
      'UpdateAccessKey DeleteAccessKey',
    ),
    ...rowsFor(
      byArn('PolicyArn'),
      'GetPolicy DeletePolicy CreatePolicyVersion GetPolicyVersion ListPolicyVersions DeletePolicyVersion',
      'SetDefaultPolicyVersion',
    ),
    ...rowsFor(
      byArn('OpenIDConnectProviderArn'),
      'GetOpenIDConnectProvider DeleteOpenIDConnectProvider AddClientIDToOpenIDConnectProvider',
      'RemoveClientIDFromOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint',
      'TagOpenIDConnectProvider UntagOpenIDConnectProvider',
    ),
    CreateRole: creating('TagRole', ({ RoleName, Path }) => `role${pathOf(Path)}${text(RoleName)}`),
    CreateUser: creating('TagUser', ({ UserName, Path }) => `user${pathOf(Path)}${text(UserName)}`),
    CreatePolicy: creating('TagPolicy', ({ PolicyName, Path }) => `policy${pathOf(Path)}${text(PolicyName)}`),
    CreateOpenIDConnectProvider: creating(
      'TagOpenIDConnectProvider',
      ({ Url }) => `oidc-provider/${text(Url).replace(/^https:\/\//, '')}`,
    ),
  },
};
