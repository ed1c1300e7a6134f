import { AwsError } from '../errors.ts';
import { SERIALIZATION } from './protocol.ts';
import { readEpochSeconds } from './read-shape.ts';

/** Deeper than any input of an API; a sender chooses the depth, and each level takes some of the stack. */
const DEPTH_LIMIT = 100;

const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6, special: 7 } as const;

/** In place of a length: the items follow until a break. */
const INDEFINITE = 31;
const BREAK = Symbol('break');

/**
 * Decodes one CBOR item (RFC 8949) that fills all the bytes. Tagged epoch seconds become dates. Lengths are believed
 * only as far as there are bytes, so that memory stays in proportion to the input.
 * @throws AwsError SerializationException when the bytes are no such item
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder('utf-8', { fatal: true });
  let position = 0;

  const value = readItem(0);
  if (value === BREAK || position !== bytes.length) throw malformed(position);
  return value;

  function readItem(depth: number): unknown {
    if (depth > DEPTH_LIMIT) throw malformed(position);
    const head = take(1)[0] ?? 0;
    const [major, minor] = [head >> 5, head & 31];
    if (major === MAJOR.special) return readSpecial(minor);
    const count = minor === INDEFINITE ? undefined : readArgument(minor);
    switch (major) {
      case MAJOR.bytes:
        return Uint8Array.from(readChunks(major, count));
      case MAJOR.text:
        return decodeText(readChunks(major, count));
      case MAJOR.list:
        return readItems(count, 1, depth);
      case MAJOR.map:
        return readMap(count, depth);
      default:
        if (count === undefined) throw malformed(position);
        if (major === MAJOR.tag) return readTagged(count, depth);
        return major === MAJOR.unsigned ? count : -1 - count;
    }
  }

  function readArgument(minor: number): number {
    if (minor < 24) return minor;
    const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[minor];
    if (size === undefined) throw malformed(position);
    const at = position;
    take(size);
    if (size === 1) return view.getUint8(at);
    if (size === 2) return view.getUint16(at);
    return size === 4 ? view.getUint32(at) : Number(view.getBigUint64(at));
  }

  function take(length: number): Uint8Array {
    if (length > bytes.length - position) throw malformed(position);
    position += length;
    return bytes.subarray(position - length, position);
  }

  function readChunks(major: number, length: number | undefined): Uint8Array {
    if (length !== undefined) return take(length);
    const chunks: Uint8Array[] = [];
    for (;;) {
      const head = take(1)[0] ?? 0;
      if (head === 0xff) return Buffer.concat(chunks);
      if (head >> 5 !== major || (head & 31) === INDEFINITE) throw malformed(position);
      chunks.push(take(readArgument(head & 31)));
    }
  }

  function decodeText(given: Uint8Array): string {
    try {
      return text.decode(given);
    } catch {
      throw malformed(position);
    }
  }

  /** @param width how many items make an entry: a map's entries are pairs */
  function readItems(count: number | undefined, width: number, depth: number): unknown[] {
    if (count !== undefined && count * width > bytes.length - position) throw malformed(position);
    const items: unknown[] = [];
    while (count === undefined || items.length < count * width) {
      const item = readItem(depth + 1);
      if (item !== BREAK) items.push(item);
      else if (count === undefined && items.length % width === 0) return items;
      else throw malformed(position);
    }
    return items;
  }

  function readMap(count: number | undefined, depth: number): object {
    const items = readItems(count, 2, depth);
    const entries = Array.from({ length: items.length / 2 }, (_, index) => {
      const key = items[index * 2];
      if (typeof key !== 'string') throw malformed(position);
      return [key, items[index * 2 + 1]] as const;
    });
    return Object.fromEntries(entries);
  }

  function readTagged(tag: number, depth: number): unknown {
    const item = readItem(depth + 1);
    if (tag !== 1 || typeof item !== 'number') throw malformed(position);
    return readEpochSeconds(item);
  }

  function readSpecial(minor: number): unknown {
    const simple = new Map<number, unknown>([
      [20, false],
      [21, true],
      [22, null],
      [23, undefined],
      [INDEFINITE, BREAK],
    ]);
    if (simple.has(minor)) return simple.get(minor);
    const at = position;
    switch (minor) {
      case 25:
        take(2);
        return readHalf(view.getUint16(at));
      case 26:
        take(4);
        return view.getFloat32(at);
      case 27:
        take(8);
        return view.getFloat64(at);
      default:
        throw malformed(position);
    }
  }
}

/** Sixteen bits: sign, five of the exponent, ten of the fraction. */
function readHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function malformed(position: number): AwsError {
  return new AwsError(SERIALIZATION, `The CBOR is malformed at byte ${position}`);
}
