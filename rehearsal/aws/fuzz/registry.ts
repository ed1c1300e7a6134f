import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Random } from '../kernel/random.ts';
import { HOSTILE_TEXTS, pick } from './hostile.ts';
import { mangle } from './mangle.ts';
import type { FuzzWorld } from './world.ts';

const METHODS = ['GET', 'GET', 'HEAD', 'POST', 'POST', 'PUT', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const DIGEST = `sha256:${'0'.repeat(64)}`;
/** Of the text `{}`. */
const REAL_DIGEST = 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';

const PARTS = [
  ...[
    'team/web',
    'team',
    'web',
    'absent',
    'blobs',
    'uploads',
    'manifests',
    'tags',
    'list',
    '_catalog',
    'latest',
  ],
  ...[
    '..',
    '.',
    '',
    '%2e%2e',
    '%2F',
    '..%2f..%2fetc',
    '%00',
    '%',
    '~',
    DIGEST,
    REAL_DIGEST,
    'sha256:..',
    'sha512:0',
  ],
  ...['00000000-0000-4000-8000-000000000000', `sha256:${'../'.repeat(20)}etc/passwd`, 'A'.repeat(300)],
];
const QUERIES = [
  '',
  `?digest=${DIGEST}`,
  `?digest=${REAL_DIGEST}`,
  `?mount=${DIGEST}&from=team/web`,
  '?n=-1&last=%',
  '?digest=sha256:../../a',
  '?n=99999999999&last=a',
  '?from=..&mount=..',
];
const TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/json',
  'text/plain',
  '',
  'a/b; c=d',
];
const RANGES = ['', '0-1', '1-0', '-5', '0-99999999999999999999', 'bytes=0-1', 'a-b'];
const DESCRIPTOR = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: REAL_DIGEST, size: 2 };
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: TYPES[0],
  config: DESCRIPTOR,
  layers: [DESCRIPTOR],
});

/** One request to the registry's front, as bytes on a connection, and where uploads went before. */
export function makeRegistryRequest(
  random: Random,
  world: FuzzWorld,
  uploads: readonly string[],
): Uint8Array {
  const path = makePath(random, uploads);
  const body = makeBody(random);
  const login =
    random.below(8) === 0 ? pick(random, ['', 'Basic eA==', 'Basic', 'Bearer x', '=']) : world.authorization;
  const head = [
    `${pick(random, METHODS)} ${path}${pick(random, QUERIES)} HTTP/1.1`,
    `host: 127.0.0.1:${world.port}`,
    'connection: close',
    `authorization: ${login}`,
    `content-type: ${pick(random, TYPES)}`,
    `content-range: ${pick(random, RANGES)}`,
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function makePath(random: Random, uploads: readonly string[]): string {
  const known = uploads.at(-1 - random.below(3));
  if (known !== undefined && random.below(3) === 0) return known;
  switch (random.below(6)) {
    case 0:
      return '/v2/team/web/blobs/uploads/';
    case 1:
      return `/v2/team/web/manifests/${pick(random, ['latest', ...PARTS])}`;
    case 2:
      return `/v2/team/web/blobs/${pick(random, PARTS)}`;
    case 3:
      return `/v2/${encodeURI(pick(random, HOSTILE_TEXTS).toWellFormed())}/tags/list`;
    default:
      return `/v2/${Array.from({ length: random.below(6) }, () => pick(random, PARTS)).join('/')}`;
  }
}

function makeBody(random: Random): Uint8Array {
  const plain = Buffer.from(pick(random, ['', '{}', MANIFEST, '[', '"a"', 'null', '[1]']));
  return random.below(3) === 0 ? mangle(plain, random) : plain;
}

/** Sends bytes and gives all that came back until the server closed. */
export async function sendRaw(port: number, bytes: Uint8Array): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return (await buffer(socket)).toString();
}

/** What is wrong with the answer of the registry's front; undefined when a registry could have given it. */
export function judgeRegistryAnswer(answer: string): string | undefined {
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
  if (!(status >= 200 && status < 500) && status !== 501) return `answers ${answer.slice(0, 1000)}`;
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  if (status < 400 || body === '' || !/^content-type: application\/json/im.test(head)) return undefined;
  return /"(?:code|__type)":"\w+"/.test(body) ? undefined : `an error without a code: ${body.slice(0, 500)}`;
}

/** Where the answer says that an upload goes on. */
export function uploadOf(answer: string): string | undefined {
  return /^location: (\S*\/blobs\/uploads\/\S+)/im.exec(answer)?.[1]?.replace(/^https?:\/\/[^/]+/, '');
}
