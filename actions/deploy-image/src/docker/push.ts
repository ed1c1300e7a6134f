import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Log } from '../../../../lib/action/log.ts';
import type { Docker } from './docker.ts';
import { lastReason, tail } from './output.ts';

/** What the engine calls an image by its content. */
export async function readImageId(docker: Docker, name: string): Promise<string> {
  const finished = await docker.run(['image', 'inspect', '--format', '{{.Id}}', name]);
  if (finished.exitCode === 0) return finished.stdout.trim();
  throw new ActionFailure({
    cause: `The image that was just built, ${name}, is not in the engine: ${lastReason(finished.stderr)}`,
    advice: 'Let nothing remove images while the job runs, and run it again.',
  });
}

/**
 * Pushes one name, giving it to the image first.
 * @throws ActionFailure with the registry's own reason
 */
export async function push(docker: Docker, imageId: string, name: string, log: Log): Promise<void> {
  const lines: string[] = [];
  const onLine = (line: string) => {
    lines.push(line);
    log.info(line);
  };
  const finished = await log.group(`Push ${name}`, async () => {
    const tagged = await docker.run(['tag', imageId, name], { onLine });
    return tagged.exitCode === 0 ? docker.run(['push', name], { onLine }) : tagged;
  });
  if (finished.exitCode === 0) return;
  const output = lines.join('\n');
  throw new ActionFailure({
    cause: `Pushing ${name} failed: ${lastReason(output)}`,
    advice: adviceFor(output),
    detail: tail(output),
  });
}

function adviceFor(output: string): string {
  if (/denied|not authorized|403 Forbidden/i.test(output)) {
    return "Allow the role the pushing statement of this action's policy.json on this repository, and look at the repository's own policy.";
  }
  return 'Run the job again; what was pushed before is not sent twice.';
}
