/** `…:targetgroup/<name>/<id>` */
export function targetGroupNameIn(arn: string): string {
  return arn.split('/')[1] ?? '';
}

/** How CloudWatch names a target group: `targetgroup/<name>/<id>`. */
export function targetGroupDimension(arn: string): string {
  return arn.split(':').at(-1) ?? '';
}

/** What the ARN of a rule tells of where the rule is. A listener's stands for its default rule. */
export interface Place {
  readonly listenerArn: string;
  readonly loadBalancerArn: string;
  /** How CloudWatch names the load balancer: `app/<name>/<id>`. */
  readonly loadBalancerDimension: string;
}

/** `…:listener-rule/app/<name>/<id>/<listener>/<rule>`, or `…:listener/app/<name>/<id>/<listener>` */
export function placeOf(ruleArn: string): Place {
  const [head = '', kind = '', name = '', id = '', listener = ''] = ruleArn.split(/:listener(?:-rule)?\/|\//);
  const path = [kind, name, id].join('/');
  return {
    listenerArn: `${head}:listener/${path}/${listener}`,
    loadBalancerArn: `${head}:loadbalancer/${path}`,
    loadBalancerDimension: path,
  };
}

/** Whether it stands for the default rule of the listener whose ARN it is. */
export function isListener(arn: string): boolean {
  return arn.includes(':listener/');
}
