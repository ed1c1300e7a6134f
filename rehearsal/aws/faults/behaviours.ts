import { defineBehaviours } from '../conformance/behaviour.ts';

/** How it looks when something goes wrong on AWS, proven one by one in `conformance.test.ts`. */
export const FAULTS_BEHAVIOURS = defineBehaviours({
  'lost answer': {
    does: 'a call whose answer is lost has taken effect, and its caller sees a reset connection',
    basis: 'documentation',
    source: 'Amazon Builders’ Library, Making retries safe with idempotent APIs',
    mutant: {
      file: 'faults/intercept.ts',
      from: 'await carryOutNoted(attempt, carryOut, ports).catch(() => {});\n        throw',
      to: 'throw',
    },
  },
  'lost request': {
    does: 'a request that is lost on its way has no effect, and its caller sees the same reset connection',
    basis: 'documentation',
    source: 'Amazon Builders’ Library, Timeouts, retries, and backoff with jitter',
    mutant: {
      file: 'faults/intercept.ts',
      from: "case 'lost-request':\n",
      to: "case 'lost-request':\n        await carryOut();\n",
    },
  },
  'errors inside AWS': {
    does: 'what goes wrong inside a service is a 500 with the error of its own model, or a 503, and has no effect',
    basis: 'model',
    source:
      'ECS ServerException, SSM InternalServerError; Common errors of the query protocol: ServiceUnavailable',
    mutant: { file: 'faults/refusals.ts', from: "ecs: 'ServerException'", to: "ecs: 'InternalFailure'" },
  },
  'expired credentials': {
    does: 'a session token that has expired is refused as ExpiredTokenException, by query protocols as ExpiredToken with 403',
    basis: 'report',
    source: 'aws-sdk-js-v3 #5270; ECS API Reference, Common errors',
    mutant: {
      file: 'faults/refusals.ts',
      from: "return new AwsError('ExpiredToken', message, 403);",
      to: "return new AwsError('ExpiredTokenException', message, 403);",
    },
  },
  'stale read': {
    does: 'a read shortly after a write may show what was before it',
    basis: 'hypothesis',
    source: 'the fault stale-read and its milliseconds; reported for Parameter Store (aws-cdk-cli #830)',
    mutant: {
      file: 'faults/stale-reads.ts',
      from: 'return (answers.findLast((known) => known.at <= at) ?? answers[0])?.answer;',
      to: 'return answers.at(-1)?.answer;',
    },
  },
  'no capacity for a task': {
    does: 'without capacity RunTask succeeds, starts nothing, and has failures with the reason',
    basis: 'documentation',
    source: 'Amazon ECS Developer Guide, API failure reasons',
    mutant: {
      file: 'parts.ts',
      from: '    placementRefusal: faults.placementRefusal,\n',
      to: '',
    },
  },
  'no capacity for a service': {
    does: 'without capacity a service starts no task, says so in an event, and goes on by itself when there is room again',
    basis: 'documentation',
    source: 'Amazon ECS Developer Guide, Service event messages: unable to place a task',
    mutant: {
      file: 'ecs/services/act.ts',
      from: 'countRefusedLaunch(turn, refusal);\n    return;',
      to: 'return;',
    },
  },
  'broken machine': {
    does: 'a task whose machine fails stops as InfrastructureHealth without an exit code, and its service replaces it',
    basis: 'model',
    source: 'ECS Task stopCode and Container exitCode; how Fargate words the reason is not known',
    mutant: {
      file: 'ecs/tasks/start-containers.ts',
      from: 'noteExit(record, run.isLost ? {} : exit);',
      to: 'noteExit(record, exit);',
    },
  },
  'broken zone': {
    does: 'what fails in one subnet leaves the tasks of the others alone',
    basis: 'documentation',
    source: 'Amazon ECS Developer Guide, Fargate tasks are spread over Availability Zones',
    mutant: {
      file: 'faults/faults.ts',
      from: '(subnet === undefined || place.subnet === subnet) &&',
      to: '',
    },
  },
  'late node': {
    does: 'a node may obey a changed rule later than another: until then clients meet both versions',
    basis: 'report',
    source: 'argo-rollouts #4595: 503 while the data plane lags behind DescribeRules',
    mutant: {
      file: 'elbv2/traffic/node.ts',
      from: 'drawDuration(settings.ruleLag, lags) + lateBy()',
      to: 'drawDuration(settings.ruleLag, lags)',
    },
  },
});
