/**
 * Prints the IAM policy that an action needs, for the modes that are named, with the names of a platform filled in:
 *
 *   npm run policy -- <action> [--mode <mode>,…] [--target <file>] [--without <feature>,…] [--<placeholder> <name>,…]
 *
 * Region, account, cluster, services and rules come from the target document when there is one.
 */
import { readFileSync } from 'node:fs';
import { findActions } from './build/actions.ts';
import { readShipped } from './policy/shipped.ts';
import { writePolicy } from './policy/write-policy.ts';
import { repositoryRoot } from './repository.ts';

const [action = '', ...words] = process.argv.slice(2);
const actions = findActions(repositoryRoot).map(({ name }) => name);
try {
  if (!actions.includes(action)) throw new Error(`Name the action: ${actions.join(' or ')}.`);
  const shipped = await readShipped(repositoryRoot, action);
  const policy = writePolicy(shipped, words, (path) => readFileSync(path, 'utf8'));
  console.log(JSON.stringify(policy, undefined, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
