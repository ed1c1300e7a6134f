import type {
  DeleteTaskDefinitionsRequest,
  DeregisterTaskDefinitionRequest,
  DescribeTaskDefinitionRequest,
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionsRequest,
  RegisterTaskDefinitionRequest,
} from '@aws-sdk/client-ecs';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import type { Operations } from '../../kernel/service.ts';
import { ecsArn } from '../arns.ts';
import { clientError, invalidParameter } from '../errors.ts';
import { listPage } from '../pages.ts';
import type { EcsState, Place, TaskDefinitionRecord } from '../state.ts';
import { checkTags } from '../tags.ts';
import type { PullPorts } from '../tasks/admit-pull.ts';
import { deleteTaskDefinitions, isGone } from './delete.ts';
import { findTaskDefinition } from './find.ts';
import { normalise } from './normalise.ts';
import { isEcrHost } from './required-attributes.ts';
import { refuseUnsupported } from './unsupported.ts';
import { checkRegistration } from './validate.ts';

interface TaskDefinitionPorts {
  readonly stateOf: (place: Place) => EcsState;
  readonly clock: Clock;
  /** Whether the embedded AWS has stores from which tasks get their secrets. */
  readonly readsSecrets: boolean;
  readonly repositoryOf: PullPorts['repositoryOf'];
}

export function taskDefinitionOperations(ports: TaskDefinitionPorts): Operations {
  const { stateOf, clock } = ports;
  return {
    RegisterTaskDefinition(input: RegisterTaskDefinitionRequest, call) {
      checkRegistration(input, (image) => isEcrHost(image) || ports.repositoryOf(image) !== undefined);
      refuseUnsupported(input, ports);
      checkTags(input.tags ?? []);
      const record = register(stateOf(call), input, call, new Date(clock.now()));
      return { taskDefinition: record.definition, tags: record.tags };
    },

    DescribeTaskDefinition(input: DescribeTaskDefinitionRequest, call) {
      const record = findTaskDefinition(stateOf(call), input.taskDefinition ?? '');
      if (!record) throw clientError('Unable to describe task definition.');
      const tags = input.include?.includes('TAGS') ? record.tags : [];
      return { taskDefinition: record.definition, tags };
    },

    DeregisterTaskDefinition(input: DeregisterTaskDefinitionRequest, call) {
      const record = findRevision(stateOf(call), input.taskDefinition ?? '');
      if (!record) throw clientError('The specified task definition does not exist.');
      record.definition.status = 'INACTIVE';
      record.definition.deregisteredAt ??= new Date(clock.now());
      return { taskDefinition: record.definition };
    },

    DeleteTaskDefinitions: (input: DeleteTaskDefinitionsRequest, call) =>
      deleteTaskDefinitions(
        input,
        (reference) => findRevision(stateOf(call), reference),
        new Date(clock.now()),
      ),

    ListTaskDefinitions(input: ListTaskDefinitionsRequest, call) {
      const status = input.status ?? 'ACTIVE';
      const records = [...stateOf(call).taskDefinitions.values()]
        .flat()
        .filter((record) => record.definition.status === status && !isGone(stateOf(call), record))
        .filter(({ definition }) => !input.familyPrefix || definition.family === input.familyPrefix);
      const { items, ...page } = listPage(records, sortKey, input, { descending: input.sort === 'DESC' });
      return { taskDefinitionArns: items.map(({ arn }) => arn), ...page };
    },

    ListTaskDefinitionFamilies(input: ListTaskDefinitionFamiliesRequest, call) {
      // Without a status the list holds the families of both.
      const status = input.status ?? 'ALL';
      const families = [...stateOf(call).taskDefinitions]
        .filter(([family]) => family.startsWith(input.familyPrefix ?? ''))
        .filter(([, records]) => status === 'ALL' || familyStatus(records) === status)
        .map(([family]) => family);
      const { items, ...page } = listPage(families, (family) => family, input);
      return { families: items, ...page };
    },
  };
}

/** @throws AwsError InvalidParameterException when the reference names no revision */
function findRevision(state: EcsState, reference: string): TaskDefinitionRecord | undefined {
  if (!/:\d+$/.test(reference)) throw invalidParameter('Invalid revision number. Number: null');
  return findTaskDefinition(state, reference);
}

function register(
  state: EcsState,
  input: RegisterTaskDefinitionRequest,
  call: Call,
  registeredAt: Date,
): TaskDefinitionRecord {
  const family = input.family ?? '';
  const revisions = state.taskDefinitions.get(family) ?? [];
  const revision = revisions.length + 1;
  const arn = ecsArn(call, `task-definition/${family}:${revision}`);
  const registeredBy = `arn:aws:iam::${call.account}:root`;
  const record = {
    arn,
    definition: normalise(input, { arn, revision, registeredAt, registeredBy }),
    tags: input.tags ?? [],
  };
  state.taskDefinitions.set(family, [...revisions, record]);
  return record;
}

/** Families by name, their revisions by number. */
function sortKey({ definition }: TaskDefinitionRecord): string {
  return `${definition.family}:${String(definition.revision).padStart(9, '0')}`;
}

/** A family without an ACTIVE revision is INACTIVE. */
function familyStatus(records: readonly TaskDefinitionRecord[]): string {
  return records.some(({ definition }) => definition.status === 'ACTIVE') ? 'ACTIVE' : 'INACTIVE';
}
