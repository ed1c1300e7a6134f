import type * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { identify } from '../control/repositories.ts';
import { createFindRepository, type Registries, type Repository } from '../store.ts';
import { type LifecyclePolicy, readPolicy } from './read-policy.ts';

/** Lifecycle policies: put, read, deleted. */
export function lifecycleOperations(registries: Registries, clock: Clock): Operations {
  const find = createFindRepository(registries);

  function put(input: sdk.PutLifecyclePolicyRequest, call: Call): sdk.PutLifecyclePolicyResponse {
    const repository = find(input, call);
    const text = input.lifecyclePolicyText ?? '';
    repository.lifecycle = { text, rules: readPolicy(text), appliedAt: clock.now() };
    return { ...identify(repository), lifecyclePolicyText: text };
  }

  function get(input: sdk.GetLifecyclePolicyRequest, call: Call): sdk.GetLifecyclePolicyResponse {
    const repository = find(input, call);
    return render(repository, requirePolicy(repository));
  }

  function remove(input: sdk.DeleteLifecyclePolicyRequest, call: Call): sdk.DeleteLifecyclePolicyResponse {
    const repository = find(input, call);
    const policy = requirePolicy(repository);
    repository.lifecycle = undefined;
    return render(repository, policy);
  }

  return { PutLifecyclePolicy: put, GetLifecyclePolicy: get, DeleteLifecyclePolicy: remove };
}

/** @throws AwsError LifecyclePolicyNotFoundException */
export function requirePolicy({ lifecycle, name, registry }: Repository): LifecyclePolicy {
  if (lifecycle) return lifecycle;
  throw new AwsError(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${registry.id}'`,
  );
}

function render(repository: Repository, { text, appliedAt }: LifecyclePolicy) {
  return {
    ...identify(repository),
    lifecyclePolicyText: text,
    lastEvaluatedAt: new Date(appliedAt),
  };
}
