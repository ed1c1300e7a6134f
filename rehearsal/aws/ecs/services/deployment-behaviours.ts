import { defineBehaviours } from '../../conformance/behaviour.ts';

/** What begins, ends and fails a deployment of ECS. */
export const DEPLOYMENT_BEHAVIOURS = defineBehaviours({
  'count-deploys-nothing': {
    does: 'another desired count begins no deployment',
    basis: 'model',
    source: 'UpdateService$desiredCount',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: 'if (input.forceNewDeployment || !',
      to: 'if (input.desiredCount !== undefined || input.forceNewDeployment || !',
    },
  },
  'grace-deploys-nothing': {
    does: 'another health check grace period begins no deployment',
    basis: 'model',
    source: 'UpdateService$healthCheckGracePeriodSeconds',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: 'if (input.forceNewDeployment || !',
      to: 'if (input.healthCheckGracePeriodSeconds !== undefined || input.forceNewDeployment || !',
    },
  },
  'definition-deploys': {
    does: 'another task definition begins a deployment, whose id UpdateService answers as PRIMARY',
    basis: 'model',
    source: 'UpdateService$taskDefinition',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: 'input.forceNewDeployment || !isDeepStrictEqual(revision, service.revision)',
      to: 'input.forceNewDeployment',
    },
  },
  'load-balancers-deploy': {
    does: 'other load balancers begin a deployment',
    basis: 'model',
    source: 'UpdateService$loadBalancers',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: 'loadBalancers: input.loadBalancers ?? revision.loadBalancers',
      to: 'loadBalancers: revision.loadBalancers',
    },
  },
  'network-deploys': {
    does: 'another network configuration begins a deployment',
    basis: 'model',
    source: 'UpdateService$networkConfiguration',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: '? checkNetwork(input.networkConfiguration, vpcs)',
      to: '? revision.networkConfiguration',
    },
  },
  'force-deploys': {
    does: 'forceNewDeployment begins a deployment of the same revision',
    basis: 'model',
    source: 'UpdateService$forceNewDeployment',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: 'if (input.forceNewDeployment || !',
      to: 'if (!',
    },
  },
  'unchanged-deploys-nothing': {
    does: 'the same task definition again, without force, begins no deployment',
    basis: 'model',
    source: 'UpdateService',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: '!isDeepStrictEqual(revision, service.revision)',
      to: 'input.taskDefinition !== undefined',
    },
  },
  'update-supersedes': {
    does: 'an update during a deployment supersedes it: the new one is PRIMARY, the others ACTIVE until their tasks are gone',
    basis: 'model',
    source: 'Deployment$status',
    mutant: {
      file: 'ecs/services/deployments.ts',
      from: "for (const older of service.deployments) older.status = 'ACTIVE';",
      to: '',
    },
  },
  'deployment-lasts-until-drained': {
    does: 'a deployment is not COMPLETED before the tasks of the one before have drained and stopped',
    basis: 'documentation',
    source: 'Developer guide, rolling update',
    mutant: { file: 'ecs/services/rollout.ts', from: ' && !hasOlderTasks(turn);', to: ';' },
  },
  'empty-deployment': {
    does: 'a new task definition at desired count 0 completes at once, and a circuit breaker then guards nothing',
    basis: 'hypothesis',
    source: 'setting completesWithoutTasks',
    mutant: {
      file: 'ecs/services/rollout.ts',
      from: 'conditions.size > 0 || turn.ports.settings.completesWithoutTasks',
      to: 'true',
    },
  },
  'stale-describe': {
    does: 'for a short time after an update DescribeServices may answer as before it',
    basis: 'hypothesis',
    source: 'setting staleServices',
    mutant: {
      file: 'ecs/services/stale-service.ts',
      from: 'clock.now() >= stale.until',
      to: 'clock.now() >= 0',
    },
  },
  'breaker-threshold': {
    does: 'the circuit breaker trips at half of the desired count, but not below 3 failures',
    basis: 'documentation',
    source: 'Developer guide, deployment circuit breaker',
    mutant: {
      file: 'ecs/services/circuit-breaker.ts',
      from: 'const LEAST_FAILURES = 3;',
      to: 'const LEAST_FAILURES = 4;',
    },
  },
  'breaker-most': {
    does: 'the circuit breaker trips at 200 failures at the latest',
    basis: 'documentation',
    source: 'Developer guide, deployment circuit breaker',
    mutant: {
      file: 'ecs/services/circuit-breaker.ts',
      from: 'const MOST_FAILURES = 200;',
      to: 'const MOST_FAILURES = 500;',
    },
  },
  'breaker-count': {
    does: 'a threshold of type COUNT is that number of failures',
    basis: 'model',
    source: 'DeploymentCircuitBreakerThresholdConfiguration',
    mutant: {
      file: 'ecs/services/circuit-breaker.ts',
      from: "if (type === 'COUNT') return value;",
      to: '',
    },
  },
  'breaker-unbounded': {
    does: 'a threshold of type UNBOUNDED_PERCENT has no least and no most',
    basis: 'model',
    source: 'DeploymentCircuitBreakerThresholdConfiguration',
    mutant: {
      file: 'ecs/services/circuit-breaker.ts',
      from: "return type === 'BOUNDED_PERCENT' ?",
      to: 'return type !== undefined ?',
    },
  },
  'breaker-rolls-back': {
    does: 'with rollback the last completed revision comes back, and the service looks stable with it',
    basis: 'documentation',
    source: 'Developer guide, deployment circuit breaker; aws-actions/amazon-ecs-deploy-task-definition #191',
    mutant: { file: 'ecs/services/rollout.ts', from: 'if (!goesBack || ', to: 'if (goesBack || ' },
  },
  'breaker-first-stays-failed': {
    does: 'a first deployment has nothing to go back to and stays FAILED',
    basis: 'report',
    source: 'containers-roadmap #1488',
    mutant: {
      file: 'ecs/services/rollout.ts',
      from: 'if (!goesBack || primary.isRollback || !service.lastCompleted) return;',
      to: 'service.lastCompleted ??= primary.revision;\n  if (!goesBack || primary.isRollback) return;',
    },
  },
  'breaker-needs-health-checks': {
    does: 'without health checks a container that exits after RUNNING never counts',
    basis: 'hypothesis',
    source: 'containers-roadmap #1206, copilot #1879; setting countsExitsWithoutHealthCheck',
    mutant: {
      file: 'ecs/services/circuit-breaker.ts',
      from: '!end.wasHealthy : countsExitsWithoutHealthCheck',
      to: '!end.wasHealthy : false',
    },
  },
  'breaker-before-first-report': {
    does: 'with health checks a task that ends before its first healthy report counts',
    basis: 'report',
    source: 'containers-roadmap #1206',
    mutant: {
      file: 'ecs/services/circuit-breaker.ts',
      from: 'return end.hasHealthCheck ? !end.wasHealthy :',
      to: 'return end.hasHealthCheck ? false :',
    },
  },
  'breaker-resets': {
    does: 'a healthy task begins the count of failures anew, unless resetOnHealthyTask is off',
    basis: 'model',
    source: 'DeploymentCircuitBreaker$resetOnHealthyTask',
    mutant: {
      file: 'ecs/services/task-ends.ts',
      from: 'breaker?.resetOnHealthyTask !== false',
      to: 'breaker?.resetOnHealthyTask === true',
    },
  },
  'breaker-off-by-default': {
    does: 'without a circuit breaker failing launches go on for ever, IN_PROGRESS',
    basis: 'model',
    source: 'DeploymentConfiguration$deploymentCircuitBreaker',
    mutant: {
      file: 'ecs/services/options.ts',
      from: 'deploymentCircuitBreaker: { enable: false, rollback: false },',
      to: 'deploymentCircuitBreaker: { enable: true, rollback: false },',
    },
  },
  'alarm-fails-deployment': {
    does: 'an alarm that goes into ALARM during a deployment fails it, and with rollback brings back what was before',
    basis: 'documentation',
    source: 'Developer guide, CloudWatch alarms and deployment failures',
    mutant: {
      file: 'ecs/services/alarms.ts',
      from: "alarms.stateOf(service.place, name) === 'ALARM'",
      to: "alarms.stateOf(service.place, name) === 'NONE'",
    },
  },
  'alarm-before-is-ignored': {
    does: 'an alarm in ALARM before the deployment begins makes ECS ignore the alarms for that deployment',
    basis: 'documentation',
    source: 'Developer guide, CloudWatch alarms and deployment failures',
    mutant: {
      file: 'ecs/services/alarms.ts',
      from: ' && !isAnyInAlarm(service, alarms);',
      to: ';',
    },
  },
  'alarm-may-be-missing': {
    does: 'a deployment may name an alarm that is not there, which counts once it is made',
    basis: 'report',
    source: 'copilot-cli #4294 and CDK’s DeploymentAlarmConfig, whose alarms are made after their service',
    mutant: {
      file: 'ecs/services/alarms.ts',
      from: "alarms.stateOf(service.place, name) === 'ALARM'",
      to: "alarms.stateOf(service.place, name) !== 'OK'",
    },
  },
  'alarm-bake': {
    does: 'a deployment with alarms stays IN_PROGRESS for a while after its tasks are well; how long is not documented',
    basis: 'hypothesis',
    source: 'Developer guide, CloudWatch alarms and deployment failures: bake time; setting alarmBake',
    mutant: {
      file: 'ecs/services/alarms.ts',
      from: 'at.getTime() + ports.settings.alarmBake;',
      to: 'at.getTime();',
    },
  },
});
