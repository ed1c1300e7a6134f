import { chmod, lchown, link, lstat, lutimes, mkdir, open, readdir, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import { locate } from './locate.ts';

/** Marks what an upper layer takes away from lower ones: a name, or all that a folder held. */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** One entry of a layer, as its archive gives it. */
export interface LayerEntry {
  readonly header: Header;
  readonly content: AsyncIterable<Uint8Array>;
}

interface LayerState {
  readonly root: string;
  /** What this layer has written so far: its whiteouts are about the layers below it alone. */
  readonly written: Set<string>;
}

/**
 * Puts a layer, an uncompressed tar archive, on top of what the folder holds. Nothing outside the folder is read or
 * written, whatever names and links the layer has. Owners are set when this is root.
 * @throws Error naming the entry that cannot be made
 */
export async function applyLayer(root: string, layer: Readable): Promise<void> {
  const extraction = extract();
  await Promise.all([pipeline(layer, extraction), applyEntries(root, readEntries(extraction))]);
}

async function* readEntries(extraction: ReturnType<typeof extract>): AsyncGenerator<LayerEntry> {
  for await (const entry of extraction) {
    // tar-stream gives the bytes of a file as buffers; its types leave them open.
    yield { header: entry.header, content: entry as AsyncIterable<Uint8Array> };
    entry.resume();
  }
}

async function applyEntries(root: string, entries: AsyncIterable<LayerEntry>): Promise<void> {
  const state: LayerState = { root, written: new Set() };
  for await (const entry of entries) {
    try {
      await applyEntry(state, entry);
    } catch (error) {
      throw new Error(`failed to extract layer: ${entry.header.name}: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}

async function applyEntry(state: LayerState, entry: LayerEntry): Promise<void> {
  const name = readName(entry.header.name);
  if (name === '') return;
  const folder = await locate(state.root, dirname(name));
  const base = basename(name);
  if (base === OPAQUE) return emptyFolder(state, folder);
  if (base.startsWith(WHITEOUT)) return removeBelow(state, folder, base.slice(WHITEOUT.length));
  await mkdir(folder, { recursive: true });
  const path = join(folder, base);
  await makeWay(path, entry.header);
  await make(state.root, path, entry);
  await setOwnerAndMode(path, entry.header);
  for (let part = path; part !== state.root; part = dirname(part)) state.written.add(part);
}

/** @throws Error for names that point out of the image: no tool writes them in good faith */
function readName(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new Error('the name leads out of the image');
  return parts.join('/');
}

async function emptyFolder(state: LayerState, folder: string): Promise<void> {
  if (!(await isFolder(folder))) return;
  for (const name of await readdir(folder)) await removeBelow(state, folder, name);
}

/** Removes what lower layers have put at a place, and leaves what this layer has. */
async function removeBelow(state: LayerState, folder: string, name: string): Promise<void> {
  if (name === '' || name === '.' || name === '..') throw new Error('the whiteout names nothing');
  const path = join(folder, name);
  if (!state.written.has(path)) {
    await rm(path, { recursive: true, force: true });
    return;
  }
  if (await isFolder(path)) await emptyFolder(state, path);
}

/** Whatever stands at the path goes, but a folder stays where a folder is to be. */
async function makeWay(path: string, header: Header): Promise<void> {
  if (header.type === 'directory' && (await isFolder(path))) return;
  await rm(path, { recursive: true, force: true });
}

async function make(root: string, path: string, { header, content }: LayerEntry): Promise<void> {
  switch (header.type) {
    case 'directory':
      await mkdir(path, { recursive: true });
      return;
    case 'file':
    case 'contiguous-file':
      await writeContent(path, content);
      return;
    case 'symlink':
      await symlink(header.linkname, path);
      return;
    case 'link':
      await link(await locate(root, readName(header.linkname), 'keep'), path);
      return;
    default:
      // Devices of images are never used: a container's /dev is a file system of its own.
      if (relative(root, path).startsWith('dev/')) return;
      throw new Error(`a ${header.type} cannot be made`);
  }
}

async function writeContent(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  // wx: never through a link.
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

async function setOwnerAndMode(path: string, header: Header): Promise<void> {
  if (header.type === 'link' || header.type.endsWith('-device') || header.type === 'fifo') return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await lchown(path, header.uid, header.gid);
  if (header.type === 'symlink') return;
  // Who is not root could not add to, or later remove, a folder that the image made read-only.
  const needed = header.type === 'directory' && !isRoot ? 0o700 : 0;
  await chmod(path, (header.mode & 0o7777) | needed);
  if (header.type !== 'directory') await lutimes(path, header.mtime, header.mtime);
}

/** A link to a folder is none. */
async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
