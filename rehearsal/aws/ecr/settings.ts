/** Where AWS's behaviour is not documented, or an account decides it. */
export interface EcrSettings {
  /**
   * What a registry starts with: whether a push may take a layer over from another repository. AWS documents the
   * setting (PutAccountSetting, BLOB_MOUNTING), not its first value.
   */
  readonly blobMounting: 'ENABLED' | 'DISABLED';
}

export const defaultEcrSettings: EcrSettings = { blobMounting: 'DISABLED' };
