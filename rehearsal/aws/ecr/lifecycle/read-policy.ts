import * as v from 'valibot';
import { AwsError, notImplemented } from '../../kernel/errors.ts';
import { countWildcards } from '../wildcard.ts';

/** The policy of a repository, and when it was applied last. */
export interface LifecyclePolicy {
  readonly text: string;
  readonly rules: readonly LifecycleRule[];
  /** Milliseconds since the epoch; at first when the policy was put. */
  appliedAt: number;
}

/** A rule of a lifecycle policy. */
export interface LifecycleRule {
  /** Lower ones come first. */
  readonly priority: number;
  /** What an image must be to fall under the rule. */
  readonly selects:
    | { readonly status: 'any' | 'untagged' }
    | {
        readonly status: 'tagged';
        /** Of every one of them the image must have a tag: whole tags with `*` for anything. */
        readonly patterns: readonly string[];
      };
  /** Which of those images go: the ones beyond so many, or older than so many days. */
  readonly keeps:
    | { readonly kind: 'count'; readonly count: number }
    | { readonly kind: 'age'; readonly days: number };
}

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const list = v.optional(v.pipe(v.array(v.string()), v.minLength(1)));
const selection = v.strictObject({
  tagStatus: v.picklist(['tagged', 'untagged', 'any']),
  tagPrefixList: list,
  tagPatternList: list,
  countType: v.string(),
  countUnit: v.optional(v.literal('days')),
  countNumber: positive,
  storageClass: v.optional(v.string()),
});
const rule = v.strictObject({
  rulePriority: positive,
  description: v.optional(v.pipe(v.string(), v.maxLength(256))),
  selection,
  action: v.strictObject({ type: v.string(), targetStorageClass: v.optional(v.string()) }),
});
const schema = v.strictObject({ rules: v.pipe(v.array(rule), v.minLength(1), v.maxLength(50)) });

type Rule = v.InferOutput<typeof rule>;

const WILDCARD_LIMIT = 4;

/**
 * Reads a lifecycle policy.
 * @returns its rules in the order of their priorities
 * @throws AwsError InvalidParameterException when ECR would not take it, NotImplemented for archiving
 */
export function readPolicy(text: string): LifecycleRule[] {
  const parsed = v.safeParse(schema, parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw invalid(`${v.getDotPath(issue) ?? 'instance'}: ${issue.message}`);
  }
  const rules = parsed.output.rules.map(readRule).sort((a, b) => a.priority - b.priority);
  checkTogether(rules);
  return rules;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('the text is no JSON');
  }
}

function readRule({ rulePriority: priority, selection: chosen, action }: Rule): LifecycleRule {
  if (
    action.type === 'transition' ||
    chosen.storageClass !== undefined ||
    action.targetStorageClass !== undefined
  ) {
    throw notImplemented('the archiving of images by lifecycle policies');
  }
  if (action.type !== 'expire') throw invalid(`action type ${action.type} is none of [expire, transition]`);
  return { priority, selects: readSelection(chosen), keeps: readCount(chosen) };
}

function readSelection({
  tagStatus: status,
  tagPrefixList,
  tagPatternList,
}: Rule['selection']): LifecycleRule['selects'] {
  if (status !== 'tagged') {
    if (!tagPrefixList && !tagPatternList) return { status };
    throw invalid(`tagPrefixList and tagPatternList are not allowed with tagStatus ${status}`);
  }
  if (Boolean(tagPrefixList) === Boolean(tagPatternList)) {
    throw invalid('one of tagPrefixList and tagPatternList is required with tagStatus tagged');
  }
  const tooWild = tagPatternList?.find((pattern) => countWildcards(pattern) > WILDCARD_LIMIT);
  if (tooWild) throw invalid(`the tag pattern ${tooWild} has more than ${WILDCARD_LIMIT} wildcards`);
  return { status, patterns: tagPatternList ?? (tagPrefixList ?? []).map((prefix) => `${prefix}*`) };
}

function readCount({ countType, countUnit, countNumber }: Rule['selection']): LifecycleRule['keeps'] {
  switch (countType) {
    case 'imageCountMoreThan':
      if (countUnit) throw invalid('countUnit is not allowed with countType imageCountMoreThan');
      return { kind: 'count', count: countNumber };
    case 'sinceImagePushed':
      if (!countUnit) throw invalid('countUnit is required with countType sinceImagePushed');
      return { kind: 'age', days: countNumber };
    case 'sinceImagePulled':
    case 'sinceImageTransitioned':
      throw notImplemented(`the count type ${countType} of lifecycle policies`);
    default:
      throw invalid(`countType ${countType} is none of [imageCountMoreThan, sinceImagePushed]`);
  }
}

function checkTogether(rules: readonly LifecycleRule[]): void {
  if (new Set(rules.map(({ priority }) => priority)).size < rules.length) {
    throw invalid('rules must have different priorities');
  }
  const statuses = rules.map(({ selects }) => selects.status);
  for (const status of ['any', 'untagged'] as const) {
    if (statuses.filter((one) => one === status).length > 1) {
      throw invalid(`only one rule may have tagStatus ${status}`);
    }
  }
  const any = statuses.indexOf('any');
  if (any >= 0 && any < rules.length - 1) {
    throw invalid('the rule with tagStatus any must have the highest rulePriority');
  }
}

function invalid(reason: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${reason}'`,
  );
}
