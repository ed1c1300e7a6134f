import { loadCloudwatch } from '../load-client/cloudwatch.ts';
import { loadEcr } from '../load-client/ecr.ts';
import { loadEcs } from '../load-client/ecs.ts';
import { loadElbv2 } from '../load-client/elbv2.ts';
import { loadLogs } from '../load-client/logs.ts';
import { loadScaling } from '../load-client/scaling.ts';
import { loadSsm } from '../load-client/ssm.ts';
import { loadSts } from '../load-client/sts.ts';

/** Every client that an action of the suite calls. */
export const allClients = {
  ...{ ecs: loadEcs, elbv2: loadElbv2, ecr: loadEcr, cloudwatch: loadCloudwatch },
  ...{ logs: loadLogs, ssm: loadSsm, sts: loadSts, scaling: loadScaling },
};
