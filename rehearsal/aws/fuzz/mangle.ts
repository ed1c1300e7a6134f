import type { Random } from '../kernel/random.ts';
import { pick } from './hostile.ts';

const INSERTS: readonly Uint8Array[] = [
  Buffer.from('['.repeat(20_000)),
  Buffer.from('{"a":'.repeat(5_000)),
  Buffer.from('.member.1'.repeat(2_000)),
  Buffer.from('&a.b.c=1'.repeat(2_000)),
  Buffer.from('%'),
  Buffer.from('\\ud800'),
  Buffer.from('__proto__'),
  Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
  // CBOR: a list and a text of the greatest length, lists in lists, a tag, a break.
  Buffer.from([0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0x7b, 0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  Buffer.from([0x9a, 0x01, 0xff, 0xff, 0xff]),
  Buffer.alloc(20_000, 0x81),
  Buffer.alloc(20_000, 0x9f),
  Buffer.from([0xc1]),
  Buffer.from([0xff]),
];

/** Damages bytes as lines and careless programs do: bits flip, parts are lost, doubled or come from elsewhere. */
export function mangle(bytes: Uint8Array, random: Random): Uint8Array {
  let mangled = Buffer.from(bytes);
  for (let times = 1 + random.below(3); times > 0; times--) mangled = mangleOnce(mangled, random);
  return mangled;
}

function mangleOnce(bytes: Buffer<ArrayBuffer>, random: Random): Buffer<ArrayBuffer> {
  const at = random.below(bytes.length + 1);
  const length = random.below(Math.min(64, bytes.length - at + 1));
  const [before, part, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ];
  switch (random.below(5)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, part, part, after]);
    case 2:
      return Buffer.concat([before]);
    case 3:
      return Buffer.concat([before, pick(random, INSERTS), part, after]);
    default:
      return Buffer.concat([before, part.map((byte) => byte ^ (1 << random.below(8))), after]);
  }
}
