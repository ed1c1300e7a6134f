import { open } from 'node:fs/promises';

const MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const PT_INTERP = 3;

/**
 * Reads which loader a 64-bit ELF program asks for; undefined when it is static.
 * @throws Error when the file is no such program
 */
export async function readInterpreter(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const header = Buffer.alloc(64);
    await file.read(header, 0, 64, 0);
    if (!header.subarray(0, 4).equals(MAGIC))
      throw new Error('is not a program but a script or a file of another platform');
    if (header[4] !== 2 || header[5] !== 1) throw new Error('is not a 64-bit little-endian program');
    const [offset, size, count] = [
      Number(header.readBigUInt64LE(32)),
      header.readUInt16LE(54),
      header.readUInt16LE(56),
    ];
    const segments = Buffer.alloc(size * count);
    await file.read(segments, 0, segments.length, offset);
    for (let start = 0; start < segments.length; start += size) {
      if (segments.readUInt32LE(start) !== PT_INTERP) continue;
      const text = Buffer.alloc(Number(segments.readBigUInt64LE(start + 32)));
      await file.read(text, 0, text.length, Number(segments.readBigUInt64LE(start + 8)));
      return text.toString('utf8').replace(/\0.*$/s, '');
    }
    return undefined;
  } finally {
    await file.close();
  }
}
