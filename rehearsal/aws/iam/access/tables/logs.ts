import type { AccessTable, Place, Row } from '../need.ts';
import { arnAt, rowsFor, text } from '../rows.ts';
import { requestTags, withTags } from '../tags.ts';

function groupName(input: Readonly<Record<string, unknown>>): string {
  const given = text(input.logGroupName ?? input.logGroupIdentifier);
  return given.replace(/^arn:[^:]+:logs:[^:]*:\d+:log-group:/, '').replace(/:\*$/, '');
}

/** But for tags, actions on a group are evaluated with an open stream behind it: `…:log-group:web:log-stream:`. */
function streamArn(input: Readonly<Record<string, unknown>>, place: Place, stream = ''): string {
  return arnAt(place, 'logs', `log-group:${groupName(input)}:log-stream:${stream}`);
}

const onGroup: Row = (input, place) => ({ resources: [streamArn(input, place)] });
const onStream: Row = (input, place) => ({ resources: [streamArn(input, place, text(input.logStreamName))] });
const onTagged: Row = (input) => ({
  resources: [text(input.resourceArn).replace(/:\*$/, '')],
  context: requestTags(input),
});
const onTaggedGroup: Row = (input, place) => ({
  resources: [arnAt(place, 'logs', `log-group:${groupName(input)}`)],
  context: requestTags(input),
});

/** CloudWatch Logs, as the Service Authorization Reference has it. */
export const LOGS_TABLE: AccessTable = {
  prefix: 'logs',
  rows: {
    ...rowsFor(
      onGroup,
      'DeleteLogGroup DescribeLogStreams FilterLogEvents PutRetentionPolicy DeleteRetentionPolicy',
      'PutMetricFilter DeleteMetricFilter DescribeMetricFilters PutSubscriptionFilter',
      'DeleteSubscriptionFilter DescribeSubscriptionFilters StartQuery GetLogGroupFields',
    ),
    ...rowsFor(onStream, 'CreateLogStream DeleteLogStream PutLogEvents GetLogEvents'),
    ...rowsFor(onTagged, 'TagResource UntagResource ListTagsForResource'),
    ...rowsFor(onTaggedGroup, 'TagLogGroup UntagLogGroup ListTagsLogGroup'),
    DescribeLogGroups: (_input, place) => ({ resources: [arnAt(place, 'logs', 'log-group::log-stream:')] }),
    CreateLogGroup: (input, place) =>
      withTags(
        input,
        { resources: [streamArn(input, place)] },
        {
          action: 'logs:TagResource',
          resources: [arnAt(place, 'logs', `log-group:${groupName(input)}`)],
          denial: `User with accountId: ${place.account} is not authorized to perform CreateLogGroup with Tags. An additional permission "logs:TagResource" is required.`,
        },
      ),
  },
};
