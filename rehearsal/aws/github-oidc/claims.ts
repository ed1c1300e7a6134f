/** Which job of which run asks for a token. */
export interface JobIdentity {
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly ownerId: string;
  /** `refs/heads/main` */
  readonly ref: string;
  readonly sha: string;
  /** The environment that the job names, if it does. */
  readonly environment?: string | undefined;
  readonly actor: string;
  readonly actorId: string;
  readonly eventName: string;
  readonly workflow: string;
  /** File of the workflow that began the run: `deploy.yml`. */
  readonly workflowFile: string;
  /** The reusable workflow that the job stands in: `acme/actions/.github/workflows/x.yml@refs/tags/v1`; its own if none. */
  readonly jobWorkflowRef?: string | undefined;
  readonly runId: string;
  readonly runNumber: string;
  readonly runAttempt: string;
  /** Repositories that were made or renamed since July 2026 put their ids into the subject. */
  readonly hasImmutableSubject: boolean;
}

/** A job of a repository that has been there for long, on its main branch. */
export const DEFAULT_JOB: JobIdentity = {
  repository: 'acme/shop',
  repositoryId: '1296269',
  ownerId: '9919',
  ref: 'refs/heads/main',
  sha: '3f2a91c07b5d4e6f8091a2b3c4d5e6f708192a3b',
  actor: 'octocat',
  actorId: '583231',
  eventName: 'workflow_dispatch',
  workflow: 'Deploy',
  workflowFile: 'deploy.yml',
  runId: '1658821493',
  runNumber: '42',
  runAttempt: '1',
  hasImmutableSubject: false,
};

export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/** What a token says of its job. */
export function claimsOf(job: JobIdentity): Readonly<Record<string, string>> {
  const [owner = ''] = job.repository.split('/');
  const workflowRef = `${job.repository}/.github/workflows/${job.workflowFile}@${job.ref}`;
  return {
    sub: subjectOf(job),
    ref: job.ref,
    sha: job.sha,
    repository: job.repository,
    repository_owner: owner,
    repository_owner_id: job.ownerId,
    repository_id: job.repositoryId,
    repository_visibility: 'private',
    run_id: job.runId,
    run_number: job.runNumber,
    run_attempt: job.runAttempt,
    actor: job.actor,
    actor_id: job.actorId,
    workflow: job.workflow,
    workflow_ref: workflowRef,
    workflow_sha: job.sha,
    job_workflow_ref: job.jobWorkflowRef ?? workflowRef,
    job_workflow_sha: job.sha,
    head_ref: '',
    base_ref: '',
    event_name: job.eventName,
    ref_protected: 'true',
    ref_type: job.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    runner_environment: 'github-hosted',
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  };
}

/** An environment takes the place of the branch, and pull requests name neither. */
function subjectOf(job: JobIdentity): string {
  const [owner = '', name = ''] = job.repository.split('/');
  const repository = job.hasImmutableSubject
    ? `${owner}@${job.ownerId}/${name}@${job.repositoryId}`
    : job.repository;
  if (job.environment !== undefined) return `repo:${repository}:environment:${encodeColons(job.environment)}`;
  if (job.eventName === 'pull_request') return `repo:${repository}:pull_request`;
  return `repo:${repository}:ref:${job.ref}`;
}

/** A colon within a name would look like the next part. */
function encodeColons(name: string): string {
  return name.replaceAll(':', '%3A');
}
