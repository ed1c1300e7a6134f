/** A private network of 256 addresses, by its first three numbers: `10.77.3`. */
export type Subnet = string;

const SUBNETS: readonly Subnet[] = [
  ...Array.from({ length: 256 }, (_, index) => `10.77.${index}`),
  ...Array.from({ length: 256 }, (_, index) => `172.31.${index}`),
  ...Array.from({ length: 256 }, (_, index) => `192.168.${index}`),
];

/** The first addresses of a subnet are not given to tasks, as in a VPC. */
const FIRST_HOST = 4;
const LAST_HOST = 254;

/**
 * Chooses a subnet that overlaps with no network of this machine.
 * @param taken destinations of the machine's routes, as `ip route` prints them
 * @param start where to begin, so that two instances that choose at the same moment choose differently
 * @returns undefined when everything is taken
 */
export function chooseSubnet(taken: readonly string[], start: number): Subnet | undefined {
  const ranges = taken.filter((destination) => destination !== 'default').map(readRange);
  const order = [...SUBNETS.slice(start % 256, 256), ...SUBNETS.slice(0, start % 256), ...SUBNETS.slice(256)];
  return order.find((subnet) => {
    const wanted = readRange(`${subnet}.0/24`);
    return !ranges.some(({ first, last }) => first <= wanted.last && wanted.first <= last);
  });
}

/** Gives out a subnet's addresses, each again only after all others. */
export function createAddressPool(subnet: Subnet) {
  const free = Array.from(
    { length: LAST_HOST - FIRST_HOST + 1 },
    (_, index) => `${subnet}.${FIRST_HOST + index}`,
  );
  return {
    /** Undefined when all addresses are in use. */
    take: () => free.shift(),
    giveBack: (address: string) => {
      free.push(address);
    },
  };
}

/** First and last address of `a.b.c.d/length`, as numbers. */
function readRange(destination: string) {
  const [address = '', length = '32'] = destination.split('/');
  const number = address.split('.').reduce((value, part) => value * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1 };
}
