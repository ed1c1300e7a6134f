import { defineBehaviours } from '../../conformance/behaviour.ts';

/** What ECS may with the roles of the tasks that it starts. */
export const TASK_ROLE_BEHAVIOURS = defineBehaviours({
  'assumable-roles': {
    does: 'no task is launched whose roles do not trust ecs-tasks.amazonaws.com, or are gone: RunTask refuses, a service has an event',
    basis: 'report',
    source:
      'Amazon ECS developer guide: task IAM role, confused deputy; aws-modern-application-workshop #149, boto3 #1878',
    mutant: {
      file: 'iam/access/task-roles.ts',
      from: 'return current ? letsTasksIn(current, place) : former === undefined;',
      to: 'return true;',
    },
  },
  'execution-role-secrets': {
    does: 'secrets are read with what the execution role may: its policies, its boundary, a deny',
    basis: 'documentation',
    source:
      'Amazon ECS developer guide: task execution IAM role, Secrets Manager or Systems Manager permissions',
    mutant: { file: 'parts.ts', from: '        await roles.admit(call);\n', to: '' },
  },
  'execution-role-pulls': {
    does: 'images of ECR are pulled with what the execution role may: GetAuthorizationToken, BatchGetImage, GetDownloadUrlForLayer',
    basis: 'report',
    source: 'Amazon ECR user guide: using Amazon ECR images with Amazon ECS; compose-cli #1173 for the words',
    mutant: { file: 'parts.ts', from: '    repositoryOf: ecr.images.repositoryOf,\n', to: '' },
  },
  'execution-role-logs': {
    does: 'awslogs needs an execution role that may make the stream, and the group where it is to',
    basis: 'report',
    source:
      'Amazon ECS developer guide: awslogs log driver; terraform-aws-ecs #313, minecraft-ondemand #12 for the words',
    mutant: {
      file: 'ecs/tasks/open-log.ts',
      from: "await admit('CreateLogStream', onStream).catch(rethrow('stream'));",
      to: '',
    },
  },
});
