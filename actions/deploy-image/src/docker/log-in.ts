import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { RegistryAccess } from '../ecr/authorize.ts';
import type { Docker } from './docker.ts';
import { lastReason } from './output.ts';

/**
 * Logs docker in to a registry. The password goes through standard input: arguments can be read by every user.
 * @throws ActionFailure when the registry cannot be reached or refuses
 */
export async function logIn(
  docker: Docker,
  registry: string,
  { user, password }: RegistryAccess,
): Promise<void> {
  const args = ['login', '--username', user, '--password-stdin', registry];
  const finished = await docker.run(args, { input: password });
  if (finished.exitCode === 0) return;
  throw new ActionFailure({
    cause: `docker could not log in to ${registry}: ${lastReason(finished.stderr)}`,
    advice: 'The engine itself has to reach the registry: look at its network, proxy and certificates.',
  });
}
