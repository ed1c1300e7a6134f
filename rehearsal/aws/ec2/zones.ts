/** Letters of the Availability Zones that every region has here. */
export const ZONE_LETTERS = ['a', 'b', 'c'] as const;

/** `eu-west-1a` */
export function zoneName(region: string, letter: string): string {
  return `${region}${letter}`;
}

const DIRECTIONS: Readonly<Record<string, string>> = {
  ...{ north: 'n', south: 's', east: 'e', west: 'w', central: 'c' },
  ...{ northeast: 'ne', northwest: 'nw', southeast: 'se', southwest: 'sw' },
};

/** `euw1-az1`, which names the same place to all accounts; here a zone's letter decides it. */
export function zoneId(name: string): string {
  const region = name.slice(0, -1);
  const number = name.charCodeAt(name.length - 1) - 96;
  const [area = '', ...rest] = region.split('-');
  const digits = rest.pop() ?? '';
  const direction = rest.map((word) => DIRECTIONS[word] ?? word.charAt(0)).join('');
  return `${area}${direction}${digits}-az${number}`;
}
