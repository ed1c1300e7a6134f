import type * as sdk from '@aws-sdk/client-iam';
import type { Call } from '../../kernel/call.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import type { Operations } from '../../kernel/service.ts';
import { checkNumber, checkText, listTags, putTags, removeTags } from '../checks.ts';
import { alreadyExists, deleteConflict, documentOf, findRole } from '../find.ts';
import { page } from '../pages.ts';
import type { IamPorts } from '../ports.ts';
import { type RoleRecord, uniqueId } from '../state.ts';
import { parseTrust } from '../trust.ts';
import { encodeDocument, identityPolicies } from './identity-policies.ts';

export const PATH = { maximum: 512, pattern: /(\/)|(\/[!-~]+\/)/ };
const DESCRIPTION = { minimum: 0, maximum: 1000 };
const HOUR = 3600;

/** Roles: who may assume them, what they may do, what limits them. */
export function roleOperations({ store, clock, random, settings }: IamPorts): Operations {
  const policies = identityPolicies('role');
  const roleOf = (input: { readonly RoleName: string | undefined }, call: Call) =>
    findRole(store.of(call.account), input.RoleName);

  return {
    CreateRole(input: sdk.CreateRoleRequest, call): sdk.CreateRoleResponse {
      const account = store.of(call.account);
      const name = checkText('roleName', input.RoleName, { maximum: 64, pattern: /[\w+=,.@-]+/ });
      const path = checkText('path', input.Path ?? '/', PATH);
      if ([...account.roles.keys()].some((known) => known.toLowerCase() === name.toLowerCase())) {
        throw alreadyExists(`Role with name ${name} already exists.`);
      }
      const trust = parseTrust(
        checkText('assumeRolePolicyDocument', input.AssumeRolePolicyDocument, {}),
        settings,
      );
      if (input.PermissionsBoundary !== undefined) documentOf(account, input.PermissionsBoundary);
      const tags = new Map<string, string>();
      putTags(tags, input.Tags as never);
      const role: RoleRecord = {
        name,
        path,
        arn: `arn:aws:iam::${account.id}:role${path}${name}`,
        id: uniqueId('AROA', random),
        createdAt: new Date(clock.now()),
        description:
          input.Description === undefined
            ? undefined
            : checkText('description', input.Description, DESCRIPTION),
        maxSessionDuration: checkNumber(
          'maxSessionDuration',
          input.MaxSessionDuration ?? HOUR,
          HOUR,
          12 * HOUR,
        ),
        trust,
        ...{ tags, inline: new Map(), attached: new Set(), boundary: input.PermissionsBoundary },
      };
      account.roles.set(name, role);
      return { Role: describe(role) };
    },
    GetRole: (input: sdk.GetRoleRequest, call): sdk.GetRoleResponse => ({
      Role: describe(roleOf(input, call)),
    }),
    ListRoles(input: sdk.ListRolesRequest, call): sdk.ListRolesResponse {
      const prefix = input.PathPrefix ?? '/';
      const all = [...store.of(call.account).roles.values()].filter(({ path }) => path.startsWith(prefix));
      const { found, rest } = page(all, input, ({ name }) => name);
      // Of many at a time neither tags nor boundary are told.
      return {
        Roles: found.map((role) => ({ ...describe(role), Tags: undefined, PermissionsBoundary: undefined })),
        ...rest,
      };
    },
    DeleteRole(input: sdk.DeleteRoleRequest, call) {
      const role = roleOf(input, call);
      if (role.attached.size > 0)
        throw deleteConflict('Cannot delete entity, must detach all policies first.');
      if (role.inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
      store.of(call.account).roles.delete(role.name);
      return {};
    },
    UpdateRole(input: sdk.UpdateRoleRequest, call): sdk.UpdateRoleResponse {
      const role = roleOf(input, call);
      if (input.MaxSessionDuration !== undefined) {
        role.maxSessionDuration = checkNumber(
          'maxSessionDuration',
          input.MaxSessionDuration,
          HOUR,
          12 * HOUR,
        );
      }
      if (input.Description !== undefined)
        role.description = checkText('description', input.Description, DESCRIPTION);
      return {};
    },
    UpdateAssumeRolePolicy(input: sdk.UpdateAssumeRolePolicyRequest, call) {
      const role = roleOf(input, call);
      role.trust = parseTrust(checkText('policyDocument', input.PolicyDocument, {}), settings);
      return {};
    },
    PutRolePermissionsBoundary(input: sdk.PutRolePermissionsBoundaryRequest, call) {
      const role = roleOf(input, call);
      documentOf(
        store.of(call.account),
        checkText('permissionsBoundary', input.PermissionsBoundary, { minimum: 20 }),
      );
      role.boundary = input.PermissionsBoundary;
      return {};
    },
    DeleteRolePermissionsBoundary(input: sdk.DeleteRolePermissionsBoundaryRequest, call) {
      roleOf(input, call).boundary = undefined;
      return {};
    },
    PutRolePolicy: (input: sdk.PutRolePolicyRequest, call) => policies.put(roleOf(input, call), input),
    GetRolePolicy: (input: sdk.GetRolePolicyRequest, call) => ({
      RoleName: input.RoleName,
      ...policies.get(roleOf(input, call), input),
    }),
    DeleteRolePolicy: (input: sdk.DeleteRolePolicyRequest, call) =>
      policies.remove(roleOf(input, call), input),
    ListRolePolicies: (input: sdk.ListRolePoliciesRequest, call) => policies.list(roleOf(input, call), input),
    AttachRolePolicy: (input: sdk.AttachRolePolicyRequest, call) =>
      policies.attach(store.of(call.account), roleOf(input, call), input),
    DetachRolePolicy: (input: sdk.DetachRolePolicyRequest, call) =>
      policies.detach(roleOf(input, call), input),
    ListAttachedRolePolicies(input: sdk.ListAttachedRolePoliciesRequest, call) {
      refuseGiven('ListAttachedRolePolicies', input, ['PathPrefix']);
      return policies.listAttached(roleOf(input, call), input);
    },
    TagRole(input: sdk.TagRoleRequest, call) {
      putTags(roleOf(input, call).tags, input.Tags as never);
      return {};
    },
    UntagRole(input: sdk.UntagRoleRequest, call) {
      removeTags(roleOf(input, call).tags, input.TagKeys);
      return {};
    },
    ListRoleTags(input: sdk.ListRoleTagsRequest, call): sdk.ListRoleTagsResponse {
      const { found, rest } = page(listTags(roleOf(input, call).tags), input, ({ Key }) => Key);
      return { Tags: found, ...rest };
    },
  };
}

function describe(role: RoleRecord): sdk.Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeDocument(role.trust.text),
    MaxSessionDuration: role.maxSessionDuration,
    ...(role.description === undefined ? {} : { Description: role.description }),
    ...(role.boundary === undefined ? {} : { PermissionsBoundary: describeBoundary(role.boundary) }),
    ...(role.tags.size > 0 ? { Tags: listTags(role.tags) } : {}),
    RoleLastUsed: {},
  };
}

export function describeBoundary(arn: string): sdk.AttachedPermissionsBoundary {
  return { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn };
}
