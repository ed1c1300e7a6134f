import { AwsError } from '../kernel/errors.ts';
import { managedByAws } from './aws-managed.ts';
import type { PolicyDocument } from './policy/document.ts';
import type { IamAccount, ManagedPolicy, OidcProvider, RoleRecord, UserRecord } from './state.ts';

/** @throws AwsError NoSuchEntity */
export function findRole(account: IamAccount, name = ''): RoleRecord {
  const role = account.roles.get(name);
  if (role) return role;
  throw noSuchEntity(`The role with name ${name} cannot be found.`);
}

/** @throws AwsError NoSuchEntity */
export function findUser(account: IamAccount, name = ''): UserRecord {
  const user = account.users.get(name);
  if (user) return user;
  throw noSuchEntity(`The user with name ${name} cannot be found.`);
}

/** @throws AwsError NoSuchEntity */
export function findPolicy(account: IamAccount, arn = ''): ManagedPolicy {
  const policy = account.policies.get(arn);
  if (policy) return policy;
  throw noSuchEntity(`Policy ${arn} was not found.`);
}

/** @throws AwsError NoSuchEntity */
export function findProvider(account: IamAccount, arn = ''): OidcProvider {
  const provider = account.providers.get(arn);
  if (provider) return provider;
  throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
}

/**
 * What a managed policy says now: the account's default version, or one of AWS's own.
 * @throws AwsError NoSuchEntity, NotImplemented for a policy of AWS's that is not known here
 */
export function documentOf(account: IamAccount, arn = ''): PolicyDocument {
  const own = managedByAws(arn);
  if (own) return own;
  const policy = findPolicy(account, arn);
  const version = policy.versions.get(policy.defaultVersion);
  if (!version)
    throw noSuchEntity(`Policy ${arn} version ${policy.defaultVersion} does not exist or is not attachable.`);
  return version.document;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

export function alreadyExists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', message, 409);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', message, 409);
}
