import type * as sdk from '@aws-sdk/client-ecr';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import { createFindRepository, type Registries } from '../store.ts';

/**
 * Policies on repositories and on the registry. None can be set here, since none would be obeyed, so there is none to
 * be read or deleted.
 */
export function policyOperations(registries: Registries): Operations {
  const find = createFindRepository(registries);

  function findNone(input: sdk.GetRepositoryPolicyRequest, call: Call): never {
    const { name, registry } = find(input, call);
    throw new AwsError(
      'RepositoryPolicyNotFoundException',
      `Repository policy does not exist for the repository with name '${name}' in the registry with id '${registry.id}'`,
    );
  }

  function findNoRegistryPolicy(_input: sdk.GetRegistryPolicyRequest, call: Call): never {
    throw new AwsError(
      'RegistryPolicyNotFoundException',
      `Registry policy does not exist in the registry with id '${call.account}'`,
    );
  }

  const describeRegistry = (
    _input: sdk.DescribeRegistryRequest,
    call: Call,
  ): sdk.DescribeRegistryResponse => ({
    registryId: call.account,
    replicationConfiguration: { rules: [] },
  });

  return {
    GetRepositoryPolicy: findNone,
    DeleteRepositoryPolicy: findNone,
    GetRegistryPolicy: findNoRegistryPolicy,
    DeleteRegistryPolicy: findNoRegistryPolicy,
    DescribeRegistry: describeRegistry,
  };
}
