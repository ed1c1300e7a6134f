import type * as sdk from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Call } from '../kernel/call.ts';
import { AwsError, notImplemented } from '../kernel/errors.ts';
import { refuseGiven } from '../kernel/refuse-given.ts';
import type { Operations } from '../kernel/service.ts';
import { describePage } from './checks.ts';
import {
  createGroup,
  findGroup,
  groupArn,
  type LogGroup,
  type LogGroups,
  type ShownEvents,
  sizeOf,
} from './store.ts';

/** Days for which a group may keep its events (PutRetentionPolicy). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Log groups: made, deleted, listed, tagged, and how long they keep their events. */
export function logGroupOperations(
  groupsOf: (call: Call) => LogGroups,
  clock: Clock,
  shownEvents: ShownEvents,
): Operations {
  function create(input: sdk.CreateLogGroupRequest, call: Call): object {
    refuseGiven('CreateLogGroup', input, ['kmsKeyId']);
    if (input.deletionProtectionEnabled) throw notImplemented('deletionProtectionEnabled of CreateLogGroup');
    if (input.logGroupClass !== undefined && input.logGroupClass !== 'STANDARD') {
      throw notImplemented(`log groups of class ${input.logGroupClass}`);
    }
    const group = createGroup(groupsOf(call), input.logGroupName ?? '', clock.now());
    addTags(group, input.tags);
    return {};
  }

  function remove(input: sdk.DeleteLogGroupRequest, call: Call): object {
    const group = findGroup(groupsOf(call), input.logGroupName);
    groupsOf(call).delete(group.name);
    return {};
  }

  function describe(input: sdk.DescribeLogGroupsRequest, call: Call): sdk.DescribeLogGroupsResponse {
    refuseGiven('DescribeLogGroups', input, [
      'accountIdentifiers',
      'includeLinkedAccounts',
      'logGroupClass',
      'logGroupIdentifiers',
    ]);
    const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern } = input;
    if (pattern !== undefined && input.logGroupNamePrefix !== undefined) {
      throw new AwsError(
        'InvalidParameterException',
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    }
    const wanted = [...groupsOf(call).values()].filter(
      ({ name }) => name.startsWith(prefix) && name.includes(pattern ?? ''),
    );
    const page = describePage(wanted, { keyOf: ({ name }) => name }, input);
    return {
      // With a pattern AWS shows these three members only (DescribeLogGroups).
      logGroups: page.items.map((group) => {
        const { arn, creationTime, logGroupName, ...rest } = render(group, call, shownEvents);
        const known = { arn, creationTime, logGroupName };
        return pattern === undefined ? { ...known, ...rest } : known;
      }),
      nextToken: page.nextToken,
    };
  }

  function putRetention(input: sdk.PutRetentionPolicyRequest, call: Call): object {
    const group = findGroup(groupsOf(call), input.logGroupName);
    group.retentionInDays = checkRetention(input.retentionInDays);
    return {};
  }

  function deleteRetention(input: sdk.DeleteRetentionPolicyRequest, call: Call): object {
    findGroup(groupsOf(call), input.logGroupName).retentionInDays = undefined;
    return {};
  }

  function tag(input: sdk.TagResourceRequest, call: Call): object {
    addTags(findTagged(input.resourceArn, call), input.tags);
    return {};
  }

  function untag(input: sdk.UntagResourceRequest, call: Call): object {
    const { tags } = findTagged(input.resourceArn, call);
    for (const key of input.tagKeys ?? []) tags.delete(key);
    return {};
  }

  function listTags(input: sdk.ListTagsForResourceRequest, call: Call): sdk.ListTagsForResourceResponse {
    return { tags: Object.fromEntries(findTagged(input.resourceArn, call).tags) };
  }

  function findTagged(arn: string | undefined, call: Call): LogGroup {
    const group = [...groupsOf(call).values()].find(({ name }) => groupArn(name, call) === arn);
    if (!group) throw new AwsError('ResourceNotFoundException', 'The specified resource does not exist.');
    return group;
  }

  return {
    CreateLogGroup: create,
    DeleteLogGroup: remove,
    DescribeLogGroups: describe,
    PutRetentionPolicy: putRetention,
    DeleteRetentionPolicy: deleteRetention,
    TagResource: tag,
    UntagResource: untag,
    ListTagsForResource: listTags,
  };
}

function addTags(group: LogGroup, tags: Record<string, string> | undefined): void {
  for (const [key, value] of Object.entries(tags ?? {})) group.tags.set(key, value);
}

/** The model lists the days only in words. */
function checkRetention(days: number | undefined): number | undefined {
  if (days === undefined || RETENTION_DAYS.includes(days)) return days;
  throw new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${RETENTION_DAYS.join(', ')}]`,
  );
}

function render(group: LogGroup, call: Call, shownEvents: ShownEvents): sdk.LogGroup {
  const events = [...group.streams.values()].flatMap((stream) => shownEvents(group, stream));
  return {
    logGroupName: group.name,
    creationTime: group.creationTime,
    retentionInDays: group.retentionInDays,
    metricFilterCount: 0,
    arn: `${groupArn(group.name, call)}:*`,
    logGroupArn: groupArn(group.name, call),
    storedBytes: events.reduce((sum, { message }) => sum + sizeOf(message), 0),
    logGroupClass: 'STANDARD',
    deletionProtectionEnabled: false,
  };
}
