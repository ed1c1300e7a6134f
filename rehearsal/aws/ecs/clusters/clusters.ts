import type {
  Cluster,
  CreateClusterRequest,
  DeleteClusterRequest,
  DescribeClustersRequest,
  ListClustersRequest,
} from '@aws-sdk/client-ecs';
import { AwsError } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import type { Operations } from '../../kernel/service.ts';
import { ecsArn, isElsewhere, lastPart } from '../arns.ts';
import { clusterNotFound, invalidParameter } from '../errors.ts';
import { listPage } from '../pages.ts';
import type { ClusterRecord, EcsState, Place } from '../state.ts';
import { checkTags } from '../tags.ts';

/**
 * The cluster that a call means: by name or ARN, `default` when it names none.
 * @throws AwsError when there is none, or it has been deleted
 */
export function findCluster(state: EcsState, nameOrArn: string | undefined): ClusterRecord {
  const cluster = lookUp(state, nameOrArn ?? 'default');
  if (cluster?.status !== 'ACTIVE') throw clusterNotFound();
  return cluster;
}

function lookUp(state: EcsState, nameOrArn: string): ClusterRecord | undefined {
  return isElsewhere(nameOrArn, state.place) ? undefined : state.clusters.get(lastPart(nameOrArn));
}

export function clusterOperations(stateOf: (place: Place) => EcsState): Operations {
  return {
    CreateCluster(input: CreateClusterRequest, call) {
      refuseGiven('CreateCluster', input, ['serviceConnectDefaults']);
      const state = stateOf(call);
      const name = input.clusterName ?? 'default';
      if (!/^[\w-]{1,255}$/.test(name)) throw invalidParameter(`Invalid cluster name: ${name}`);
      checkTags(input.tags ?? []);
      const known = state.clusters.get(name);
      const cluster = known?.status === 'ACTIVE' ? known : makeCluster(state.place, name, input);
      state.clusters.set(name, cluster);
      return { cluster: renderCluster(state, cluster, ['TAGS', 'SETTINGS', 'CONFIGURATIONS']) };
    },

    DescribeClusters(input: DescribeClustersRequest, call) {
      const state = stateOf(call);
      const names = input.clusters ?? ['default'];
      const found = names.flatMap((name) => lookUp(state, name) ?? []);
      return {
        clusters: found.map((cluster) => renderCluster(state, cluster, input.include ?? [])),
        failures: names
          .filter((name) => !lookUp(state, name))
          .map((name) => ({ arn: ecsArn(call, `cluster/${lastPart(name)}`), reason: 'MISSING' })),
      };
    },

    ListClusters(input: ListClustersRequest, call) {
      const active = [...stateOf(call).clusters.values()].filter(({ status }) => status === 'ACTIVE');
      const { items, ...page } = listPage(active, ({ name }) => name, input);
      return { clusterArns: items.map(({ arn }) => arn), ...page };
    },

    DeleteCluster(input: DeleteClusterRequest, call) {
      const state = stateOf(call);
      const cluster = findCluster(state, input.cluster);
      if (servicesOf(state, cluster).length > 0) {
        throw new AwsError(
          'ClusterContainsServicesException',
          'The Cluster cannot be deleted while Services are active.',
        );
      }
      if (tasksOf(state, cluster).length > 0) {
        throw new AwsError(
          'ClusterContainsTasksException',
          'The Cluster cannot be deleted while Tasks are active.',
        );
      }
      cluster.status = 'INACTIVE';
      return { cluster: renderCluster(state, cluster, []) };
    },
  };
}

function makeCluster(place: Place, name: string, input: CreateClusterRequest): ClusterRecord {
  return {
    arn: ecsArn(place, `cluster/${name}`),
    name,
    status: 'ACTIVE',
    configuration: input.configuration,
    settings: input.settings ?? [{ name: 'containerInsights', value: 'disabled' }],
    capacityProviders: input.capacityProviders ?? [],
    defaultStrategy: input.defaultCapacityProviderStrategy ?? [],
    tags: input.tags ?? [],
  };
}

function servicesOf(state: EcsState, cluster: ClusterRecord) {
  return [...state.services.values()].filter(
    (service) => service.cluster === cluster && service.status !== 'INACTIVE',
  );
}

function tasksOf(state: EcsState, cluster: ClusterRecord) {
  return [...state.tasks.values()].filter(
    (task) => task.cluster === cluster && task.lastStatus !== 'STOPPED',
  );
}

function renderCluster(state: EcsState, cluster: ClusterRecord, include: readonly string[]): Cluster {
  const tasks = tasksOf(state, cluster).filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
  const running = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: 0,
    runningTasksCount: running,
    pendingTasksCount: tasks.length - running,
    activeServicesCount: servicesOf(state, cluster).filter(({ status }) => status === 'ACTIVE').length,
    statistics: [],
    tags: include.includes('TAGS') ? cluster.tags : [],
    settings: include.includes('SETTINGS') ? cluster.settings : [],
    ...(include.includes('CONFIGURATIONS') && cluster.configuration
      ? { configuration: cluster.configuration }
      : {}),
    capacityProviders: cluster.capacityProviders,
    defaultCapacityProviderStrategy: cluster.defaultStrategy,
  };
}
