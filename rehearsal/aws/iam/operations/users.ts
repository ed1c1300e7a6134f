import type * as sdk from '@aws-sdk/client-iam';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import type { Operations } from '../../kernel/service.ts';
import { checkText, listTags, putTags, removeTags } from '../checks.ts';
import { alreadyExists, deleteConflict, documentOf, findUser, noSuchEntity } from '../find.ts';
import { page } from '../pages.ts';
import type { IamPorts } from '../ports.ts';
import { type AccessKey, type UserRecord, uniqueId } from '../state.ts';
import { identityPolicies } from './identity-policies.ts';
import { describeBoundary, PATH } from './roles.ts';

const KEY_LIMIT = 2;

/** Users with their access keys, as far as a deployment still uses them. */
export function userOperations({ store, clock, random, sessions }: IamPorts): Operations {
  const policies = identityPolicies('user');
  const userOf = (input: { readonly UserName?: string | undefined }, call: Call) =>
    findUser(store.of(call.account), input.UserName ?? ownName(call));

  return {
    CreateUser(input: sdk.CreateUserRequest, call): sdk.CreateUserResponse {
      const account = store.of(call.account);
      const name = checkText('userName', input.UserName, { maximum: 64, pattern: /[\w+=,.@-]+/ });
      const path = checkText('path', input.Path ?? '/', PATH);
      if ([...account.users.keys()].some((known) => known.toLowerCase() === name.toLowerCase())) {
        throw alreadyExists(`User with name ${name} already exists.`);
      }
      if (input.PermissionsBoundary !== undefined) documentOf(account, input.PermissionsBoundary);
      const tags = new Map<string, string>();
      putTags(tags, input.Tags as never);
      const user: UserRecord = {
        ...{ name, path, tags, inline: new Map(), attached: new Set(), keys: new Map() },
        arn: `arn:aws:iam::${account.id}:user${path}${name}`,
        id: uniqueId('AIDA', random),
        createdAt: new Date(clock.now()),
        boundary: input.PermissionsBoundary,
      };
      account.users.set(name, user);
      return { User: describe(user) };
    },
    GetUser: (input: sdk.GetUserRequest, call): sdk.GetUserResponse => ({
      User: describe(userOf(input, call)),
    }),
    ListUsers(input: sdk.ListUsersRequest, call): sdk.ListUsersResponse {
      const all = [...store.of(call.account).users.values()].filter(({ path }) =>
        path.startsWith(input.PathPrefix ?? '/'),
      );
      const { found, rest } = page(all, input, ({ name }) => name);
      return {
        Users: found.map((user) => ({ ...describe(user), Tags: undefined, PermissionsBoundary: undefined })),
        ...rest,
      };
    },
    DeleteUser(input: sdk.DeleteUserRequest, call) {
      const user = userOf({ UserName: checkText('userName', input.UserName, {}) }, call);
      if (user.keys.size > 0) throw deleteConflict('Cannot delete entity, must delete access keys first.');
      if (user.attached.size > 0)
        throw deleteConflict('Cannot delete entity, must detach all policies first.');
      if (user.inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
      store.of(call.account).users.delete(user.name);
      return {};
    },
    PutUserPolicy: (input: sdk.PutUserPolicyRequest, call) => policies.put(userOf(input, call), input),
    GetUserPolicy: (input: sdk.GetUserPolicyRequest, call) => ({
      UserName: input.UserName,
      ...policies.get(userOf(input, call), input),
    }),
    DeleteUserPolicy: (input: sdk.DeleteUserPolicyRequest, call) =>
      policies.remove(userOf(input, call), input),
    ListUserPolicies: (input: sdk.ListUserPoliciesRequest, call) => policies.list(userOf(input, call), input),
    AttachUserPolicy: (input: sdk.AttachUserPolicyRequest, call) =>
      policies.attach(store.of(call.account), userOf(input, call), input),
    DetachUserPolicy: (input: sdk.DetachUserPolicyRequest, call) =>
      policies.detach(userOf(input, call), input),
    ListAttachedUserPolicies(input: sdk.ListAttachedUserPoliciesRequest, call) {
      refuseGiven('ListAttachedUserPolicies', input, ['PathPrefix']);
      return policies.listAttached(userOf(input, call), input);
    },
    TagUser(input: sdk.TagUserRequest, call) {
      putTags(userOf(input, call).tags, input.Tags as never);
      return {};
    },
    UntagUser(input: sdk.UntagUserRequest, call) {
      removeTags(userOf(input, call).tags, input.TagKeys);
      return {};
    },
    CreateAccessKey(input: sdk.CreateAccessKeyRequest, call): sdk.CreateAccessKeyResponse {
      const user = userOf(input, call);
      if (user.keys.size >= KEY_LIMIT) {
        throw new AwsError('LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${KEY_LIMIT}`, 409);
      }
      const { arn, id, name } = user;
      const issued = sessions.createUserKey({ kind: 'user', account: call.account, arn, userId: id, user });
      const key: AccessKey = { id: issued.accessKeyId, createdAt: new Date(clock.now()), status: 'Active' };
      user.keys.set(key.id, key);
      return {
        AccessKey: { UserName: name, ...describeKey(key), SecretAccessKey: issued.secretAccessKey },
      };
    },
    ListAccessKeys(input: sdk.ListAccessKeysRequest, call): sdk.ListAccessKeysResponse {
      const user = userOf(input, call);
      const { found, rest } = page(user.keys.values(), input, ({ id }) => id);
      return {
        AccessKeyMetadata: found.map((key) => ({ UserName: user.name, ...describeKey(key) })),
        ...rest,
      };
    },
    UpdateAccessKey(input: sdk.UpdateAccessKeyRequest, call) {
      const key = findKey(userOf(input, call), input.AccessKeyId);
      if (input.Status !== 'Active' && input.Status !== 'Inactive') {
        checkText('status', input.Status, { pattern: /Active|Inactive/ });
        return {};
      }
      key.status = input.Status;
      return {};
    },
    DeleteAccessKey(input: sdk.DeleteAccessKeyRequest, call) {
      const user = userOf(input, call);
      user.keys.delete(findKey(user, input.AccessKeyId).id);
      return {};
    },
  };
}

/** Without a name a user means himself. */
function ownName({ principal }: Call): string {
  if (principal.kind === 'user') return principal.arn.split('/').at(-1) ?? '';
  throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials', 400);
}

function findKey(user: UserRecord, id: string | undefined): AccessKey {
  const key = user.keys.get(checkText('accessKeyId', id, { minimum: 16, maximum: 128 }));
  if (key) return key;
  throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
}

function describeKey({ id, status, createdAt }: AccessKey) {
  return { AccessKeyId: id, Status: status, CreateDate: createdAt };
}

function describe(user: UserRecord): sdk.User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    ...(user.boundary === undefined ? {} : { PermissionsBoundary: describeBoundary(user.boundary) }),
    ...(user.tags.size > 0 ? { Tags: listTags(user.tags) } : {}),
  };
}
