import type { BucketSize } from './token-bucket.ts';

/**
 * How many calls an account may make in a region, by bucket. Documented: that ECS and Elastic Load Balancing throttle so,
 * 50 for ECS's cluster reads, 40 and 10 for load balancing's Describe calls, 40 shared by Parameter Store's reads and
 * writes, and the rates of ECR, CloudWatch, CloudWatch Logs, STS and Secrets Manager. The others, and every `other`, are
 * hypotheses that a simulation may vary.
 */
export const DEFAULT_BUCKETS = {
  'ecs cluster read': { burst: 50, perSecond: 20 },
  'ecs cluster modify': { burst: 20, perSecond: 1 },
  'ecs service read': { burst: 100, perSecond: 20 },
  'ecs service modify': { burst: 50, perSecond: 5 },
  'ecs task read': { burst: 100, perSecond: 20 },
  'ecs task modify': { burst: 100, perSecond: 40 },
  'ecs task definition read': { burst: 50, perSecond: 20 },
  'ecs task definition modify': { burst: 20, perSecond: 1 },
  'ecs tag read': { burst: 50, perSecond: 20 },
  'ecs tag modify': { burst: 20, perSecond: 10 },
  'ecs other': { burst: 50, perSecond: 10 },
  'elasticloadbalancing read': { burst: 40, perSecond: 10 },
  'elasticloadbalancing modify': { burst: 20, perSecond: 3 },
  'ecr put image': { burst: 10, perSecond: 10 },
  'ecr begin or end upload': { burst: 100, perSecond: 100 },
  'ecr upload part': { burst: 500, perSecond: 500 },
  'ecr token': { burst: 500, perSecond: 500 },
  'ecr pull': { burst: 1_000, perSecond: 1_000 },
  'ecr other': { burst: 100, perSecond: 20 },
  'logs put events': { burst: 5_000, perSecond: 5_000 },
  'logs get events': { burst: 25, perSecond: 25 },
  'logs filter events': { burst: 5, perSecond: 5 },
  'logs streams': { burst: 25, perSecond: 25 },
  'logs other': { burst: 10, perSecond: 10 },
  'monitoring put data': { burst: 500, perSecond: 500 },
  'monitoring get data': { burst: 50, perSecond: 50 },
  'monitoring get statistics': { burst: 400, perSecond: 400 },
  'monitoring list metrics': { burst: 25, perSecond: 25 },
  'monitoring describe alarms': { burst: 9, perSecond: 9 },
  'monitoring other': { burst: 3, perSecond: 3 },
  'ssm values': { burst: 40, perSecond: 40 },
  'ssm put': { burst: 3, perSecond: 3 },
  'ssm other': { burst: 40, perSecond: 10 },
  'secretsmanager values': { burst: 10_000, perSecond: 10_000 },
  'secretsmanager other': { burst: 50, perSecond: 50 },
  'sts all': { burst: 600, perSecond: 600 },
  'application-autoscaling read': { burst: 40, perSecond: 10 },
  'application-autoscaling modify': { burst: 20, perSecond: 5 },
  'iam read': { burst: 100, perSecond: 20 },
  'iam modify': { burst: 20, perSecond: 5 },
  'ec2 read': { burst: 100, perSecond: 20 },
  'ec2 modify': { burst: 100, perSecond: 5 },
} as const satisfies Record<string, BucketSize>;

export type BucketName = keyof typeof DEFAULT_BUCKETS;

export interface LimitSettings {
  /** Whether calls are counted at all. */
  readonly enforced: boolean;
  /** Buckets of another size than usual. */
  readonly buckets: Partial<Readonly<Record<BucketName, BucketSize>>>;
  /** How Elastic Load Balancing says it: its guide has `ThrottlingException`, callers report `Throttling` (spinnaker #3466). */
  readonly loadBalancingCode: 'Throttling' | 'ThrottlingException';
}

export const DEFAULT_LIMITS: LimitSettings = {
  enforced: true,
  buckets: {},
  loadBalancingCode: 'Throttling',
};
