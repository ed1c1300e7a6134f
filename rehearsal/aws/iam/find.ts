import { AwsError } from '../kernel/errors.ts';
import { managedByAws } from './aws-managed.ts';
import { checkText } from './checks.ts';
import type { PolicyDocument } from './policy/document.ts';
import type { IamAccount, ManagedPolicy, OidcProvider, RoleRecord, UserRecord } from './state.ts';

const NAME = /[\w+=,.@-]+/;

/** @throws AwsError NoSuchEntity */
export function findRole(account: IamAccount, name: string | undefined): RoleRecord {
  const role = account.roles.get(checkText('roleName', name, { maximum: 64, pattern: NAME }));
  if (role) return role;
  throw noSuchEntity(`The role with name ${name} cannot be found.`);
}

/** @throws AwsError NoSuchEntity */
export function findUser(account: IamAccount, name: string | undefined): UserRecord {
  const user = account.users.get(checkText('userName', name, { maximum: 64, pattern: NAME }));
  if (user) return user;
  throw noSuchEntity(`The user with name ${name} cannot be found.`);
}

/** @throws AwsError NoSuchEntity */
export function findPolicy(account: IamAccount, arn: string | undefined): ManagedPolicy {
  const policy = account.policies.get(checkText('policyArn', arn, { minimum: 20, maximum: 2048 }));
  if (policy) return policy;
  throw noSuchEntity(`Policy ${arn} was not found.`);
}

/** @throws AwsError NoSuchEntity */
export function findProvider(account: IamAccount, arn: string | undefined): OidcProvider {
  const provider = account.providers.get(
    checkText('openIDConnectProviderArn', arn, { minimum: 20, maximum: 2048 }),
  );
  if (provider) return provider;
  throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
}

/**
 * What a managed policy says now: the account's default version, or one of AWS's own.
 * @throws AwsError NoSuchEntity, NotImplemented for a policy of AWS's that is not known here
 */
export function documentOf(account: IamAccount, arn: string): PolicyDocument {
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
