import type { Repository } from './ecr/repository.ts';
import type { TagChange } from './ecr/tags.ts';

/** What a run has brought about, read back from ECR. */
export interface Result {
  /** One line: what was built, taken or copied. */
  readonly origin: string;
  readonly repository: Repository;
  readonly digest: string;
  /** What happened to the wanted tags. */
  readonly changes: readonly TagChange[];
  /** All tags of the image, wanted or not. */
  readonly tags: readonly string[];
}

/** `repository@digest`: what a task definition should name. */
export function imageReference({ repository, digest }: Result): string {
  return `${repository.uri}@${digest}`;
}
