import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSM } from '@aws-sdk/client-ssm';
import { STS } from '@aws-sdk/client-sts';
import { recordSigned, type SignedRequest } from './signed-request.ts';

/** One call of each kind that a deployment makes all the time. */
export const CALLS = {
  'sts GetCallerIdentity': ({ sts }) => sts.getCallerIdentity({}),
  'ecs DescribeClusters': ({ ecs }) => ecs.describeClusters({ clusters: ['bench'] }),
  'elbv2 DescribeLoadBalancers': ({ elbv2 }) => elbv2.describeLoadBalancers({}),
  'ecr DescribeRepositories': ({ ecr }) => ecr.describeRepositories({ repositoryNames: ['bench'] }),
  'ssm GetParameter': ({ ssm }) => ssm.getParameter({ Name: '/bench' }),
  'logs DescribeLogGroups': ({ logs }) => logs.describeLogGroups({ logGroupNamePrefix: '/bench' }),
} satisfies Record<string, (clients: Clients) => Promise<unknown>>;

export interface Clients {
  readonly ecs: ECS;
  readonly elbv2: ElasticLoadBalancingV2;
  readonly ecr: ECR;
  readonly ssm: SSM;
  readonly logs: CloudWatchLogs;
  readonly sts: STS;
  /** What the last call of any of them sent. */
  lastSent(): SignedRequest;
}

export function createClients(endpoint: string, region: string): Clients {
  let last: SignedRequest | undefined;
  const config = {
    ...{ endpoint, region, maxAttempts: 1 },
    credentials: { accessKeyId: 'REHEARSAL', secretAccessKey: 'rehearsal' },
  };
  const clients = {
    ecs: new ECS(config),
    elbv2: new ElasticLoadBalancingV2(config),
    ecr: new ECR(config),
    ssm: new SSM(config),
    logs: new CloudWatchLogs(config),
    sts: new STS(config),
  };
  for (const client of Object.values(clients)) recordSigned(client, (request) => (last = request));
  return {
    ...clients,
    lastSent() {
      if (!last) throw new Error('Nothing has been sent yet.');
      return last;
    },
  };
}

/** One of each thing that the calls ask for. */
export async function prepare({ ecs, ecr, ssm, logs }: Clients): Promise<void> {
  await ecs.createCluster({ clusterName: 'bench' });
  await ecr.createRepository({ repositoryName: 'bench' });
  await ssm.putParameter({ Name: '/bench', Value: '1', Type: 'String' });
  await logs.createLogGroup({ logGroupName: '/bench' });
}
