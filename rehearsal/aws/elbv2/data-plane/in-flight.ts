import { type Target, targetKey } from '../target-groups.ts';

/** Requests that are with a target right now, by target, so that they can be ended when its delay is over. */
export interface InFlight {
  /** @returns the function that tells the request has ended */
  begin(targetGroupArn: string, target: Target, cut: () => void): () => void;
  cut(targetGroupArn: string, target: Target): void;
  cutAll(): void;
}

export function createInFlight(): InFlight {
  const cuts = new Map<string, Set<() => void>>();

  function cutSet(set: Set<() => void> | undefined): void {
    for (const cut of [...(set ?? [])]) cut();
  }

  return {
    begin(targetGroupArn, target, cut) {
      const key = `${targetGroupArn} ${targetKey(target)}`;
      const set = cuts.get(key) ?? new Set();
      if (set.size === 0) cuts.set(key, set);
      set.add(cut);
      return () => {
        set.delete(cut);
        if (set.size === 0 && cuts.get(key) === set) cuts.delete(key);
      };
    },
    cut: (targetGroupArn, target) => cutSet(cuts.get(`${targetGroupArn} ${targetKey(target)}`)),
    cutAll() {
      for (const set of [...cuts.values()]) cutSet(set);
    },
  };
}
