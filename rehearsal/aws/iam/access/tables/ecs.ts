import type { AccessTable, Lookup, Need, Place, Row } from '../need.ts';
import { anyResource, arnAt, byArn, rowsFor, text, texts } from '../rows.ts';
import { withTags } from '../tags.ts';

const TASKS = 'ecs-tasks.amazonaws.com';

const last = (nameOrArn: string) => nameOrArn.split('/').at(-1) ?? nameOrArn;
const clusterName = (cluster: unknown) =>
  typeof cluster === 'string' && cluster !== '' ? last(cluster) : 'default';

function clusterArn(cluster: unknown, place: Place): string {
  const given = typeof cluster === 'string' && cluster.startsWith('arn:');
  return given ? cluster : arnAt(place, 'ecs', `cluster/${clusterName(cluster)}`);
}

function within(kind: 'service' | 'task', cluster: unknown, nameOrArn: unknown, place: Place): string {
  const name = text(nameOrArn);
  return name.startsWith('arn:') ? name : arnAt(place, 'ecs', `${kind}/${clusterName(cluster)}/${name}`);
}

function definitionArn(reference: unknown, place: Place): string {
  const name = text(reference);
  return name.startsWith('arn:') ? name : arnAt(place, 'ecs', `task-definition/${name}`);
}

/** The right to tag may be given for one kind of creation. */
function creating(
  input: object,
  creation: Need,
  createAction: string,
  tagged = creation.resources,
): readonly Need[] {
  const context = { 'ecs:CreateAction': createAction };
  return withTags(input, creation, { action: 'ecs:TagResource', resources: tagged, context });
}

/** Whoever lets ECS use a role has to be allowed to pass it on. */
function passing(roles: readonly unknown[], service: string): Need[] {
  return [...new Set(roles)]
    .filter((role): role is string => typeof role === 'string' && role !== '')
    .map((role) => ({
      action: 'iam:PassRole',
      resources: [role],
      context: { 'iam:PassedToService': service },
    }));
}

async function passingOf(
  reference: unknown,
  place: Place,
  lookup: Lookup,
  overrides: Record<string, unknown> = {},
) {
  const roles = await lookup.taskDefinition(text(reference), place);
  return passing(
    [overrides.taskRoleArn ?? roles?.taskRoleArn, overrides.executionRoleArn ?? roles?.executionRoleArn],
    TASKS,
  );
}

const onCluster: Row = ({ cluster, clusterName: name }, place) => ({
  resources: [clusterArn(cluster ?? name, place)],
});
const onService: Row = ({ cluster, service, serviceName }, place) => ({
  resources: [within('service', cluster, service ?? serviceName, place)],
  context: { 'ecs:cluster': clusterArn(cluster, place) },
});
const onServices: Row = ({ cluster, services }, place) => ({
  resources: texts(services).map((service) => within('service', cluster, service, place)),
  context: { 'ecs:cluster': clusterArn(cluster, place) },
});
const onTasks: Row = ({ cluster, task, tasks }, place) => ({
  resources: (task === undefined ? texts(tasks) : [task]).map((one) => within('task', cluster, one, place)),
  context: { 'ecs:cluster': clusterArn(cluster, place) },
});
const runTask: Row = async (input, place, lookup) => {
  const resource = definitionArn(input.taskDefinition, place);
  const context = {
    'ecs:cluster': clusterArn(input.cluster, place),
    'ecs:enable-execute-command': input.enableExecuteCommand ?? false,
  };
  const tasks = [arnAt(place, 'ecs', `task/${clusterName(input.cluster)}/*`)];
  return [
    ...creating(input, { resources: [resource], context }, 'RunTask', tasks),
    ...(await passingOf(input.taskDefinition, place, lookup, input.overrides)),
  ];
};

/** A service's own permission, with what it is about to run. */
function writeService(operation: 'CreateService' | 'UpdateService'): Row {
  return async (input, place, lookup) => {
    const resource = within('service', input.cluster, input.service ?? input.serviceName, place);
    const { taskDefinition: definition } = input;
    const context = {
      'ecs:cluster': clusterArn(input.cluster, place),
      'ecs:task-definition': definition === undefined ? undefined : definitionArn(definition, place),
      'ecs:enable-execute-command': input.enableExecuteCommand,
      'ecs:capacity-provider': input.capacityProviderStrategy?.map(
        ({ capacityProvider = '*' }) => capacityProvider,
      ),
    };
    const passed =
      lookup.passRoleAtServices && definition !== undefined ? await passingOf(definition, place, lookup) : [];
    return [
      ...creating(input, { resources: [resource], context }, operation),
      ...passing([input.role], 'ecs.amazonaws.com'),
      ...passed,
    ];
  };
}

/** Amazon ECS, as the Service Authorization Reference has it. */
export const ECS_TABLE: AccessTable = {
  prefix: 'ecs',
  rows: {
    ...rowsFor(
      anyResource,
      'ListClusters DescribeTaskDefinition ListTaskDefinitions ListTaskDefinitionFamilies DeregisterTaskDefinition',
      'ListAccountSettings PutAccountSetting PutAccountSettingDefault DeleteAccountSetting',
    ),
    ...rowsFor(
      onCluster,
      'DeleteCluster UpdateCluster UpdateClusterSettings PutClusterCapacityProviders ListContainerInstances ListAttributes',
    ),
    ...rowsFor(onService, 'DeleteService ListServiceDeployments'),
    ...rowsFor(onServices, 'DescribeServices'),
    ...rowsFor(onTasks, 'DescribeTasks StopTask GetTaskProtection UpdateTaskProtection'),
    ...rowsFor(byArn('resourceArn'), 'TagResource UntagResource ListTagsForResource'),
    CreateCluster: (input, place) =>
      creating(input, { resources: [clusterArn(input.clusterName, place)] }, 'CreateCluster'),
    DescribeClusters: ({ clusters }, place) => ({
      resources: (texts(clusters).length > 0 ? texts(clusters) : ['default']).map((cluster) =>
        clusterArn(cluster, place),
      ),
    }),
    RegisterTaskDefinition: (input, place) => {
      const resources = [arnAt(place, 'ecs', `task-definition/${text(input.family)}:*`)];
      const context = { 'ecs:task-cpu': input.cpu, 'ecs:task-memory': input.memory };
      return [
        ...creating(input, { resources, context }, 'RegisterTaskDefinition'),
        ...passing([input.taskRoleArn, input.executionRoleArn], TASKS),
      ];
    },
    DeleteTaskDefinitions: ({ taskDefinitions }, place) => ({
      resources: texts(taskDefinitions).map((one) => definitionArn(one, place)),
    }),
    CreateService: writeService('CreateService'),
    UpdateService: writeService('UpdateService'),
    ListServices: ({ cluster }, place) => ({
      resources: ['*'],
      context: { 'ecs:cluster': clusterArn(cluster, place) },
    }),
    ListTasks: ({ cluster, containerInstance }, place) => ({
      resources: [
        arnAt(place, 'ecs', `container-instance/${clusterName(cluster)}/${text(containerInstance)}`),
      ],
      context: { 'ecs:cluster': clusterArn(cluster, place) },
    }),
    RunTask: runTask,
    DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({ resources: texts(serviceDeploymentArns) }),
    DescribeServiceRevisions: ({ serviceRevisionArns }) => ({ resources: texts(serviceRevisionArns) }),
    StopServiceDeployment: ({ serviceDeploymentArn }) => ({ resources: [text(serviceDeploymentArn)] }),
    DescribeCapacityProviders: ({ capacityProviders }, place) => ({
      resources: (texts(capacityProviders).length > 0 ? texts(capacityProviders) : ['*']).map((one) =>
        one.startsWith('arn:') ? one : arnAt(place, 'ecs', `capacity-provider/${one}`),
      ),
    }),
    DescribeContainerInstances: ({ cluster, containerInstances }, place) => ({
      resources: texts(containerInstances).map((one) =>
        one.startsWith('arn:')
          ? one
          : arnAt(place, 'ecs', `container-instance/${clusterName(cluster)}/${one}`),
      ),
      context: { 'ecs:cluster': clusterArn(cluster, place) },
    }),
  },
};
