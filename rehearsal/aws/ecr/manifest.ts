import * as v from 'valibot';
import { AwsError } from '../kernel/errors.ts';
import { type Digest, parseDigest } from './blobs/blob-store.ts';

/** What a manifest refers to, whether Docker or OCI wrote it. */
export type Manifest = ImageContent | IndexContent;

export interface ImageContent {
  readonly kind: 'image';
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface IndexContent {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly images: readonly (Descriptor & { readonly platform?: Platform | undefined })[];
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
}

const IMAGE_TYPES = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
];
const INDEX_TYPES = [
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
];

const digest = v.custom<Digest>(
  (value) => typeof value === 'string' && parseDigest(value) !== undefined,
  'must be a sha256 digest',
);
const size = v.pipe(v.number(), v.integer(), v.minValue(0));
const descriptor = v.object({ mediaType: v.string(), digest, size });
const platform = v.object({ os: v.string(), architecture: v.string() });
const schema = v.object({
  schemaVersion: v.literal(2),
  mediaType: v.optional(v.string()),
  config: v.optional(descriptor),
  layers: v.optional(v.array(descriptor)),
  manifests: v.optional(v.array(v.object({ ...descriptor.entries, platform: v.optional(platform) }))),
});

/**
 * Reads a manifest.
 * @param declaredType what the caller says it is; a manifest may leave it out of itself (OCI image specification)
 * @throws AwsError InvalidParameterException when it is no manifest of schema version 2
 */
export function parseManifest(text: string, declaredType?: string): Manifest {
  const parsed = v.safeParse(schema, parseJson(text));
  if (!parsed.success) throw invalidManifest(describeIssue(parsed.issues[0]));
  const { config, layers, manifests } = parsed.output;
  const mediaType = parsed.output.mediaType ?? declaredType ?? guessType(parsed.output);
  if (declaredType !== undefined && declaredType !== mediaType) {
    throw invalidManifest(`the manifest says it is ${mediaType}, not ${declaredType}`);
  }
  if (IMAGE_TYPES.includes(mediaType) && config && layers)
    return { kind: 'image', mediaType, config, layers };
  if (INDEX_TYPES.includes(mediaType) && manifests) return { kind: 'index', mediaType, images: manifests };
  throw invalidManifest(`it is no manifest of type ${mediaType}`);
}

/** Only OCI manifests may leave their media type out. */
function guessType({ manifests }: { readonly manifests?: unknown }): string {
  return manifests ? 'application/vnd.oci.image.index.v1+json' : 'application/vnd.oci.image.manifest.v1+json';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidManifest('Invalid JSON syntax');
  }
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`;
}

function invalidManifest(reason: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter at 'ImageManifest' failed to satisfy constraint: '${reason}'`,
  );
}

/** Layers that stay where their URL says, as Windows base layers do; they are never pushed. */
export function isForeignLayer({ mediaType }: Descriptor): boolean {
  return /\.foreign\.|\.nondistributable\./.test(mediaType);
}
