import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { ClaimedAddress } from './data-plane.ts';

/** The first load balancer's address; the others follow it. */
export const FIRST_ADDRESS = '127.66.0.1';

/** How far to look for a free address. */
const ADDRESSES_TRIED = 1000;

/** UDP port on which an address is claimed: nobody's traffic, so that it is in no listener's way. */
const CLAIM_PORT = 45_100;

/** The `index`th address from `first` on. */
export function loopbackAddress(index: number, first = FIRST_ADDRESS): string {
  const start = first.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  const address = start + index;
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/**
 * Claims a loopback address that no other embedded AWS of this machine uses, so that a DNSName never leads to another
 * one's listeners. Where the platform has 127.0.0.1 only, it is that one for every load balancer.
 * @throws Error when a thousand addresses are taken
 */
export async function claimLoopbackAddress(first = FIRST_ADDRESS): Promise<ClaimedAddress> {
  if (!(await canBind(first))) return { address: '127.0.0.1', release: async () => {} };
  for (let index = 0; index < ADDRESSES_TRIED; index += 1) {
    const address = loopbackAddress(index, first);
    const release = await holdClaim(address);
    if (release) return { address, release };
  }
  throw new Error(`No loopback address is free from ${first} on (${ADDRESSES_TRIED} tried).`);
}

/** Whether a listener can have this address: on Linux all of 127.0.0.0/8, elsewhere often only 127.0.0.1. */
function canBind(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });
}

/** Binds the claim; undefined when somebody else holds it. It ends with the process, however that ends. */
function holdClaim(address: string): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind({ address, port: CLAIM_PORT, exclusive: true }, () => {
      socket.unref();
      resolve(() => new Promise((released) => socket.close(released)));
    });
  });
}
