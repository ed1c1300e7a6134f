import type { Deployment, Service } from '@aws-sdk/client-ecs';
import type { DeploymentRecord, ServiceRecord, TaskRecord } from '../state.ts';
import { tasksOf } from './deployments.ts';

/** The service as DescribeServices, CreateService, UpdateService and DeleteService return it. */
export function renderService(service: ServiceRecord, includesTags: boolean): Service {
  const { revision, options } = service;
  const tasks = [...service.tasks];
  return {
    ...revision.capacity,
    ...options,
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.cluster.arn,
    loadBalancers: [...revision.loadBalancers],
    serviceRegistries: [],
    status: service.status,
    desiredCount: service.desiredCount,
    ...countTasks(tasks),
    platformVersion: service.platformVersion,
    platformFamily: 'Linux',
    taskDefinition: revision.taskDefinition.arn,
    deployments: service.deployments.map((deployment) => renderDeployment(service, deployment)),
    roleArn: `arn:aws:iam::${service.place.account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    events: [...service.events],
    createdAt: service.createdAt,
    createdBy: service.createdBy,
    placementConstraints: [],
    placementStrategy: [],
    networkConfiguration: revision.networkConfiguration,
    schedulingStrategy: 'REPLICA',
    deploymentController: service.deploymentController,
    ...(includesTags ? { tags: service.tags } : {}),
  };
}

function renderDeployment(service: ServiceRecord, deployment: DeploymentRecord): Deployment {
  const { revision } = deployment;
  const tasks = tasksOf(service, deployment);
  const wanted = tasks.filter(({ desiredStatus }) => desiredStatus === 'RUNNING').length;
  return {
    ...revision.capacity,
    id: deployment.id,
    status: deployment.status,
    taskDefinition: revision.taskDefinition.arn,
    desiredCount: deployment.status === 'PRIMARY' ? service.desiredCount : wanted,
    ...countTasks(tasks),
    failedTasks: deployment.failedTasks,
    createdAt: deployment.createdAt,
    updatedAt: deployment.updatedAt,
    platformVersion: revision.platformVersion,
    platformFamily: 'Linux',
    networkConfiguration: revision.networkConfiguration,
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}

/** Tasks on their way up are pending; those on their way down are in neither count. */
function countTasks(tasks: readonly TaskRecord[]) {
  const runningCount = tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
  const pendingCount = tasks.filter(({ lastStatus }) =>
    ['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(lastStatus),
  ).length;
  return { runningCount, pendingCount };
}
