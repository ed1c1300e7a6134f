/** Where AWS's behaviour is not documented, or an account decides it. Times in milliseconds. */
export interface EcrSettings {
  /**
   * What a registry starts with: whether a push may take a layer over from another repository. AWS documents the
   * setting (PutAccountSetting, BLOB_MOUNTING), not its first value.
   */
  readonly blobMounting: 'ENABLED' | 'DISABLED';
  /** How often a lifecycle policy is applied; AWS says that images go within 24 hours after they meet a rule. */
  readonly lifecycleInterval: number;
  /** How long a preview of a lifecycle policy takes. */
  readonly previewTime: number;
  /** How long the scan of an image takes. */
  readonly scanTime: number;
  /** How soon an image can be scanned again. */
  readonly scanInterval: number;
  /** How long layers stay that no image refers to any more, so that a push under way may still count on them. */
  readonly layersKept: number;
  /** How long an upload may wait for its next part. */
  readonly uploadsKept: number;
  /** Service quotas. */
  readonly repositories: number;
  readonly imagesPerRepository: number;
  readonly tagsPerImage: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const defaultEcrSettings: EcrSettings = {
  blobMounting: 'DISABLED',
  lifecycleInterval: 24 * HOUR,
  previewTime: 5_000,
  scanTime: 20_000,
  scanInterval: 24 * HOUR,
  layersKept: HOUR,
  uploadsKept: 24 * HOUR,
  repositories: 100_000,
  imagesPerRepository: 100_000,
  tagsPerImage: 1_000,
};
