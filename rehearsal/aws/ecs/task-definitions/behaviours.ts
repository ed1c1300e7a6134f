import { defineBehaviours } from '../../conformance/behaviour.ts';

/** How ECS treats task definitions. */
export const DEFINITION_BEHAVIOURS = defineBehaviours({
  'inactive-cannot-run': {
    does: 'a deregistered task definition cannot be run, nor can a service be made with it or updated to it',
    basis: 'report',
    source: 'API reference, DeregisterTaskDefinition; DefangLabs/defang #775 for the words of RunTask',
    mutant: {
      file: 'ecs/task-definitions/find.ts',
      from: "if (definition.status === 'ACTIVE') return true;",
      to: 'if (definition.status) return true;',
    },
  },
  'inactive-lag': {
    does: 'for up to ten minutes a deregistered task definition may still be usable',
    basis: 'hypothesis',
    source: 'API reference, DeregisterTaskDefinition; setting inactiveUsable',
    mutant: {
      file: 'ecs/task-definitions/find.ts',
      from: 'now < since + inactiveUsable',
      to: 'now < since',
    },
  },
  'inactive-still-scales': {
    does: 'services on a deregistered task definition keep running and can be scaled',
    basis: 'documentation',
    source: 'API reference, DeregisterTaskDefinition',
    mutant: {
      file: 'ecs/services/update-service.ts',
      from: '    taskDefinition: input.taskDefinition\n',
      to: '    taskDefinition: (input.taskDefinition ??= revision.taskDefinition.arn)\n',
    },
  },
  'missing-definition': {
    does: 'a task definition that does not exist is a ClientException',
    basis: 'report',
    source: 'Cloud-CV/EvalAI #2419',
    mutant: {
      file: 'ecs/task-definitions/find.ts',
      from: "throw clientError('TaskDefinition not found.')",
      to: "throw invalidParameter('TaskDefinition not found.')",
    },
  },
  'family-means-latest': {
    does: 'a family without revision means its latest ACTIVE revision',
    basis: 'model',
    source: 'RunTask$taskDefinition',
    mutant: {
      file: 'ecs/task-definitions/find.ts',
      from: "revisions.findLast(({ definition }) => definition.status === 'ACTIVE')",
      to: 'revisions.at(-1)',
    },
  },
  'revision-never-reused': {
    does: 'the number of a deregistered revision is not given again',
    basis: 'model',
    source: 'TaskDefinition$revision',
    mutant: {
      file: 'ecs/task-definitions/operations.ts',
      from: 'const revision = revisions.length + 1;',
      to: "const revision = revisions.filter(({ definition }) => definition.status === 'ACTIVE').length + 1;",
    },
  },
  'delete-wants-inactive': {
    does: 'only a deregistered revision can be deleted; another one is a failure in a successful answer',
    basis: 'model',
    source: 'DeleteTaskDefinitions',
    mutant: {
      file: 'ecs/task-definitions/delete.ts',
      from: "return record.definition.status === 'ACTIVE'",
      to: 'return record.definition.status === undefined',
    },
  },
  'delete-waits-for-use': {
    does: 'a deleted revision lasts as DELETE_IN_PROGRESS while a task or a deployment uses it',
    basis: 'documentation',
    source: 'Developer guide, task definition states',
    mutant: {
      file: 'ecs/task-definitions/delete.ts',
      from: 'return !isRun && !isDeployed;',
      to: 'return true;',
    },
  },
  'stop-timeout-limit': {
    does: 'stopTimeout is at most 120 seconds on Fargate',
    basis: 'model',
    source: 'ContainerDefinition$stopTimeout',
    mutant: {
      file: 'ecs/task-definitions/validate.ts',
      from: 'const FARGATE_STOP_TIMEOUT = 120;',
      to: 'const FARGATE_STOP_TIMEOUT = 1200;',
    },
  },
  'secrets-want-execution-role': {
    does: 'a definition with secrets has to name an execution role',
    basis: 'documentation',
    source: 'Developer guide, passing sensitive data to a container',
    mutant: {
      file: 'ecs/task-definitions/check-secrets.ts',
      from: 'if (!executionRoleArn) {',
      to: 'if (executionRoleArn === null) {',
    },
  },
  'ecr-wants-execution-role': {
    does: 'a definition for Fargate with an image of ECR has to name an execution role',
    basis: 'report',
    source: 'Developer guide, task execution IAM role; terraform-provider-aws #3051',
    mutant: {
      file: 'ecs/task-definitions/validate.ts',
      from: 'if (!input.executionRoleArn && input.containerDefinitions',
      to: 'if (input.executionRoleArn === null && input.containerDefinitions',
    },
  },
});
