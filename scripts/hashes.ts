/**
 * `npm run hashes`: leaves in requirements.txt the hashes of the files that pip takes on Linux with glibc and on macOS with
 * Apple's processors, and takes away the others: hashes do not compress, and every job that uses an action downloads them.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toolPath } from './requirements.ts';

const PYTHONS = ['3.11', '3.12', '3.13', '3.14'];
/** Tags of each platform; pip takes none that is not told. */
const PLATFORMS = [
  ...['x86_64', 'aarch64'].map((machine) => [
    ...versions(17, 36, (minor) => `manylinux_2_${minor}_${machine}`),
    `manylinux2014_${machine}`,
  ]),
  [
    ...versions(11, 15, (major) => `macosx_${major}_0_arm64`),
    ...versions(9, 16, (minor) => `macosx_10_${minor}_universal2`),
  ],
];

function versions(first: number, last: number, tag: (version: number) => string): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => tag(last - index));
}

interface Report {
  readonly install: readonly {
    readonly download_info: { readonly archive_info: { readonly hashes: { readonly sha256: string } } };
  }[];
}

const path = fileURLToPath(new URL('tools/requirements.txt', import.meta.url));
const all = readFileSync(path, 'utf8');
const taken = new Set(PYTHONS.flatMap((python) => PLATFORMS.flatMap((tags) => hashesFor(python, tags))));
writeFileSync(path, keepOnly(all, taken));

/** Hashes of the files that pip would install there. */
function hashesFor(python: string, tags: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync(
    toolPath('python'),
    [
      ...['-m', 'pip', 'install', '--dry-run', '--ignore-installed', '--no-deps', '--quiet', '--report', '-'],
      ...['--require-hashes', '--requirement', path, '--target', 'nowhere', '--only-binary', ':all:'],
      ...['--python-version', python, ...tags.flatMap((tag) => ['--platform', tag])],
    ],
    { encoding: 'utf8', maxBuffer: 1024 ** 3 },
  );
  if (status !== 0) throw new Error(`pip finds no files for Python ${python} on ${tags[0]}: ${stderr}`);
  const { install } = JSON.parse(stdout) as Report;
  return install.map(({ download_info: { archive_info } }) => archive_info.hashes.sha256);
}

/** A requirement is a line of its own, followed by one for each hash, of which all but the last go on. */
function keepOnly(text: string, hashes: ReadonlySet<string>): string {
  return text.replace(
    /^(\S.*?)((?: \\\n\s+--hash=sha256:\w+)+)$/gm,
    (_whole, requirement: string, listed: string) => {
      const kept = [...listed.matchAll(/sha256:(\w+)/g)].flatMap(([, hash = '']) =>
        hashes.has(hash) ? [hash] : [],
      );
      return [requirement, ...kept.map((hash) => `    --hash=sha256:${hash}`)].join(' \\\n');
    },
  );
}
