import type { Service } from '../kernel/service.ts';

/** What boto3 calls the services whose signatures carry another name. */
const CLIENT_NAMES: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'elbv2',
  monitoring: 'cloudwatch',
};

/** A service as the `aws` command and boto3 call it: `elbv2`. */
export function clientNameOf({ model }: Service): string {
  return CLIENT_NAMES[model.name] ?? model.name;
}

/** Every operation that is carried out, in order: `ecs.CreateCluster`. */
export function listImplemented(services: readonly Service[]): string[] {
  return services
    .flatMap((service) =>
      Object.keys(service.operations).map((operation) => `${clientNameOf(service)}.${operation}`),
    )
    .sort();
}
