import type * as sdk from '@aws-sdk/client-iam';
import { AwsError } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import type { Operations } from '../../kernel/service.ts';
import { managedByAws } from '../aws-managed.ts';
import { listTags, putTags } from '../checks.ts';
import { alreadyExists, deleteConflict, findPolicy, noSuchEntity } from '../find.ts';
import { page } from '../pages.ts';
import { parsePolicy } from '../policy/document.ts';
import type { IamPorts } from '../ports.ts';
import { type IamAccount, type IdentityRecord, type ManagedPolicy, uniqueId } from '../state.ts';
import { encodeDocument } from './identity-policies.ts';

const SIZE_LIMIT = 6144;
const VERSION_LIMIT = 5;

/** Customer managed policies and their versions. */
export function policyOperations({ store, clock, random }: IamPorts): Operations {
  return {
    CreatePolicy(input: sdk.CreatePolicyRequest, call): sdk.CreatePolicyResponse {
      const account = store.of(call.account);
      const name = input.PolicyName ?? '';
      const path = input.Path ?? '/';
      const document = readDocument(input.PolicyDocument);
      if ([...account.policies.values()].some((known) => known.name.toLowerCase() === name.toLowerCase())) {
        throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
      }
      const tags = new Map<string, string>();
      putTags(tags, input.Tags);
      const now = new Date(clock.now());
      const arn = `arn:aws:iam::${account.id}:policy${path}${name}`;
      const policy: ManagedPolicy = {
        ...{ name, path, arn, tags, id: uniqueId('ANPA', random), description: input.Description },
        ...{ createdAt: now, updatedAt: now, defaultVersion: 'v1', nextVersion: 2 },
        versions: new Map([['v1', { document, createdAt: now }]]),
      };
      account.policies.set(arn, policy);
      return { Policy: describe(policy, account) };
    },
    GetPolicy(input: sdk.GetPolicyRequest, call): sdk.GetPolicyResponse {
      const account = store.of(call.account);
      return { Policy: describe(findPolicy(account, input.PolicyArn), account) };
    },
    ListPolicies(input: sdk.ListPoliciesRequest, call): sdk.ListPoliciesResponse {
      refuseGiven('ListPolicies', input, ['OnlyAttached', 'PolicyUsageFilter']);
      if (input.Scope !== 'Local')
        refuseGiven('ListPolicies', { 'Scope but Local': true }, ['Scope but Local']);
      const account = store.of(call.account);
      const all = [...account.policies.values()].filter(({ path }) =>
        path.startsWith(input.PathPrefix ?? '/'),
      );
      const { found, rest } = page(all, input, ({ arn }) => arn);
      return { Policies: found.map((policy) => summarize(policy, account)), ...rest };
    },
    DeletePolicy(input: sdk.DeletePolicyRequest, call) {
      const account = store.of(call.account);
      const policy = findPolicy(account, input.PolicyArn);
      if (usesOf(account, policy.arn, isAttached) + usesOf(account, policy.arn, isBoundary) > 0) {
        throw deleteConflict('Cannot delete a policy attached to entities.');
      }
      if (policy.versions.size > 1) {
        throw deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        );
      }
      account.policies.delete(policy.arn);
      return {};
    },
    CreatePolicyVersion(input: sdk.CreatePolicyVersionRequest, call): sdk.CreatePolicyVersionResponse {
      const policy = findPolicy(store.of(call.account), input.PolicyArn);
      const document = readDocument(input.PolicyDocument);
      if (policy.versions.size >= VERSION_LIMIT) {
        throw new AwsError(
          'LimitExceeded',
          `A managed policy can have up to ${VERSION_LIMIT} versions. Before you create a new version, you must delete an existing version.`,
          409,
        );
      }
      const id = `v${policy.nextVersion++}`;
      policy.versions.set(id, { document, createdAt: new Date(clock.now()) });
      if (input.SetAsDefault) policy.defaultVersion = id;
      policy.updatedAt = new Date(clock.now());
      return { PolicyVersion: describeVersion(policy, id) };
    },
    GetPolicyVersion(input: sdk.GetPolicyVersionRequest, call): sdk.GetPolicyVersionResponse {
      const own = managedByAws(input.PolicyArn ?? '');
      if (own) {
        return {
          PolicyVersion: {
            Document: encodeDocument(own.text),
            VersionId: input.VersionId,
            IsDefaultVersion: true,
          },
        };
      }
      const policy = findPolicy(store.of(call.account), input.PolicyArn);
      return {
        PolicyVersion: {
          ...describeVersion(policy, input.VersionId),
          Document: encodeDocument(versionOf(policy, input.VersionId).document.text),
        },
      };
    },
    ListPolicyVersions(input: sdk.ListPolicyVersionsRequest, call): sdk.ListPolicyVersionsResponse {
      const policy = findPolicy(store.of(call.account), input.PolicyArn);
      const { found, rest } = page(policy.versions.keys(), input, (id) => id);
      return { Versions: found.map((id) => describeVersion(policy, id)), ...rest };
    },
    DeletePolicyVersion(input: sdk.DeletePolicyVersionRequest, call) {
      const policy = findPolicy(store.of(call.account), input.PolicyArn);
      versionOf(policy, input.VersionId);
      if (input.VersionId === policy.defaultVersion) {
        throw deleteConflict('Cannot delete the default version of a policy.');
      }
      policy.versions.delete(input.VersionId ?? '');
      return {};
    },
    SetDefaultPolicyVersion(input: sdk.SetDefaultPolicyVersionRequest, call) {
      const policy = findPolicy(store.of(call.account), input.PolicyArn);
      versionOf(policy, input.VersionId);
      policy.defaultVersion = input.VersionId ?? '';
      return {};
    },
  };
}

function readDocument(text = '') {
  const document = parsePolicy(text, 'identity');
  if (document.text.replace(/\s/g, '').length > SIZE_LIMIT) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for PolicySize: ${SIZE_LIMIT}`, 409);
  }
  return document;
}

function versionOf(policy: ManagedPolicy, id = '') {
  const version = policy.versions.get(id);
  if (version) return version;
  throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
}

function describeVersion(policy: ManagedPolicy, id: string | undefined): sdk.PolicyVersion {
  const { createdAt } = versionOf(policy, id);
  return { VersionId: id, IsDefaultVersion: id === policy.defaultVersion, CreateDate: createdAt };
}

/** What lists tell of a policy. */
function summarize(policy: ManagedPolicy, account: IamAccount): sdk.Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: usesOf(account, policy.arn, isAttached),
    PermissionsBoundaryUsageCount: usesOf(account, policy.arn, isBoundary),
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  };
}

function describe(policy: ManagedPolicy, account: IamAccount): sdk.Policy {
  return {
    ...summarize(policy, account),
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    ...(policy.tags.size > 0 ? { Tags: listTags(policy.tags) } : {}),
  };
}

const isAttached = ({ attached }: IdentityRecord, arn: string) => attached.has(arn);
const isBoundary = ({ boundary }: IdentityRecord, arn: string) => boundary === arn;

function usesOf(
  { roles, users }: IamAccount,
  arn: string,
  uses: (identity: IdentityRecord, arn: string) => boolean,
): number {
  return [...roles.values(), ...users.values()].filter((identity) => uses(identity, arn)).length;
}
