import type { Renewal } from '../retry/renewal-middleware.ts';

/** Credentials as SDK clients take them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Where the credentials of a run come from, and how long they last. */
export interface CredentialSource extends Renewal {
  /** What SDK clients ask before every call. */
  provide(): Promise<Credentials>;
  lifetime(): Promise<Lifetime>;
  /** Gets new credentials when those in hand end within so many milliseconds and new ones can be had. */
  refreshIfUnder(milliseconds: number): Promise<void>;
}

export type Lifetime =
  /** New ones are had in time, as often as it takes. */
  | { readonly kind: 'renewed' }
  | { readonly kind: 'unlimited' }
  /** At this moment, milliseconds since the epoch; it may be a guess. */
  | { readonly kind: 'ends'; readonly at: number; readonly isKnown: boolean };
