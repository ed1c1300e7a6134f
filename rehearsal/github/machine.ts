import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../lib/action/clock.ts';
import { DEFAULT_RUN, describeRun, type JobFolders, type RunIdentity } from './environment.ts';
import { createJobControl } from './job-control.ts';
import { createJobEnvironment } from './job-environment.ts';
import { createMasks } from './masks.ts';
import type { JobPorts } from './script.ts';

export interface JobSettings {
  readonly clock: Clock;
  /** An empty folder for all that the job writes; whoever made it removes it. */
  readonly folder: string;
  /** The checkout that steps work in; by default an empty folder inside `folder`. */
  readonly workspace?: string;
  /** The environment that workflow and job set. Nothing is inherited; HOME is a folder of the job's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The PATH of the machine. The Node that runs the actions goes first. */
  readonly path: string;
  /** Values hidden from the first line on, as the secrets of a workflow are. */
  readonly secrets?: readonly string[];
  /** Where the job gets OIDC tokens, as with "permissions: id-token: write". */
  readonly idToken?: { readonly url: string; readonly token: string };
  readonly run?: Partial<RunIdentity>;
  /** As after "Enable debug logging": RUNNER_DEBUG is 1, and debug messages are shown. */
  readonly showsDebug?: boolean;
  /** Called with each line of the log as it is shown. */
  readonly onLog?: (line: string) => void;
}

/** Makes the folders of a runner and what its scripts share. */
export async function setUpMachine(settings: JobSettings): Promise<JobPorts> {
  const run = { ...DEFAULT_RUN, ...settings.run };
  const folders = await makeFolders(settings, run);
  const masks = createMasks();
  settings.secrets?.forEach(masks.add);
  if (settings.idToken) masks.add(settings.idToken.token);
  return {
    clock: settings.clock,
    control: createJobControl(settings.clock),
    masks,
    environment: createJobEnvironment({
      initial: { HOME: folders.home, ...settings.environment },
      path: [dirname(process.execPath), settings.path],
      runner: {
        ...describeRun(run, folders),
        ...(settings.showsDebug && { RUNNER_DEBUG: '1' }),
        ...(settings.idToken && {
          ACTIONS_ID_TOKEN_REQUEST_URL: settings.idToken.url,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: settings.idToken.token,
        }),
      },
    }),
    temp: folders.temp,
    workspace: folders.workspace,
    showsDebug: settings.showsDebug ?? false,
    onLog: settings.onLog ?? (() => {}),
  };
}

/** Laid out as on GitHub's own machines: `work/<repository>/<repository>` beside `work/_temp`. */
async function makeFolders(settings: JobSettings, run: RunIdentity): Promise<JobFolders> {
  const name = run.repository.split('/')[1] ?? run.repository;
  const work = join(settings.folder, 'work');
  const temp = join(work, '_temp');
  const folders = {
    workspace: settings.workspace ?? join(work, name, name),
    temp,
    toolCache: join(settings.folder, 'tools'),
    home: join(settings.folder, 'home'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  const event = join(temp, '_github_workflow', 'event.json');
  await mkdir(dirname(event), { recursive: true });
  await writeFile(event, JSON.stringify(run.event));
  return { ...folders, event };
}
