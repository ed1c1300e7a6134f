import { AUTOSCALING_BEHAVIOURS } from '../autoscaling/behaviours.ts';
import { CLOUDWATCH_BEHAVIOURS } from '../cloudwatch/behaviours.ts';
import { EC2_BEHAVIOURS } from '../ec2/behaviours.ts';
import { ECR_BEHAVIOURS } from '../ecr/behaviours.ts';
import { ECS_BEHAVIOURS } from '../ecs/behaviours.ts';
import { ELBV2_BEHAVIOURS } from '../elbv2/behaviours.ts';
import { FAULTS_BEHAVIOURS } from '../faults/behaviours.ts';
import { GITHUB_OIDC_BEHAVIOURS } from '../github-oidc/behaviours.ts';
import { IAM_BEHAVIOURS } from '../iam/behaviours.ts';
import { KERNEL_BEHAVIOURS } from '../kernel/behaviours.ts';
import { LIMITS_BEHAVIOURS } from '../limits/behaviours.ts';
import { LOGS_BEHAVIOURS } from '../logs/behaviours.ts';
import { SECRETS_MANAGER_BEHAVIOURS } from '../secretsmanager/behaviours.ts';
import { SSM_BEHAVIOURS } from '../ssm/behaviours.ts';
import { STS_BEHAVIOURS } from '../sts/behaviours.ts';
import type { Behaviours } from './behaviour.ts';

/** Every part's behaviours, by its folder below `rehearsal/aws`; `conformance.test.ts` in that folder proves them. */
export const CATALOGUES: Readonly<Record<string, Behaviours>> = {
  autoscaling: AUTOSCALING_BEHAVIOURS,
  cloudwatch: CLOUDWATCH_BEHAVIOURS,
  ecr: ECR_BEHAVIOURS,
  ecs: ECS_BEHAVIOURS,
  ec2: EC2_BEHAVIOURS,
  elbv2: ELBV2_BEHAVIOURS,
  faults: FAULTS_BEHAVIOURS,
  'github-oidc': GITHUB_OIDC_BEHAVIOURS,
  iam: IAM_BEHAVIOURS,
  kernel: KERNEL_BEHAVIOURS,
  limits: LIMITS_BEHAVIOURS,
  logs: LOGS_BEHAVIOURS,
  secretsmanager: SECRETS_MANAGER_BEHAVIOURS,
  ssm: SSM_BEHAVIOURS,
  sts: STS_BEHAVIOURS,
};
