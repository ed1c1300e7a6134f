import type { AccessTable } from './need.ts';
import { AUTOSCALING_TABLE } from './tables/application-autoscaling.ts';
import { CLOUDWATCH_TABLE } from './tables/cloudwatch.ts';
import { EC2_TABLE } from './tables/ec2.ts';
import { ECR_TABLE } from './tables/ecr.ts';
import { ECS_TABLE } from './tables/ecs.ts';
import { ELBV2_TABLE } from './tables/elasticloadbalancing.ts';
import { IAM_TABLE } from './tables/iam.ts';
import { LOGS_TABLE } from './tables/logs.ts';
import { SECRETS_TABLE } from './tables/secretsmanager.ts';
import { SSM_TABLE } from './tables/ssm.ts';
import { STS_TABLE } from './tables/sts.ts';

/** What each operation of each service needs, by the service's name in signatures. */
export const ACCESS_TABLES: Readonly<Record<string, AccessTable>> = {
  'application-autoscaling': AUTOSCALING_TABLE,
  ec2: EC2_TABLE,
  ecr: ECR_TABLE,
  ecs: ECS_TABLE,
  elasticloadbalancing: ELBV2_TABLE,
  iam: IAM_TABLE,
  logs: LOGS_TABLE,
  monitoring: CLOUDWATCH_TABLE,
  secretsmanager: SECRETS_TABLE,
  ssm: SSM_TABLE,
  sts: STS_TABLE,
};
