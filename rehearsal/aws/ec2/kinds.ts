import { AwsError } from '../kernel/errors.ts';

/** What one kind of resource is called in EC2's errors. */
export interface Kind {
  /** Of its identifiers: `subnet-`. */
  readonly prefix: string;
  readonly notFoundCode: string;
  /** Absent where EC2 says of any other text that there is no such resource. */
  readonly malformedCode?: string;
  /** `subnet ID`; in the plural `subnet IDs`. */
  readonly noun: string;
  readonly nouns: string;
}

export const VPC: Kind = {
  ...{ prefix: 'vpc-', notFoundCode: 'InvalidVpcID.NotFound', noun: 'vpc ID', nouns: 'vpc IDs' },
};

export const SUBNET: Kind = {
  ...{ prefix: 'subnet-', notFoundCode: 'InvalidSubnetID.NotFound', noun: 'subnet ID', nouns: 'subnet IDs' },
};

export const SECURITY_GROUP: Kind = {
  ...{ prefix: 'sg-', notFoundCode: 'InvalidGroup.NotFound', malformedCode: 'InvalidGroupId.Malformed' },
  ...{ noun: 'security group', nouns: 'security groups' },
};

export const NETWORK_INTERFACE: Kind = {
  ...{ prefix: 'eni-', notFoundCode: 'InvalidNetworkInterfaceID.NotFound' },
  malformedCode: 'InvalidNetworkInterfaceId.Malformed',
  ...{ noun: 'networkInterface ID', nouns: 'networkInterface IDs' },
};

/** @throws AwsError for the first identifier that no resource of the kind can have, or for all that none has */
export function checkExist(ids: readonly string[], exists: (id: string) => boolean, kind: Kind): void {
  checkIds(ids, kind);
  const missing = ids.filter((id) => !exists(id));
  if (missing.length > 0) throw notFound(missing, kind);
}

function checkIds(ids: readonly string[], { prefix, malformedCode }: Kind): void {
  if (!malformedCode) return;
  const wrong = ids.find((id) => !new RegExp(`^${prefix}(?:[0-9a-f]{8}|[0-9a-f]{17})$`).test(id));
  if (wrong === undefined) return;
  throw new AwsError(malformedCode, `Invalid id: "${wrong}" (expecting "${prefix}...")`);
}

function notFound(ids: readonly string[], { notFoundCode, noun, nouns }: Kind): AwsError {
  const [what, verb] = ids.length === 1 ? [noun, 'does'] : [nouns, 'do'];
  return new AwsError(notFoundCode, `The ${what} '${ids.join(', ')}' ${verb} not exist`);
}
