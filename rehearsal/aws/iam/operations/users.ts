import type * as sdk from '@aws-sdk/client-iam';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { invalid } from '../checks.ts';
import { deleteConflict, findUser, noSuchEntity } from '../find.ts';
import { page } from '../pages.ts';
import type { IamPorts } from '../ports.ts';
import type { AccessKey, UserRecord } from '../state.ts';
import { createIdentity, describeDetails, pageOf, refuseWithPolicies } from './identities.ts';
import { identityPolicies } from './identity-policies.ts';

const KEY_LIMIT = 2;

/** Users with their access keys, as far as a deployment still uses them. */
export function userOperations(ports: IamPorts): Operations {
  const { store, clock, sessions } = ports;
  const userOf = (input: { readonly UserName?: string | undefined }, call: Call) =>
    findUser(store.of(call.account), input.UserName ?? ownName(call));
  const policies = identityPolicies('user', store, userOf);

  return {
    CreateUser(input: sdk.CreateUserRequest, call): sdk.CreateUserResponse {
      const account = store.of(call.account);
      const identity = createIdentity('user', input.UserName ?? '', input, account, ports);
      const user: UserRecord = { ...identity, keys: new Map() };
      account.users.set(user.name, user);
      return { User: describe(user) };
    },
    GetUser: (input: sdk.GetUserRequest, call): sdk.GetUserResponse => ({
      User: describe(userOf(input, call)),
    }),
    ListUsers(input: sdk.ListUsersRequest, call): sdk.ListUsersResponse {
      const { found, rest } = pageOf(store.of(call.account).users, input);
      return { Users: found.map(summarize), ...rest };
    },
    DeleteUser(input: sdk.DeleteUserRequest, call) {
      const user = userOf(input, call);
      if (user.keys.size > 0) throw deleteConflict('Cannot delete entity, must delete access keys first.');
      refuseWithPolicies(user);
      store.of(call.account).users.delete(user.name);
      return {};
    },
    PutUserPolicy: policies.put,
    GetUserPolicy: policies.get,
    DeleteUserPolicy: policies.remove,
    ListUserPolicies: policies.list,
    AttachUserPolicy: policies.attach,
    DetachUserPolicy: policies.detach,
    ListAttachedUserPolicies: policies.listAttached,
    TagUser: policies.tag,
    UntagUser: policies.untag,
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
      // Only AWS lets keys expire.
      if (input.Status !== 'Active' && input.Status !== 'Inactive') throw invalid('Invalid status.');
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

function findKey(user: UserRecord, id = ''): AccessKey {
  const key = user.keys.get(id);
  if (key) return key;
  throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
}

function describeKey({ id, status, createdAt }: AccessKey) {
  return { AccessKeyId: id, Status: status, CreateDate: createdAt };
}

/** What lists tell of a user. */
function summarize(user: UserRecord): sdk.User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
  };
}

function describe(user: UserRecord): sdk.User {
  return { ...summarize(user), ...describeDetails(user) };
}
