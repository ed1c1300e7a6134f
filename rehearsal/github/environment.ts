/** Which run of which workflow a job believes to be in. */
export interface RunIdentity {
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  readonly branch: string;
  /** The workflow's `name:`. */
  readonly workflow: string;
  /** Its file's name in .github/workflows. */
  readonly workflowFile: string;
  /** The job's id in the workflow. */
  readonly job: string;
  readonly runId: number;
  readonly runNumber: number;
  /** Raised by a rerun; the run's id stays. */
  readonly runAttempt: number;
  readonly actor: string;
  readonly eventName: string;
  /** The payload that GITHUB_EVENT_PATH holds. */
  readonly event: Readonly<Record<string, unknown>>;
}

export const DEFAULT_RUN: RunIdentity = {
  repository: 'acme/shop',
  sha: '3f2a91c07b5d4e6f8091a2b3c4d5e6f708192a3b',
  branch: 'main',
  workflow: 'Deploy',
  workflowFile: 'deploy.yml',
  job: 'deploy',
  runId: 1_658_821_493,
  runNumber: 42,
  runAttempt: 1,
  actor: 'octocat',
  eventName: 'workflow_dispatch',
  event: {},
};

/** The folders of a job on its machine, all absolute. */
export interface JobFolders {
  readonly workspace: string;
  readonly temp: string;
  readonly toolCache: string;
  readonly home: string;
  /** The file with the event's payload. */
  readonly event: string;
}

/** What the runner tells every step, whatever the workflow's own environment says. */
export function describeRun(run: RunIdentity, folders: JobFolders): Record<string, string> {
  const [owner = '', name = ''] = run.repository.split('/');
  const ref = `refs/heads/${run.branch}`;
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_REF: '',
    GITHUB_ACTION_REPOSITORY: '',
    GITHUB_ACTOR: run.actor,
    GITHUB_ACTOR_ID: '583231',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_BASE_REF: '',
    GITHUB_EVENT_NAME: run.eventName,
    GITHUB_EVENT_PATH: folders.event,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_HEAD_REF: '',
    GITHUB_JOB: run.job,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: run.branch,
    GITHUB_REF_PROTECTED: 'true',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: run.repository,
    GITHUB_REPOSITORY_ID: '1296269',
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: '9919',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: String(run.runAttempt),
    GITHUB_RUN_ID: String(run.runId),
    GITHUB_RUN_NUMBER: String(run.runNumber),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: run.sha,
    GITHUB_TRIGGERING_ACTOR: run.actor,
    GITHUB_WORKFLOW: run.workflow,
    GITHUB_WORKFLOW_REF: `${run.repository}/.github/workflows/${run.workflowFile}@${ref}`,
    GITHUB_WORKFLOW_SHA: run.sha,
    GITHUB_WORKSPACE: folders.workspace,
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: `GitHub Actions ${run.runNumber} (${name})`,
    RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.toolCache,
  };
}
