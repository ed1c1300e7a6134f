import { escapeMarkdown, inlineCode, table } from '../../../lib/action/markdown.ts';
import type { TagChange } from './ecr/tags.ts';
import { imageReference, type Result } from './result.ts';

/** The job summary: the reference to deploy, where it comes from, what happened to each tag. */
export function renderSummary(result: Result): string {
  const { repository, digest, origin, changes, tags } = result;
  const others = tags.filter((tag) => !changes.some((change) => change.tag === tag));
  return [
    `### :white_check_mark: ${escapeMarkdown(`${repository.name}@${digest.slice(0, 19)}`)} is ready to deploy`,
    inlineCode(imageReference(result)),
    `The image was ${escapeMarkdown(origin)}.`,
    ...(changes.length === 0
      ? []
      : [
          table(
            ['Tag', 'Now'],
            changes.map((change) => [inlineCode(change.tag), describe(change)]),
          ),
        ]),
    ...(others.length === 0 ? [] : [`It also has: ${others.map(inlineCode).join(', ')}.`]),
  ].join('\n\n');
}

function describe(change: TagChange): string {
  switch (change.kind) {
    case 'add':
      return 'new';
    case 'keep':
      return 'unchanged: it held this image already';
    case 'move':
      return `moved here from ${inlineCode(change.from)}`;
  }
}
