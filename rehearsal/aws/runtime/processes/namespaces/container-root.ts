import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../../../machine/run-command.ts';

/** A container's own view of its image: what it writes is its own, and gone with it. */
export interface ContainerRoot {
  /** The folder that stands for `/`. */
  readonly path: string;
  release(): Promise<void>;
}

/** $1 is an empty folder, $2 the image's. The upper layer is in memory: it works on every file system. */
const MOUNT = `
set -eu
umask 022
mount -t tmpfs -o mode=755 platform-actions "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" platform-actions "$1/root"
cd "$1/root/dev"
mount -t tmpfs -o mode=755 platform-actions .
cd "$1/root/dev"
mknod -m 666 null c 1 3
mknod -m 666 zero c 1 5
mknod -m 666 full c 1 7
mknod -m 666 random c 1 8
mknod -m 666 urandom c 1 9
mkdir -m 1777 shm
ln -s /proc/self/fd fd
ln -s /proc/self/fd/0 stdin
ln -s /proc/self/fd/1 stdout
ln -s /proc/self/fd/2 stderr
`;

/**
 * Mounts the image for one container.
 * @param folder where nothing is yet
 * @throws Error when this process may not mount
 */
export async function mountRoot(image: string, folder: string): Promise<ContainerRoot> {
  await mkdir(folder, { recursive: true });
  const release = async () => {
    await unmountBelow(folder);
    await rm(folder, { recursive: true });
  };
  try {
    await runCommand('sh', ['-s', folder, image], MOUNT);
  } catch (error) {
    await release();
    throw error;
  }
  return { path: join(folder, 'root'), release };
}

/** Unmounts everything at and below a folder, so that it can be removed without reaching into what was mounted. */
export async function unmountBelow(folder: string): Promise<void> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8');
  // The fifth field is the mount point, with blanks as octal numbers; later mounts may lie on earlier ones.
  const points = mounts.split('\n').map((line) => (line.split(' ')[4] ?? '').replaceAll('\\040', ' '));
  const ours = points.filter((point) => point === folder || point.startsWith(`${folder}/`));
  // Lazily: other containers' namespaces may hold copies of the mount until they end.
  for (const point of ours.reverse()) await runCommand('umount', ['--lazy', point]);
}
