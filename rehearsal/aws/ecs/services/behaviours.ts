import { defineBehaviours } from '../../conformance/behaviour.ts';

/** How ECS keeps services. */
export const SERVICE_BEHAVIOURS = defineBehaviours({
  'group-needs-rule': {
    does: 'a service cannot be made with a target group that is in no rule of a load balancer',
    basis: 'report',
    source: 'aws-cdk #1160',
    mutant: {
      file: 'ecs/services/validate.ts',
      from: "if (refusal === 'no-load-balancer') {",
      to: "if (refusal === 'never') {",
    },
  },
  'new-group-needs-rule': {
    does: 'nor can a service get such a group by an update',
    basis: 'report',
    source: 'CloudFormation coverage roadmap #1868',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: 'if (input.loadBalancers || changed',
      to: 'if (changed',
    },
  },
  'missing-service': {
    does: 'an update of a service that does not exist is ServiceNotFoundException',
    basis: 'model',
    source: 'UpdateService: errors',
    mutant: {
      file: 'ecs/errors.ts',
      from: "new AwsError('ServiceNotFoundException'",
      to: "new AwsError('ClientException'",
    },
  },
  'inactive-service': {
    does: 'an update of a deleted service is ServiceNotActiveException',
    basis: 'model',
    source: 'UpdateService: errors',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: "if (service.status !== 'ACTIVE') {",
      to: "if (service.status === 'DRAINING') {",
    },
  },
  'missing-cluster': {
    does: 'a cluster that does not exist is ClusterNotFoundException',
    basis: 'model',
    source: 'UpdateService: errors',
    mutant: {
      file: 'ecs/errors.ts',
      from: "new AwsError('ClusterNotFoundException'",
      to: "new AwsError('ClientException'",
    },
  },
  'describe-missing-service': {
    does: 'DescribeServices answers with HTTP 200 and a failure MISSING for a service that does not exist',
    basis: 'model',
    source: 'DescribeServices: failures',
    mutant: { file: 'ecs/services/operations.ts', from: "reason: 'MISSING',", to: "reason: 'ABSENT'," },
  },
  'deleted-service-shows': {
    does: 'a deleted service drains and is then shown as INACTIVE',
    basis: 'model',
    source: 'DeleteService',
    mutant: {
      file: 'ecs/services/scheduler.ts',
      from: "service.tasks.size === 0) service.status = 'INACTIVE';",
      to: 'service.tasks.size === 0) state.services.delete(service.arn);',
    },
  },
  'delete-wants-zero': {
    does: 'a service with a desired count above 0 is deleted by force only',
    basis: 'model',
    source: 'DeleteService$force',
    mutant: {
      file: 'ecs/services/operations.ts',
      from: 'if (service.desiredCount > 0 && !input.force) {',
      to: 'if (service.desiredCount > 1000) {',
    },
  },
  'drains-before-sigterm': {
    does: 'a task that ECS stops is deregistered first, and gets SIGTERM after the deregistration delay',
    basis: 'documentation',
    source: 'Developer guide, load balancer connection draining',
    mutant: {
      file: 'ecs/services/scheduler.ts',
      from: 'ports.clock.after(drainTime(turn, task), () => watch.letGoOn(task));',
      to: 'watch.letGoOn(task);',
    },
  },
  'replaces-unhealthy': {
    does: 'a task that its load balancer finds unhealthy is replaced, also where the group has weight 0',
    basis: 'documentation',
    source: 'Developer guide, service load balancing',
    mutant: {
      file: 'ecs/services/condition.ts',
      from: "now >= until ? { condition: 'unhealthy' }",
      to: "now >= until ? { condition: 'healthy' }",
    },
  },
  'grace-is-zero': {
    does: 'without a grace period a task that starts too slowly for its health check is stopped',
    basis: 'model',
    source: 'CreateService$healthCheckGracePeriodSeconds',
    mutant: { file: 'ecs/services/options.ts', from: '> 0 ? 0 : undefined', to: '> 0 ? 3600 : undefined' },
  },
  'grace-ignores-checks': {
    does: 'in the grace period bad reports of load balancers and of container health checks are ignored',
    basis: 'model',
    source: 'CreateService$healthCheckGracePeriodSeconds',
    mutant: {
      file: 'ecs/services/condition.ts',
      from: 'const until = startedAt + gracePeriod;',
      to: 'const until = startedAt;',
    },
  },
  'container-check-replaces': {
    does: 'a task whose essential container fails its health check is replaced',
    basis: 'documentation',
    source: 'Developer guide, container health checks',
    mutant: {
      file: 'ecs/tasks/task-health.ts',
      from: "if (healths.includes('UNHEALTHY')) return 'UNHEALTHY';",
      to: '',
    },
  },
  'forty-seconds': {
    does: 'without any health check a task counts as healthy 40 s after RUNNING',
    basis: 'model',
    source: 'DeploymentConfiguration$minimumHealthyPercent',
    mutant: { file: 'ecs/settings.ts', from: 'healthyAfterRunning: 40_000,', to: 'healthyAfterRunning: 0,' },
  },
  'minimum-healthy': {
    does: 'a deployment never stops healthy tasks below minimumHealthyPercent',
    basis: 'model',
    source: 'DeploymentConfiguration$minimumHealthyPercent',
    mutant: {
      file: 'ecs/services/schedule.ts',
      from: "if (condition === 'healthy') return count('healthy') > fewest;",
      to: "if (condition === 'healthy') return true;",
    },
  },
  'maximum-percent': {
    does: 'a deployment never has more tasks than maximumPercent',
    basis: 'model',
    source: 'DeploymentConfiguration$maximumPercent',
    mutant: {
      file: 'ecs/services/schedule.ts',
      from: 'mayStart ? Math.min(needed, room) : 0',
      to: 'mayStart ? needed : 0',
    },
  },
  'shortage-is-an-event': {
    does: 'a shortage of capacity shows as an event of the service, and launches are tried again',
    basis: 'documentation',
    source: 'Developer guide, service event messages',
    mutant: {
      file: 'ecs/services/task-ends.ts',
      from: 'turn.report(event);',
      to: '',
    },
  },
  'failed-launches-slow-down': {
    does: 'launches of a service whose tasks keep failing become rarer',
    basis: 'documentation',
    source: 'Developer guide, service throttle logic',
    mutant: {
      file: 'ecs/services/launch-back-off.ts',
      from: 'return waits <= 0 ? 0 :',
      to: 'return waits <= 1000 ? 0 :',
    },
  },
  'provider-strategy': {
    does: 'a capacity provider strategy gives each provider its base of tasks, then shares the rest by weight',
    basis: 'model',
    source: 'CapacityProviderStrategyItem',
    mutant: {
      file: 'ecs/capacity-providers.ts',
      from: 'strategy.find((item) => countOf(item) < (item.base ?? 0))',
      to: 'strategy.find(() => true)',
    },
  },
  'propagates-tags': {
    does: 'propagateTags gives tasks the tags of their service or of their task definition',
    basis: 'model',
    source: 'CreateService$propagateTags',
    mutant: {
      file: 'ecs/services/act.ts',
      from: "sources[propagateTags ?? 'NONE']",
      to: "sources[propagateTags === 'SERVICE' ? 'TASK_DEFINITION' : 'NONE']",
    },
  },
  'managed-tags': {
    does: 'enableECSManagedTags tags tasks with the names of cluster and service',
    basis: 'documentation',
    source: 'Developer guide, tagging Amazon ECS resources',
    mutant: {
      file: 'ecs/services/act.ts',
      from: 'mergeTags(enableECSManagedTags ? managed : [],',
      to: 'mergeTags([],',
    },
  },
});
