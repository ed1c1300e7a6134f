import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFrameReader, type OutputStream } from './frames.ts';

function frame(stream: OutputStream, data: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream === 'stdout' ? 1 : 2, 0);
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

describe('createFrameReader', () => {
  test('gives each stream its bytes in order, however the frames are cut', () => {
    const frames = fc.array(
      fc.record({ stream: fc.constantFrom<OutputStream>('stdout', 'stderr'), data: fc.uint8Array() }),
    );
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 10 }), (sent, places) => {
        const bytes = Buffer.concat(sent.map(({ stream, data }) => frame(stream, data)));
        const cuts = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
          (a, b) => a - b,
        );
        const received: Record<OutputStream, Uint8Array[]> = { stdout: [], stderr: [] };
        const reader = createFrameReader((stream, data) => received[stream].push(data));
        for (const [index, cut] of cuts.slice(1).entries()) reader.push(bytes.subarray(cuts[index], cut));
        for (const stream of ['stdout', 'stderr'] as const) {
          const wanted = sent.filter((one) => one.stream === stream).map(({ data }) => data);
          expect(Buffer.concat(received[stream])).toEqual(Buffer.concat(wanted));
        }
      }),
    );
  });

  test('hands on what came of a frame that is not complete', () => {
    const received: string[] = [];
    const reader = createFrameReader((_, data) => received.push(Buffer.from(data).toString()));
    reader.push(frame('stdout', Buffer.from('hello world')).subarray(0, 8 + 5));
    expect(received).toEqual(['hello']);
  });

  test('refuses what is not a multiplexed stream', () => {
    const reader = createFrameReader(() => {});
    expect(() => reader.push(Buffer.from('plain text'))).toThrow(
      'a frame of stream 112, which no container has',
    );
  });
});
