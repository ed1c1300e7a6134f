import { loadCloudwatch } from '../../../lib/aws/load-client/cloudwatch.ts';
import { loadEcs } from '../../../lib/aws/load-client/ecs.ts';
import { loadElbv2 } from '../../../lib/aws/load-client/elbv2.ts';
import { loadLogs } from '../../../lib/aws/load-client/logs.ts';
import { loadScaling } from '../../../lib/aws/load-client/scaling.ts';
import { loadSsm } from '../../../lib/aws/load-client/ssm.ts';

/** The clients that the switch calls. */
export const clientLoads = {
  ...{ ecs: loadEcs, elbv2: loadElbv2, cloudwatch: loadCloudwatch },
  ...{ logs: loadLogs, ssm: loadSsm, scaling: loadScaling },
};
