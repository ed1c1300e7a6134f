import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { extract } from 'tar-stream';
import { packLayer } from './layer.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layer-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function makeFile(name: string, content: string, mode = 0o644) {
  const source = join(folder, name);
  await writeFile(source, content, { mode });
  return source;
}

async function readEntries(archive: Buffer) {
  const entries: { name: string; mode: number; content: string }[] = [];
  const extraction = extract();
  extraction.end(archive);
  for await (const entry of extraction) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const { name, mode } = entry.header;
    entries.push({ name, mode, content: Buffer.concat(chunks).toString() });
  }
  return entries;
}

describe('packLayer', () => {
  test('writes folders before what they hold, with modes and contents', async () => {
    const program = await makeFile('program', 'x'.repeat(200_000), 0o755);
    const layer = packLayer({
      files: [{ path: '/usr/bin/program', source: program }],
      texts: { '/etc/passwd': 'root' },
      sharedFolders: ['/tmp'],
    });
    expect(await readEntries(await buffer(layer))).toEqual([
      { name: 'etc', mode: 0o755, content: '' },
      { name: 'usr', mode: 0o755, content: '' },
      { name: 'usr/bin', mode: 0o755, content: '' },
      { name: 'tmp', mode: 0o1777, content: '' },
      { name: 'etc/passwd', mode: 0o644, content: 'root' },
      { name: 'usr/bin/program', mode: 0o755, content: 'x'.repeat(200_000) },
    ]);
  });

  test('gives the same bytes whatever the order of the files, and each path once', async () => {
    const [a, b] = [
      { path: '/lib/a', source: await makeFile('a', 'A') },
      { path: '/lib/b', source: await makeFile('b', 'B') },
    ];
    const first = await buffer(packLayer({ files: [a, b] }));
    const second = await buffer(packLayer({ files: [b, a, b] }));
    expect(second.equals(first)).toBe(true);
  });

  test('fails when a file cannot be read', async () => {
    const layer = packLayer({ files: [{ path: '/a', source: join(folder, 'absent') }] });
    await expect(buffer(layer)).rejects.toThrow('ENOENT');
  });
});
