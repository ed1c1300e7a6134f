/** The key that encrypts a SecureString when none is named; there are no others here. */
export const DEFAULT_KEY = 'alias/aws/ssm';

/** What a caller sees who did not ask for decryption: opaque, and the same for the same value. */
export function encrypt(value: string): string {
  return Buffer.from(Array.from(Buffer.from(value), (byte) => byte ^ 0x5a)).toString('base64');
}
