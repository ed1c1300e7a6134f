import type { Place } from './state.ts';

/** The ARN of something of ECS: `ecsArn(place, 'service/web/api')`. */
export function ecsArn({ account, region }: Place, resource: string): string {
  return `arn:aws:ecs:${region}:${account}:${resource}`;
}

/** The name in a short name or an ARN: callers may give either, everywhere. */
export function lastPart(nameOrArn: string): string {
  return nameOrArn.split('/').at(-1) ?? nameOrArn;
}
