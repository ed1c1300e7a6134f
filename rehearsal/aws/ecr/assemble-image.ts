import type { Digest } from './blobs/blob-store.ts';

/** What a container of an image runs, as a Dockerfile would say it. */
export interface ImageSpec {
  /** `NAME=value` */
  readonly env?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly workingDirectory?: string;
  readonly user?: string;
  /** TCP ports. */
  readonly ports?: readonly number[];
  readonly labels?: Readonly<Record<string, string>>;
  /** As image configurations spell it: `amd64`, `arm64`. */
  readonly architecture: string;
}

/** A layer as a plain tar archive: what it is known by and what it unpacks to have one digest. */
export interface PlainLayer {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar';

/** The configuration of an OCI image. The same specification gives the same characters, on any day. */
export function assembleConfig(spec: ImageSpec, layers: readonly PlainLayer[]): string {
  return JSON.stringify({
    created: new Date(0).toISOString(),
    architecture: spec.architecture,
    os: 'linux',
    config: {
      Env: spec.env,
      Entrypoint: spec.entrypoint,
      Cmd: spec.cmd,
      WorkingDir: spec.workingDirectory,
      User: spec.user,
      ExposedPorts: spec.ports && Object.fromEntries(spec.ports.map((port) => [`${port}/tcp`, {}])),
      Labels: spec.labels,
    },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  });
}

/** The manifest of an OCI image. */
export function assembleManifest(config: PlainLayer, layers: readonly PlainLayer[]): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: CONFIG, digest: config.digest, size: config.size },
    layers: layers.map(({ digest, size }) => ({ mediaType: LAYER, digest, size })),
  });
}
