import type { RegisterTaskDefinitionCommandInput, Tag, TaskDefinition } from '@aws-sdk/client-ecs';

/** A task definition as it is registered: without what AWS adds to it. */
export type Registrable = RegisterTaskDefinitionCommandInput;

/** What AWS fills in and refuses to be told. Everything else is kept, also what AWS may add in future. */
const READ_ONLY = {
  taskDefinitionArn: undefined,
  revision: undefined,
  status: undefined,
  requiresAttributes: undefined,
  compatibilities: undefined,
  registeredAt: undefined,
  registeredBy: undefined,
  deregisteredAt: undefined,
  deleteRequestedAt: undefined,
} as const satisfies { [Key in keyof TaskDefinition]?: undefined };

/** Makes of a described task definition one that can be registered, with the tags that its owner gave it. */
export function toRegistrable(definition: TaskDefinition, tags: readonly Tag[]): Registrable {
  const kept = Object.entries(definition).filter(
    ([key, value]) => !(key in READ_ONLY) && value !== undefined,
  );
  // Tags of CloudFormation and other services begin with "aws:", and nobody else may set them.
  const own = tags.filter(({ key }) => !key?.startsWith('aws:'));
  return {
    ...(Object.fromEntries(kept) as Omit<TaskDefinition, keyof typeof READ_ONLY>),
    family: definition.family,
    containerDefinitions: definition.containerDefinitions,
    ...(own.length > 0 ? { tags: own } : {}),
  };
}
