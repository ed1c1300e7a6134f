import { createHash } from 'node:crypto';

/** What an instance's things are called, so that a later process can find them by the instance's name alone. */
export function namesOf(instance: string) {
  // The kernel allows an interface fifteen characters.
  const interfacePrefix = `pa${createHash('sha256').update(instance).digest('hex').slice(0, 7)}`;
  return {
    bridge: interfacePrefix,
    interfaceOf: (ordinal: number) => `${interfacePrefix}-${ordinal}`,
    namespacePrefix: `platform-actions-${instance}-`,
    namespaceOf: (ordinal: number) => `platform-actions-${instance}-${ordinal}`,
  };
}
