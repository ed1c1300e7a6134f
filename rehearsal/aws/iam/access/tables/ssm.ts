import type { AccessTable, Place, Row } from '../need.ts';
import { arnAt, rowsFor, text, texts } from '../rows.ts';
import { requestTags, withTags } from '../tags.ts';

/** `web` and `/web` are `…:parameter/web` both; a version or a label behind the name does not count. */
function parameterArn(name: unknown, place: Place): string {
  const given = text(name);
  if (given.startsWith('arn:')) return given;
  const [plain = ''] = given.split(':');
  return arnAt(place, 'ssm', `parameter${plain.startsWith('/') ? '' : '/'}${plain}`);
}

const onParameter: Row = ({ Name }, place) => ({ resources: [parameterArn(Name, place)] });
const onParameters: Row = ({ Names }, place) => ({
  resources: texts(Names).map((name) => parameterArn(name, place)),
});
const onTagged: Row = (input, place) => ({
  resources: [parameterArn(input.ResourceId, place)],
  context: requestTags(input),
});

/** Parameter Store, as the Service Authorization Reference of Systems Manager has it. */
export const SSM_TABLE: AccessTable = {
  prefix: 'ssm',
  rows: {
    ...rowsFor(
      onParameter,
      'GetParameter GetParameterHistory DeleteParameter LabelParameterVersion UnlabelParameterVersion',
    ),
    ...rowsFor(onParameters, 'GetParameters DeleteParameters'),
    ...rowsFor(onTagged, 'AddTagsToResource RemoveTagsFromResource ListTagsForResource'),
    DescribeParameters: (_input, place) => ({ resources: [arnAt(place, 'ssm', '*')] }),
    GetParametersByPath: ({ Path, Recursive }, place) => ({
      resources: [parameterArn(Path, place)],
      context: { 'ssm:Recursive': Recursive ?? false },
    }),
    PutParameter: (input, place) => {
      const resources = [parameterArn(input.Name, place)];
      const context = { 'ssm:Overwrite': input.Overwrite ?? false };
      return withTags(input, { resources, context }, { action: 'ssm:AddTagsToResource' });
    },
  },
};
