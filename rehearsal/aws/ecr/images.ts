import type { Readable } from 'node:stream';

/** Images as runtimes and ECS need them: by the reference that stands in a task definition. */
export interface Images {
  /** The image behind a reference, for this machine's platform when it is an index; undefined when it is not there. */
  find(reference: string): Promise<Image | undefined>;
  /** The content of a layer or of a configuration. */
  readBlob(image: Image, digest: string): Promise<Readable>;
  /** The repository that a reference names, whether the image is there or not; undefined for another registry's. */
  repositoryOf(reference: string): Repository | undefined;
  /** User and password with which an engine may pull `reference` from this registry, as an execution role would. */
  pullCredentials(reference: string): { readonly username: string; readonly password: string } | undefined;
}

/** A repository as references name it. */
export interface Repository {
  /** Host and port before the first slash. */
  readonly host: string;
  readonly name: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

export interface Image {
  readonly repositoryUri: string;
  /** Digest of the manifest that was chosen. */
  readonly digest: string;
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
}

/** The parts of an OCI or Docker image manifest that are read here. */
export interface ImageManifest {
  readonly mediaType: string;
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string; readonly mediaType: string; readonly size: number }[];
}

/** The part of an image's configuration that a start needs. */
export interface ImageConfig {
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Labels?: Readonly<Record<string, string>>;
}
