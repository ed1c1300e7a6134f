import { Agent, createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { Network } from '../../network.ts';
import { claimLoopbackAddress, FIRST_ADDRESS } from './addresses.ts';
import type { ClaimedAddress, DataPlane, ListenerFront, OpenListener } from './data-plane.ts';
import { createInFlight } from './in-flight.ts';
import { type ClientConnection, handleRequest, type ProxyPorts } from './proxy.ts';
import { tlsOptions } from './tls.ts';
import { handleUpgrade } from './upgrade.ts';

interface SocketPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  /** The first load balancer's address, if 127.66.0.1 will not do. */
  readonly firstAddress?: string;
}

/** Traffic over this machine's loopback: every listener a real socket, every target a real connection. */
export function createSocketDataPlane(given: SocketPorts): DataPlane {
  const ports: ProxyPorts = {
    ...given,
    agent: new Agent({ keepAlive: true }),
    inFlight: createInFlight(),
  };
  const claims = new Set<ClaimedAddress>();
  const listeners = new Set<OpenListener>();

  async function claimAddress(): Promise<ClaimedAddress> {
    const { address, release } = await claimLoopbackAddress(given.firstAddress ?? FIRST_ADDRESS);
    const claim: ClaimedAddress = {
      address,
      async release() {
        if (claims.delete(claim)) await release();
      },
    };
    claims.add(claim);
    return claim;
  }

  async function open(front: ListenerFront): Promise<OpenListener> {
    const { server, upgraded } = createListener(ports, front);
    await bind(server, front);
    const { port } = server.address() as AddressInfo;
    const listener: OpenListener = {
      url: `${front.protocol.toLowerCase()}://${front.address}:${port}`,
      async close() {
        if (!listeners.delete(listener)) return;
        // Node leaves upgraded connections to whoever took them over, and waits for them.
        for (const socket of upgraded) socket.destroy();
        await closeServer(server);
      },
    };
    listeners.add(listener);
    return listener;
  }

  return {
    claimAddress,
    open,
    cut: ports.inFlight.cut,
    async close() {
      await Promise.all([...listeners].map((listener) => listener.close()));
      await Promise.all([...claims].map((claim) => claim.release()));
      // A connection that a client was too impatient for may still be on its way: it must not be kept when it comes.
      ports.agent.maxFreeSockets = 0;
      ports.agent.destroy();
    },
  };
}

function createServerFor(front: ListenerFront, clock: Clock, answer: RequestListener): Server {
  if (!front.tls) return createServer({ requestTimeout: 0 }, answer);
  const options = tlsOptions(front.tls, front.address, () => clock.now());
  return createTlsServer({ ...options, requestTimeout: 0 }, answer);
}

/** New connections go to the nodes in turn, as clients do with the addresses of a DNS answer. */
function createListener(
  ports: ProxyPorts,
  front: ListenerFront,
): { server: Server; upgraded: ReadonlySet<Socket> } {
  const upgraded = new Set<Socket>();
  const connections = new WeakMap<Socket, ClientConnection>();
  let opened = 0;

  /** A connection is known from its first request on. */
  function connectionOf(socket: Socket): ClientConnection {
    const known = connections.get(socket);
    if (known) return known;
    const node = opened++ % front.nodes.length;
    const connection = { node, openedAt: ports.clock.now(), accounted: { received: 0, sent: 0 } };
    connections.set(socket, connection);
    return connection;
  }

  // The load balancer's own idle timeout watches requests; Node's limit on their whole length would cut long uploads.
  const server = createServerFor(front, ports.clock, (request, response) => {
    server.keepAliveTimeout = front.limits().idleTimeout;
    handleRequest(ports, front, connectionOf(request.socket), { request, response });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    handleUpgrade(ports, front, connectionOf(socket), { request, socket, head });
  });
  return { server, upgraded };
}

/** Takes the listener's true port; another program may have it, or only root may: then any free one. */
async function bind(server: Server, { address, port }: ListenerFront): Promise<void> {
  try {
    await listen(server, address, address === '127.0.0.1' ? 0 : port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    await listen(server, address, 0);
  }
}

function listen(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
