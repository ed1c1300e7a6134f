import type { Principal } from './principal.ts';

/** Who calls, where, and which call this is. */
export interface Call {
  readonly requestId: string;
  readonly service: string;
  readonly operation: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly principal: Principal;
}

export const DEFAULT_ACCOUNT = '123456789012';

/** State that each account has once per region, made when it is first asked for. */
export function perRegion<State>(create: (place: Pick<Call, 'account' | 'region'>) => State) {
  const states = new Map<string, State>();
  return (place: Pick<Call, 'account' | 'region'>): State => {
    const key = `${place.account}/${place.region}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    const created = create(place);
    states.set(key, created);
    return created;
  };
}
