import type * as sdk from '@aws-sdk/client-iam';
import type { Call } from '../../kernel/call.ts';
import type { Operations } from '../../kernel/service.ts';
import { listTags } from '../checks.ts';
import { documentOf, findRole } from '../find.ts';
import { page } from '../pages.ts';
import type { IamPorts } from '../ports.ts';
import type { RoleRecord } from '../state.ts';
import { parseTrust } from '../trust.ts';
import { createIdentity, describeDetails, pageOf, refuseWithPolicies } from './identities.ts';
import { encodeDocument, identityPolicies } from './identity-policies.ts';

const HOUR = 3600;

/** Roles: who may assume them, what they may do, what limits them. */
export function roleOperations(ports: IamPorts): Operations {
  const { store, settings } = ports;
  const roleOf = (input: { readonly RoleName: string | undefined }, call: Call) =>
    findRole(store.of(call.account), input.RoleName);
  const policies = identityPolicies('role', store, roleOf);

  return {
    CreateRole(input: sdk.CreateRoleRequest, call): sdk.CreateRoleResponse {
      const account = store.of(call.account);
      const role: RoleRecord = {
        ...createIdentity('role', input.RoleName ?? '', input, account, ports),
        description: input.Description,
        maxSessionDuration: input.MaxSessionDuration ?? HOUR,
        trust: parseTrust(input.AssumeRolePolicyDocument ?? '', settings),
      };
      account.roles.set(role.name, role);
      return { Role: describe(role) };
    },
    GetRole: (input: sdk.GetRoleRequest, call): sdk.GetRoleResponse => ({
      Role: describe(roleOf(input, call)),
    }),
    ListRoles(input: sdk.ListRolesRequest, call): sdk.ListRolesResponse {
      const { found, rest } = pageOf(store.of(call.account).roles, input);
      return { Roles: found.map(summarize), ...rest };
    },
    DeleteRole(input: sdk.DeleteRoleRequest, call) {
      const role = roleOf(input, call);
      refuseWithPolicies(role);
      const { roles, formerRoles } = store.of(call.account);
      roles.delete(role.name);
      formerRoles.set(role.arn, role);
      return {};
    },
    UpdateRole(input: sdk.UpdateRoleRequest, call): sdk.UpdateRoleResponse {
      const role = roleOf(input, call);
      role.maxSessionDuration = input.MaxSessionDuration ?? role.maxSessionDuration;
      role.description = input.Description ?? role.description;
      return {};
    },
    UpdateAssumeRolePolicy(input: sdk.UpdateAssumeRolePolicyRequest, call) {
      roleOf(input, call).trust = parseTrust(input.PolicyDocument ?? '', settings);
      return {};
    },
    PutRolePermissionsBoundary(input: sdk.PutRolePermissionsBoundaryRequest, call) {
      const role = roleOf(input, call);
      documentOf(store.of(call.account), input.PermissionsBoundary);
      role.boundary = input.PermissionsBoundary;
      return {};
    },
    DeleteRolePermissionsBoundary(input: sdk.DeleteRolePermissionsBoundaryRequest, call) {
      roleOf(input, call).boundary = undefined;
      return {};
    },
    PutRolePolicy: policies.put,
    GetRolePolicy: policies.get,
    DeleteRolePolicy: policies.remove,
    ListRolePolicies: policies.list,
    AttachRolePolicy: policies.attach,
    DetachRolePolicy: policies.detach,
    ListAttachedRolePolicies: policies.listAttached,
    TagRole: policies.tag,
    UntagRole: policies.untag,
    ListRoleTags(input: sdk.ListRoleTagsRequest, call): sdk.ListRoleTagsResponse {
      const { found, rest } = page(listTags(roleOf(input, call).tags), input, ({ Key }) => Key);
      return { Tags: found, ...rest };
    },
  };
}

/** What lists tell of a role. */
function summarize(role: RoleRecord): sdk.Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeDocument(role.trust.text),
    MaxSessionDuration: role.maxSessionDuration,
    ...(role.description === undefined ? {} : { Description: role.description }),
  };
}

function describe(role: RoleRecord): sdk.Role {
  return { ...summarize(role), ...describeDetails(role), RoleLastUsed: {} };
}
