import { fileURLToPath } from 'node:url';

/** The checkout, whatever the current folder is. */
export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));
