import type { ImageScanFinding } from '@aws-sdk/client-ecr';
import type { Clock } from '../../../../lib/action/clock.ts';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import type { EcrSettings } from '../settings.ts';
import { type Repository, type StoredImage, tagsOf } from '../store.ts';

/** Which images a scan's outcome is meant for: all of a repository, or the one with the tag or digest. */
export interface ScannedImage {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What a scan finds. There is no scanner here: whoever rehearses a scan says what comes of it. */
export type ScanOutcome =
  | { readonly findings: readonly ImageScanFinding[] }
  | { readonly failure: 'FAILED' | 'UNSUPPORTED_IMAGE'; readonly description: string };

export interface Scan {
  readonly outcome: ScanOutcome;
  /** Milliseconds since the epoch. */
  readonly completeAt: number;
}

export interface Scans {
  /** Says what scans of these images find from now on; the newest word that fits an image counts. */
  script(image: ScannedImage, outcome: ScanOutcome): void;
  /** @throws AwsError LimitExceededException when it was scanned lately, NotImplemented without a script */
  start(repository: Repository, image: StoredImage): void;
  /** The newest scan; undefined when there is none. Throws as `start` does when the image came with scanOnPush. */
  find(repository: Repository, image: StoredImage): Scan | undefined;
  /** Whether anything has been said about what a scan of the image finds. */
  isScripted(repository: Repository, image: StoredImage): boolean;
}

export function createScans(
  clock: Clock,
  { scanTime, scanInterval }: Pick<EcrSettings, 'scanInterval' | 'scanTime'>,
): Scans {
  const scripts: { readonly image: ScannedImage; readonly outcome: ScanOutcome }[] = [];
  const started = new WeakMap<StoredImage, number>();

  const findScript = (repository: Repository, image: StoredImage) =>
    scripts.findLast((script) => isMeant(script.image, repository, image))?.outcome;

  function requireScript(repository: Repository, image: StoredImage): ScanOutcome {
    const outcome = findScript(repository, image);
    if (outcome) return outcome;
    throw notImplemented(
      `scanning: say what the scan of ${repository.name}@${image.digest} finds (PUT /_embedded/scans)`,
    );
  }

  const startOf = (image: StoredImage) =>
    started.get(image) ?? (image.scannedOnPush ? image.pushedAt.getTime() : undefined);

  return {
    script: (image, outcome) => void scripts.push({ image, outcome }),
    isScripted: (repository, image) => findScript(repository, image) !== undefined,
    start(repository, image) {
      requireScript(repository, image);
      const before = startOf(image);
      if (before !== undefined && clock.now() - before < scanInterval) {
        throw new AwsError(
          'LimitExceededException',
          'The scan quota per image has been exceeded. Wait and try again.',
        );
      }
      started.set(image, clock.now());
    },
    find(repository, image) {
      const start = startOf(image);
      if (start === undefined) return undefined;
      return { outcome: requireScript(repository, image), completeAt: start + scanTime };
    },
  };
}

function isMeant(meant: ScannedImage, repository: Repository, image: StoredImage): boolean {
  if (meant.repository !== repository.name) return false;
  if (meant.digest !== undefined && meant.digest !== image.digest) return false;
  return meant.tag === undefined || tagsOf(repository, image.digest).includes(meant.tag);
}
