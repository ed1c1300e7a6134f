import type {
  ServiceConstraints,
  ShapeConstraints,
} from '../../rehearsal/aws/kernel/validation/constraints.ts';
import { compilePattern } from '../../rehearsal/aws/kernel/validation/find-violations.ts';
import type { BotocoreModel, BotocoreShape } from './read-botocore.ts';

/**
 * What a model demands of the inputs of some operations: only the shapes that demand something, or contain one that
 * does, in the order of their names.
 */
export function pickConstraints(
  model: BotocoreModel,
  operations: readonly string[],
): Pick<ServiceConstraints, 'operations' | 'shapes'> {
  const demanding = findDemanding(model);
  const inputs = [...operations].sort().flatMap((name) => {
    const shape = model.operations[name]?.input?.shape;
    return shape !== undefined && demanding.has(shape) ? [[name, shape] as const] : [];
  });
  const used = new Set<string>();
  for (const [, shape] of inputs) collect(shape);
  return {
    operations: Object.fromEntries(inputs),
    shapes: Object.fromEntries([...used].sort().map((name) => [name, pick(shapeOf(name))])),
  };

  function shapeOf(name: string): BotocoreShape {
    const shape = model.shapes[name];
    if (!shape) throw new Error(`The model has no shape ${name}.`);
    return shape;
  }

  function collect(name: string): void {
    if (used.has(name)) return;
    used.add(name);
    for (const inner of innerShapes(shapeOf(name))) if (demanding.has(inner)) collect(inner);
  }

  function pick(shape: BotocoreShape): ShapeConstraints {
    const members = Object.entries(shape.members ?? {})
      .filter(([, member]) => demanding.has(member.shape))
      .map(([name, member]) => [name, member.shape] as const);
    const item = shape.member?.shape ?? shape.value?.shape;
    const key = shape.key?.shape;
    return {
      ...ownDemands(shape),
      ...(members.length > 0 ? { members: Object.fromEntries(members) } : {}),
      ...(item !== undefined && demanding.has(item) ? { item } : {}),
      ...(key !== undefined && demanding.has(key) ? { key } : {}),
    };
  }
}

/** Shapes that demand something of their own, and then, until nothing changes, those that contain one. */
function findDemanding({ shapes }: BotocoreModel): ReadonlySet<string> {
  const entries = Object.entries(shapes);
  const demanding = new Set(
    entries.filter(([, shape]) => Object.keys(ownDemands(shape)).length > 0).map(([name]) => name),
  );
  for (let before = -1; before !== demanding.size; ) {
    before = demanding.size;
    for (const [name, shape] of entries) {
      if (innerShapes(shape).some((inner) => demanding.has(inner))) demanding.add(name);
    }
  }
  return demanding;
}

function innerShapes(shape: BotocoreShape): string[] {
  const { members = {}, member, key, value } = shape;
  return [...Object.values(members), member, key, value].flatMap((inner) => (inner ? [inner.shape] : []));
}

function ownDemands(shape: BotocoreShape): ShapeConstraints {
  const { required = [], min, max, pattern, enum: words, type, sensitive } = shape;
  const isNumber = ['integer', 'long', 'float', 'double'].includes(type);
  const demands = {
    ...(required.length > 0 ? { required } : {}),
    // Nothing is shorter than nothing.
    ...(min !== undefined && (min > 0 || isNumber) ? { min } : {}),
    ...(max !== undefined ? { max } : {}),
    ...(pattern !== undefined && isUseful(pattern) ? { pattern } : {}),
    ...(words ? { enum: words } : {}),
    ...(type === 'integer' ? { integer: 32 as const } : {}),
    ...(type === 'long' ? { integer: 64 as const } : {}),
  };
  const hides = sensitive === true && Object.keys(demands).length > 0;
  return hides ? { ...demands, sensitive: true } : demands;
}

/** Java has classes of characters that JavaScript lacks; a pattern that takes any text demands nothing. */
function isUseful(pattern: string): boolean {
  if (['.*', '[\\s\\S]*', '.*\\S.*'].includes(pattern)) return pattern === '.*\\S.*';
  try {
    compilePattern(pattern);
    return true;
  } catch {
    return false;
  }
}
