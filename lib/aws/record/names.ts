/** Names of a target's record in Parameter Store, below the target's own name. */

export type RecordPart = 'lease' | 'plan' | 'releases';

/** The folder of a part, as GetParametersByPath takes it: `/platform/shop/production/web/lease`. */
export function folderOf(target: string, part: RecordPart): string {
  return `${target}/${part}`;
}

/** `/platform/shop/production/web/lease/12` */
export function leaseName(target: string, number: number): string {
  return `${folderOf(target, 'lease')}/${number}`;
}

/** Chunk `index`, from 1 on, of the plan made under a lease: `…/plan/12/1`. */
export function planName(target: string, number: number, index: number): string {
  return `${folderOf(target, 'plan')}/${number}/${index}`;
}

/** `…/releases/12` */
export function releaseName(target: string, number: number): string {
  return `${folderOf(target, 'releases')}/${number}`;
}

/** What a migration under lease `lease` has done for a release: `…/releases/12/13`. */
export function migrationName(target: string, release: number, lease: number): string {
  return `${releaseName(target, release)}/${lease}`;
}

/** The numbers in a name of the given part, `[12, 1]` of `…/plan/12/1`; undefined for any other name. */
export function numbersIn(name: string, target: string, part: RecordPart): readonly number[] | undefined {
  const prefix = `${folderOf(target, part)}/`;
  if (!name.startsWith(prefix)) return undefined;
  const numbers = name.slice(prefix.length).split('/');
  return numbers.every((text) => /^[1-9]\d*$/.test(text)) ? numbers.map(Number) : undefined;
}
