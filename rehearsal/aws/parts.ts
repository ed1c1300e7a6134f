import type { Clock } from '../../lib/action/clock.ts';
import { createAutoScaling } from './autoscaling/autoscaling.ts';
import type { AutoScalingSettings } from './autoscaling/settings.ts';
import { createCloudWatch } from './cloudwatch/cloudwatch.ts';
import type { CloudWatchSettings } from './cloudwatch/settings.ts';
import { publishEcsMetrics } from './cloudwatch/sources/ecs-metrics.ts';
import { publishLoadBalancerMetrics } from './cloudwatch/sources/load-balancer-metrics.ts';
import { createEc2 } from './ec2/ec2.ts';
import type { Ec2Settings } from './ec2/settings.ts';
import { createVpcs } from './ec2/vpcs.ts';
import type { BlobStore } from './ecr/blobs/blob-store.ts';
import { createEcr } from './ecr/ecr.ts';
import type { Images } from './ecr/images.ts';
import type { EcrSettings } from './ecr/settings.ts';
import { createEcs } from './ecs/ecs.ts';
import type { EcsSettings } from './ecs/settings.ts';
import type { DataPlane, Exchange } from './elbv2/data-plane/data-plane.ts';
import { createElbv2 } from './elbv2/elbv2.ts';
import type { Elbv2Settings } from './elbv2/settings.ts';
import { createFaults } from './faults/faults.ts';
import { GITHUB_ISSUER } from './github-oidc/claims.ts';
import { createGithubOidc } from './github-oidc/github-oidc.ts';
import { createAccess } from './iam/access/access.ts';
import { createLookup } from './iam/access/lookup.ts';
import { repositoryArn } from './iam/access/tables/ecr.ts';
import { createTaskRoles } from './iam/access/task-roles.ts';
import { createIam } from './iam/iam.ts';
import type { IamSettings } from './iam/settings.ts';
import type { JournalEntry } from './kernel/dispatch.ts';
import type { Random } from './kernel/random.ts';
import { createLimits } from './limits/limits.ts';
import { DEFAULT_LIMITS, type LimitSettings } from './limits/settings.ts';
import { throttled } from './limits/throttled.ts';
import { createLogs } from './logs/logs.ts';
import type { LogsSettings } from './logs/settings.ts';
import { createNetwork, type Network } from './network.ts';
import type { TaskRuntime } from './runtime/runtime.ts';
import { createSecretSource } from './secretsmanager/secret-source.ts';
import { createSecretsManager } from './secretsmanager/secretsmanager.ts';
import type { SsmSettings } from './ssm/settings.ts';
import { createSsm } from './ssm/ssm.ts';
import { createSts } from './sts/sts.ts';

/** What the surroundings give to the parts that they make: a data plane, a runtime. */
export interface PartPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
}

/** What should differ from the usual, by part. */
export interface EmbeddedAwsSettings {
  readonly ecs?: Partial<EcsSettings>;
  readonly elbv2?: Partial<Elbv2Settings>;
  readonly cloudwatch?: Partial<CloudWatchSettings>;
  readonly autoscaling?: Partial<AutoScalingSettings>;
  readonly ecr?: Partial<EcrSettings>;
  readonly logs?: Partial<LogsSettings>;
  readonly iam?: Partial<IamSettings>;
  readonly ec2?: Partial<Ec2Settings>;
  readonly ssm?: Partial<SsmSettings>;
  readonly limits?: Partial<LimitSettings>;
  /** How many calls the journal keeps. */
  readonly journalLimit?: number;
}

export interface EmbeddedAwsOptions {
  readonly clock: Clock;
  /** All chance comes from it: with a virtual clock, the same seed gives the same run. */
  readonly seed: number;
  readonly blobs: BlobStore;
  /** Where the registry is answered: `127.0.0.1:4510`. */
  readonly registryHost: () => string;
  readonly createDataPlane: (ports: PartPorts) => DataPlane;
  readonly createRuntime: (
    ports: PartPorts & { readonly images: Images },
  ) => TaskRuntime | Promise<TaskRuntime>;
  readonly settings?: EmbeddedAwsSettings;
  /** Told of every request that a load balancer has carried. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Told of every AWS call when it has been carried out. */
  readonly onCall?: (entry: JournalEntry) => void;
}

/** Ties each service to those that it needs. Each gets a source of chance of its own, so that one more draw in one shifts no other. */
export async function createParts(options: EmbeddedAwsOptions, random: Random) {
  const { clock, blobs, registryHost, settings = {} } = options;
  const network = createNetwork();
  const vpcs = createVpcs(settings.ec2 ?? {});
  const part = (name: string): PartPorts => ({ clock, network, random: random.fork(name) });

  const logs = createLogs({ clock, settings: settings.logs ?? {} });
  const iam = createIam({ clock, random: random.fork('iam'), settings: settings.iam ?? {} });
  const access = createAccess({ clock, iam, lookup: createLookup(() => services, iam) });
  const roles = createTaskRoles({ clock, iam, access });
  const ecr = createEcr({
    ...{ clock, random: random.fork('ecr'), blobs, registryHost },
    settings: settings.ecr ?? {},
    authorize: (holder, action, repository) =>
      access.require(
        { ...holder, service: 'ecr' },
        { action: `ecr:${action}`, resources: [repositoryArn(repository, holder)] },
      ),
  });
  const runtime = await options.createRuntime({ ...part('runtime'), images: ecr.images });
  const limits = createLimits({ clock, settings: settings.limits ?? {} });
  const faults = createFaults({
    clock,
    random: random.fork('faults'),
    throttled: (service) => throttled(service, { ...DEFAULT_LIMITS, ...settings.limits }),
    loseTasks: (isChosen) => ecs.loseTasks(isChosen),
  });
  const elbv2 = createElbv2({
    ...part('elbv2'),
    nodeLag: faults.nodeLag,
    vpcs,
    dataPlane: options.createDataPlane(part('data-plane')),
    settings: settings.elbv2 ?? {},
    onExchange(exchange) {
      loadBalancerMetrics.record(exchange);
      options.onExchange?.(exchange);
    },
  });
  const cloudwatch = createCloudWatch({ ...part('cloudwatch'), settings: settings.cloudwatch ?? {} });
  const loadBalancerMetrics = publishLoadBalancerMetrics(cloudwatch, {
    ...part('load-balancer-metrics'),
    elbv2,
  });
  const ecsMetrics = publishEcsMetrics(cloudwatch, {
    ...part('ecs-metrics'),
    serviceLoads: () => ecs.serviceLoads(),
  });
  const ssm = createSsm({ clock, random: random.fork('ssm'), settings: settings.ssm ?? {} });
  const secretsManager = createSecretsManager({ clock, random: random.fork('secrets-manager') });
  const ecs = createEcs({
    ...part('ecs'),
    roles,
    repositoryOf: ecr.images.repositoryOf,
    vpcs,
    runtime: ecsMetrics.meter(runtime),
    targetGroups: elbv2.targetGroups,
    logs: logs.sink,
    secrets: createSecretSource({
      ...{ parameters: ssm, secrets: secretsManager },
      async admit(call) {
        limits.draw(call.place, call.service, call.operation);
        await roles.admit(call);
      },
    }),
    settings: settings.ecs ?? {},
    placementRefusal: faults.placementRefusal,
    alarms: cloudwatch.alarms,
  });
  const autoscaling = createAutoScaling({
    ...part('autoscaling'),
    alarms: cloudwatch.alarms,
    services: ecs.scalableServices,
    settings: settings.autoscaling ?? {},
  });

  const github = createGithubOidc({ clock, random: random.fork('github') });
  const issuerKeys = {
    find: (issuer: string, keyId: string) => (issuer === GITHUB_ISSUER ? github.findKey(keyId) : undefined),
  };
  const sts = createSts({ clock, iam, issuerKeys });

  const ec2 = createEc2({ settings: settings.ec2 ?? {}, listTaskInterfaces: ecs.listTaskInterfaces });
  const parts = [ecs, elbv2, ecr, logs, cloudwatch, autoscaling, ssm, secretsManager, sts, iam, ec2];
  const services = parts.map(({ service }) => service);
  return {
    ...{ ecs, elbv2, ecr, cloudwatch, autoscaling, ecsMetrics, runtime, iam, access, github, limits, faults },
    services,
  };
}
