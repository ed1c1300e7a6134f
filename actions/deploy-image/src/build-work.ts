import type { Builder } from './docker/builder.ts';
import type { Docker } from './docker/docker.ts';
import type { StoredImage } from './ecr/images.ts';
import type { Repository } from './ecr/repository.ts';
import type { TagChange } from './ecr/tags.ts';
import type { BuildSource } from './plan.ts';

/** A build for which everything is ready: docker is logged in, the repository exists. */
export interface BuildWork {
  readonly source: BuildSource;
  readonly tags: readonly string[];
  readonly docker: Docker;
  readonly builder: Builder;
  readonly repository: Repository;
  /** For files of this run. */
  readonly folder: string;
}

/** A built image that is in its repository, and what its tags need. */
export interface BuiltImage {
  readonly image: StoredImage;
  readonly changes: readonly TagChange[];
  /** The tag under which it was pushed, if it was pushed under one. */
  readonly pushedTag?: string;
}
