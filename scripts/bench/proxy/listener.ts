/** One listener of the embedded load balancer in front of one target: `listener.ts <url of the target>`. */
import { systemClock } from '../../../lib/action/clock.ts';
import { createSocketDataPlane } from '../../../rehearsal/aws/elbv2/data-plane/sockets.ts';
import { createSocketWorld, forwardTo } from '../../../rehearsal/aws/elbv2/testing/world.ts';
import { createRandom } from '../../../rehearsal/aws/kernel/random.ts';
import { createNetwork } from '../../../rehearsal/aws/network.ts';
import { reportReady } from './report.ts';

const { hostname, port } = new URL(process.argv[2] ?? '');
const network = createNetwork();
network.announce('10.0.0.1', () => ({ kind: 'socket', host: hostname, port: Number(port) }));
const ports = { clock: systemClock, random: createRandom(1), network };
const plane = createSocketDataPlane({ ...ports, firstAddress: '127.88.0.1' });
const world = createSocketWorld(ports, plane, {});
// What the world's own account of every exchange would grow to is none of the load balancer's doing.
world.exchanges.push = () => 0;
const group = await world.makeGroup('web', { HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 });
const listener = await world.makeListener(await world.makeLoadBalancer(), [forwardTo([group, 1])], 18_080);
world.targetGroups.register(group, { id: '10.0.0.1', port: 8080 });
world.targetGroups.onHealthChange(() => {
  if (world.targetGroups.healthOf(group, { id: '10.0.0.1', port: 8080 })?.State === 'healthy') {
    reportReady(world.endpoints()[listener] ?? '');
  }
});
