import type { BucketName } from './settings.ts';

/** Operations that draw on one bucket: those it names, or all that no other family of their service has. */
interface Family {
  readonly bucket: BucketName;
  readonly has: (operation: string) => boolean;
}

const among =
  (...operations: readonly string[]) =>
  (operation: string) =>
    operations.includes(operation);
const like = (pattern: RegExp) => (operation: string) => pattern.test(operation);
const isRead = like(/^(Describe|Get|List)/);
const others = () => true;

/** By the name that signatures give the service; an operation belongs to its first family. */
const FAMILIES: Readonly<Record<string, readonly Family[]>> = {
  ecs: [
    { bucket: 'ecs task definition read', has: like(/^(Describe|List)TaskDefinition/) },
    { bucket: 'ecs task definition modify', has: like(/^(Register|Deregister|Delete)TaskDefinition/) },
    { bucket: 'ecs cluster read', has: like(/^(Describe|List)Clusters$/) },
    {
      bucket: 'ecs cluster modify',
      has: like(/^(Create|Delete|Update)Cluster|^PutClusterCapacityProviders$/),
    },
    { bucket: 'ecs service read', has: like(/^(Describe|List)(Service|TaskSet)/) },
    { bucket: 'ecs service modify', has: like(/^\w+(Service|ServiceDeployment|TaskSet)$/) },
    { bucket: 'ecs task read', has: like(/^((Describe|List)(Tasks|ContainerInstances)|GetTaskProtection)$/) },
    {
      bucket: 'ecs task modify',
      has: like(/^(RunTask|StartTask|StopTask|ExecuteCommand|UpdateTaskProtection)$/),
    },
    { bucket: 'ecs tag read', has: among('ListTagsForResource') },
    { bucket: 'ecs tag modify', has: among('TagResource', 'UntagResource') },
    { bucket: 'ecs other', has: others },
  ],
  elasticloadbalancing: [
    { bucket: 'elasticloadbalancing read', has: isRead },
    { bucket: 'elasticloadbalancing modify', has: others },
  ],
  ecr: [
    { bucket: 'ecr put image', has: among('PutImage') },
    { bucket: 'ecr begin or end upload', has: among('InitiateLayerUpload', 'CompleteLayerUpload') },
    { bucket: 'ecr upload part', has: among('UploadLayerPart') },
    { bucket: 'ecr token', has: among('GetAuthorizationToken') },
    {
      bucket: 'ecr pull',
      has: among('BatchGetImage', 'GetDownloadUrlForLayer', 'BatchCheckLayerAvailability'),
    },
    { bucket: 'ecr other', has: others },
  ],
  logs: [
    { bucket: 'logs put events', has: among('PutLogEvents') },
    { bucket: 'logs get events', has: among('GetLogEvents') },
    { bucket: 'logs filter events', has: among('FilterLogEvents') },
    { bucket: 'logs streams', has: like(/^(Create|Describe|Delete)LogStream/) },
    { bucket: 'logs other', has: others },
  ],
  monitoring: [
    { bucket: 'monitoring put data', has: among('PutMetricData') },
    { bucket: 'monitoring get data', has: among('GetMetricData') },
    { bucket: 'monitoring get statistics', has: among('GetMetricStatistics') },
    { bucket: 'monitoring list metrics', has: among('ListMetrics') },
    { bucket: 'monitoring describe alarms', has: among('DescribeAlarms') },
    { bucket: 'monitoring other', has: others },
  ],
  ssm: [
    { bucket: 'ssm values', has: among('GetParameter', 'GetParameters', 'PutParameter') },
    { bucket: 'ssm other', has: others },
  ],
  secretsmanager: [
    { bucket: 'secretsmanager values', has: among('GetSecretValue', 'DescribeSecret') },
    { bucket: 'secretsmanager other', has: others },
  ],
  sts: [{ bucket: 'sts all', has: others }],
  'application-autoscaling': [
    { bucket: 'application-autoscaling read', has: isRead },
    { bucket: 'application-autoscaling modify', has: others },
  ],
  iam: [
    { bucket: 'iam read', has: isRead },
    { bucket: 'iam modify', has: others },
  ],
  ec2: [
    { bucket: 'ec2 read', has: isRead },
    { bucket: 'ec2 modify', has: others },
  ],
};

/** The buckets that a call takes a token of, each of which must have one; none for a service that has no known limits. */
export function bucketsOf(service: string, operation: string): readonly BucketName[] {
  const family = FAMILIES[service]?.find(({ has }) => has(operation));
  const own: readonly BucketName[] = service === 'ssm' && operation === 'PutParameter' ? ['ssm put'] : [];
  return family ? [...own, family.bucket] : own;
}
