import * as core from '@actions/core';

/**
 * Makes the runner hide a secret from here on; to be called before the first use. Each line of it is hidden by itself
 * too, since logs are read line by line.
 */
export function maskSecret(secret: string): void {
  for (const part of new Set([secret, ...secret.split(/\r?\n/)].map((line) => line.trim()))) {
    if (part !== '') core.setSecret(part);
  }
}
