import { describe, expect, test } from '@jest/globals';
import { hasTags, isSameDefinition } from './canonical.ts';
import { type Registrable, toRegistrable } from './registrable.ts';

/** As a person writes it. */
const written: Registrable = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '1 vCPU',
  memory: '2 GB',
  volumes: [{ name: 'data' }],
  containerDefinitions: [
    {
      name: 'web',
      image: 'shop/web:1',
      portMappings: [{ containerPort: 8080 }],
      environment: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
      healthCheck: { command: ['CMD', 'true'] },
    },
  ],
};

/** As AWS describes the same. */
const described: Registrable = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '1024',
  memory: '2048',
  volumes: [{ name: 'data', host: {} }],
  placementConstraints: [],
  enableFaultInjection: false,
  containerDefinitions: [
    {
      name: 'web',
      image: 'shop/web:1',
      cpu: 0,
      essential: true,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 },
    },
  ],
};

function changed(container: object, rest: object = {}): Registrable {
  const [first] = described.containerDefinitions ?? [];
  return { ...described, ...rest, containerDefinitions: [{ ...first, ...container }] };
}

describe('two definitions', () => {
  test('are the same when AWS would make the same of them', () => {
    expect(isSameDefinition(written, described)).toBe(true);
    expect(isSameDefinition(described, written)).toBe(true);
  });

  test.each<[string, Registrable]>([
    ['image', changed({ image: 'shop/web:2' })],
    ['environment', changed({ environment: [{ name: 'A', value: '1' }] })],
    [
      'a value',
      changed({
        environment: [...(described.containerDefinitions?.[0]?.environment ?? [])].map((each) => ({
          ...each,
          value: '1',
        })),
      }),
    ],
    ['port', changed({ portMappings: [{ containerPort: 8081, hostPort: 8081, protocol: 'tcp' }] })],
    ['protocol', changed({ portMappings: [{ containerPort: 8080, protocol: 'udp' }] })],
    ['essential', changed({ essential: false })],
    ['health check', changed({ healthCheck: { command: ['CMD', 'true'], interval: 10 } })],
    ['command order', changed({ command: ['b', 'a'] })],
    ['size', changed({}, { cpu: '512' })],
    ['role', changed({}, { taskRoleArn: 'arn:aws:iam::123456789012:role/web' })],
    ['fault injection', changed({}, { enableFaultInjection: true })],
    [
      'a container more',
      {
        ...described,
        containerDefinitions: [...(described.containerDefinitions ?? []), { name: 'sidecar' }],
      },
    ],
  ])('are not the same with another %s', (_, other) =>
    expect(isSameDefinition(described, other)).toBe(false),
  );

  test('in bridge mode a fixed host port is a difference, an open one is none', () => {
    const bridge = (hostPort?: number): Registrable => ({
      family: 'web',
      networkMode: 'bridge',
      containerDefinitions: [
        {
          name: 'web',
          portMappings: [{ containerPort: 80, ...(hostPort === undefined ? {} : { hostPort }) }],
        },
      ],
    });
    expect(isSameDefinition(bridge(), bridge(0))).toBe(true);
    expect(isSameDefinition(bridge(), bridge(80))).toBe(false);
  });
});

test('what is registered has the owner’s tags and none of AWS’s', () => {
  const tags = [
    { key: 'team', value: 'shop' },
    { key: 'aws:cloudformation:stack-name', value: 'shop' },
  ];
  const registrable = toRegistrable(
    { family: 'web', revision: 3, status: 'ACTIVE', containerDefinitions: [] },
    tags,
  );
  expect(registrable).toEqual({
    family: 'web',
    containerDefinitions: [],
    tags: [{ key: 'team', value: 'shop' }],
  });
  expect(toRegistrable({ family: 'web', containerDefinitions: [] }, [])).not.toHaveProperty('tags');
  expect(hasTags(registrable, [{ key: 'team', value: 'shop' }])).toBe(true);
  expect(hasTags(registrable, [{ key: 'team', value: 'other' }])).toBe(false);
  expect(hasTags({ ...registrable, tags: undefined }, [{ key: 'team' }])).toBe(false);
});
