import type * as sdk from '@aws-sdk/client-ecr';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Call } from '../../kernel/call.ts';
import { AwsError } from '../../kernel/errors.ts';
import { refuseGiven } from '../../kernel/refuse-given.ts';
import type { Operations } from '../../kernel/service.ts';
import { listPage } from '../checks.ts';
import { identify } from '../control/repositories.ts';
import { createFindRepository, type Registries, type Repository, tagsOf } from '../store.ts';
import { findExpired } from './apply.ts';
import { requirePolicy } from './operations.ts';
import { readPolicy } from './read-policy.ts';

interface Preview {
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly completeAt: number;
  readonly results: readonly sdk.LifecyclePolicyPreviewResult[];
}

export interface PreviewPorts {
  readonly registries: Registries;
  readonly clock: Clock;
  /** Milliseconds. */
  readonly previewTime: number;
}

/** What a policy would expire, without doing so. */
export function previewOperations({ registries, clock, previewTime }: PreviewPorts): Operations {
  const previews = new WeakMap<Repository, Preview>();
  const find = createFindRepository(registries);

  function start(
    input: sdk.StartLifecyclePolicyPreviewRequest,
    call: Call,
  ): sdk.StartLifecyclePolicyPreviewResponse {
    const repository = find(input, call);
    const text = input.lifecyclePolicyText ?? requirePolicy(repository).text;
    const rules = readPolicy(text);
    const now = clock.now();
    if ((previews.get(repository)?.completeAt ?? 0) > now) throw inProgress(repository);
    const results = findExpired(repository, rules, now).map(
      ({ digest, priority }): sdk.LifecyclePolicyPreviewResult => ({
        imageDigest: digest,
        imageTags: tagsOf(repository, digest),
        imagePushedAt: repository.images.get(digest)?.pushedAt,
        action: { type: 'EXPIRE' },
        appliedRulePriority: priority,
      }),
    );
    previews.set(repository, { text, results, completeAt: now + previewTime });
    return { ...identify(repository), lifecyclePolicyText: text, status: 'IN_PROGRESS' };
  }

  function get(
    input: sdk.GetLifecyclePolicyPreviewRequest,
    call: Call,
  ): sdk.GetLifecyclePolicyPreviewResponse {
    refuseGiven('GetLifecyclePolicyPreview', input, ['imageIds']);
    const repository = find(input, call);
    const preview = previews.get(repository);
    if (!preview) throw notFound(repository);
    const answer = { ...identify(repository), lifecyclePolicyText: preview.text };
    if (preview.completeAt > clock.now()) return { ...answer, status: 'IN_PROGRESS' };
    const { tagStatus = 'ANY' } = input.filter ?? {};
    const wanted = preview.results.filter(
      ({ imageTags = [] }) => tagStatus === 'ANY' || imageTags.length > 0 === (tagStatus === 'TAGGED'),
    );
    const page = listPage(wanted, ({ imageDigest = '' }) => imageDigest, input);
    return {
      ...answer,
      status: 'COMPLETE',
      previewResults: page.items,
      nextToken: page.nextToken,
      summary: { expiringImageTotalCount: preview.results.length },
    };
  }

  return { StartLifecyclePolicyPreview: start, GetLifecyclePolicyPreview: get };
}

function inProgress({ name, registry }: Repository): AwsError {
  return new AwsError(
    'LifecyclePolicyPreviewInProgressException',
    `The lifecycle policy preview for the repository with name '${name}' in the registry with id '${registry.id}' ` +
      'is in progress.',
  );
}

function notFound({ name, registry }: Repository): AwsError {
  return new AwsError(
    'LifecyclePolicyPreviewNotFoundException',
    `Lifecycle policy preview does not exist for the repository with name '${name}' in the registry with id '${registry.id}'`,
  );
}
