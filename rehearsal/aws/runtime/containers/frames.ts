/** Which of a container's streams some bytes belong to. */
export type OutputStream = 'stdout' | 'stderr';

/** Takes an engine's attach stream as it comes; see `createFrameReader`. */
export interface FrameReader {
  /** @throws Error when this is not the stream of a container without a terminal */
  push(chunk: Uint8Array): void;
}

/** Type of the stream, three zero bytes, length of what follows as a big-endian number. */
const HEADER_BYTES = 8;
const STREAMS: Readonly<Record<number, OutputStream>> = { 1: 'stdout', 2: 'stderr' };

/**
 * Takes apart the one stream in which an engine sends both outputs of a container. What a frame holds is handed on as it
 * arrives, so a long frame costs no memory and a broken one loses nothing that came.
 */
export function createFrameReader(onData: (stream: OutputStream, data: Uint8Array) => void): FrameReader {
  const header = Buffer.alloc(HEADER_BYTES);
  let headerBytes = 0;
  let stream: OutputStream = 'stdout';
  let left = 0;

  function readHeader(chunk: Uint8Array): number {
    const taken = Math.min(HEADER_BYTES - headerBytes, chunk.length);
    header.set(chunk.subarray(0, taken), headerBytes);
    headerBytes += taken;
    if (headerBytes < HEADER_BYTES) return taken;
    const name = STREAMS[header.readUInt8(0)];
    if (!name)
      throw new Error(`The engine sent a frame of stream ${header.readUInt8(0)}, which no container has.`);
    stream = name;
    left = header.readUInt32BE(4);
    headerBytes = 0;
    return taken;
  }

  function readData(chunk: Uint8Array): number {
    const data = chunk.subarray(0, left);
    left -= data.length;
    onData(stream, data);
    return data.length;
  }

  return {
    push(chunk) {
      for (let rest = chunk; rest.length > 0; ) {
        rest = rest.subarray(left > 0 ? readData(rest) : readHeader(rest));
      }
    },
  };
}
