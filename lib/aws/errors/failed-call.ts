/** Which call an error came from. The SDK's errors do not tell; the retry loop, which sees every call, adds it. */
export interface FailedCall {
  /** As the SDK names its client: `ECS`, `ElasticLoadBalancingV2`. */
  readonly service: string;
  /** `DescribeServices` */
  readonly operation: string;
  /** What the call was about, for people: `cluster "main", service "web-blue"`; empty when the input names nothing. */
  readonly resource: string;
  readonly attempts: number;
  /** From the first attempt to the last answer. */
  readonly milliseconds: number;
}

const KEY = Symbol('failedCall');

/** Marks an error, and those it is made of, with the call that it ended. A second mark does not replace the first. */
export function markFailedCall(error: unknown, call: FailedCall): void {
  // One for each address of a host that does not answer.
  if (error instanceof AggregateError) for (const part of error.errors) markFailedCall(part, call);
  if (error instanceof Error && Object.isExtensible(error) && !(KEY in error)) {
    Object.defineProperty(error, KEY, { value: call });
  }
}

export function failedCallOf(error: unknown): FailedCall | undefined {
  return error instanceof Error ? (error as { [KEY]?: FailedCall })[KEY] : undefined;
}

/** Inputs that say which resource a call is about, and what people call it. Nothing here ever holds a secret. */
const RESOURCES: Readonly<Record<string, string>> = {
  cluster: 'cluster',
  service: 'service',
  services: 'service',
  tasks: 'task',
  task: 'task',
  taskDefinition: 'task definition',
  family: 'family',
  familyPrefix: 'family',
  LoadBalancerArn: 'load balancer',
  ListenerArn: 'listener',
  ListenerArns: 'listener',
  RuleArn: 'rule',
  RuleArns: 'rule',
  TargetGroupArn: 'target group',
  TargetGroupArns: 'target group',
  repositoryName: 'repository',
  repositoryNames: 'repository',
  logGroupName: 'log group',
  logStreamName: 'log stream',
  Name: 'parameter',
  Path: 'parameter path',
  ResourceId: 'scalable target',
  ResourceIds: 'scalable target',
  RoleArn: 'role',
};

/** The resources that a call's input names, as text: `cluster "main", service "web"`. */
export function describeResource(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  return Object.entries(input)
    .flatMap(([key, value]) => {
      const kind = RESOURCES[key];
      const named = [value].flat().filter((name) => typeof name === 'string');
      return kind === undefined || named.length === 0 ? [] : [`${kind} ${named.map(quote).join(', ')}`];
    })
    .join(', ');
}

function quote(name: string): string {
  return `"${name}"`;
}
