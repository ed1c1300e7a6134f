/** Who makes a call, as IAM names it. */
export interface Principal {
  /**
   * `administrator`: may do everything in its account, with a key that nobody issued. `anonymous`: has signed nothing.
   * The others have a key that the embedded AWS issued, and the policies of a user or of a role's session.
   */
  readonly kind: 'administrator' | 'anonymous' | 'user' | 'session';
  /** Twelve digits. */
  readonly account: string;
  /** `arn:aws:sts::123456789012:assumed-role/deploy/run-1` */
  readonly arn: string;
  /** As GetCallerIdentity gives it: a user's id, or a role's with the session's name. */
  readonly userId: string;
}

/** Access keys that the embedded AWS has issued itself. */
export interface IssuedKeys {
  /**
   * Whose key it is now; `invalid` when it was revoked or the token is not its own, undefined when the key is none of
   * the embedded AWS's.
   */
  find(accessKeyId: string, sessionToken: string | undefined): Principal | 'expired' | 'invalid' | undefined;
}

/** Every access key that was not issued here stands for the account's administrator. */
export function administratorOf(account: string): Principal {
  return {
    kind: 'administrator',
    account,
    arn: `arn:aws:iam::${account}:user/administrator`,
    userId: 'AIDAADMINISTRATOR',
  };
}
