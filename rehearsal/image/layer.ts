import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { type Pack, pack } from 'tar-stream';
import type { ImageFile } from './program-files.ts';

/** What a layer holds: files of this machine, and small files and folders made for it. */
export interface LayerContent {
  readonly files: readonly ImageFile[];
  /** Text files by their absolute path. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Folders that anybody may write to, as /tmp. */
  readonly sharedFolders?: readonly string[];
}

/** Everything in a layer has this time, so that the same content gives the same bytes. */
const TIME = new Date(0);

/** Writes a layer as a tar archive: the same content gives the same bytes, on any day and in any order. */
export function packLayer({ files, texts = {}, sharedFolders = [] }: LayerContent): Readable {
  const archive = pack();
  const paths = [...files.map(({ path }) => path), ...Object.keys(texts), ...sharedFolders];
  const addAll = async () => {
    for (const folder of parentsOf(paths)) {
      archive.entry({ name: nameOf(folder), type: 'directory', mode: 0o755, mtime: TIME });
    }
    for (const folder of sharedFolders) {
      archive.entry({ name: nameOf(folder), type: 'directory', mode: 0o1777, mtime: TIME });
    }
    for (const [path, text] of Object.entries(texts)) {
      archive.entry({ name: nameOf(path), mode: 0o644, mtime: TIME }, text);
    }
    for (const file of uniqueByPath(files)) await addFile(archive, file);
    archive.finalize();
  };
  addAll().catch((error: Error) => archive.destroy(error));
  return Readable.from(archive);
}

async function addFile(archive: Pack, { path, source }: ImageFile): Promise<void> {
  const { size, mode } = await stat(source);
  const entry = archive.entry({ name: nameOf(path), size, mode: mode & 0o777, mtime: TIME });
  for await (const chunk of createReadStream(source)) {
    if (!entry.write(chunk)) await once(entry, 'drain');
  }
  entry.end(undefined);
  await once(entry, 'close');
}

function uniqueByPath(files: readonly ImageFile[]): readonly ImageFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/** Every folder above the paths, outermost first. */
function parentsOf(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].sort();
}

function nameOf(path: string): string {
  return path.slice(1);
}
