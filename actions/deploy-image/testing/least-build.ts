import type { BuildSource } from '../src/plan.ts';

/** What a build is when only the repository is given. */
export const leastBuild: BuildSource = {
  kind: 'build',
  context: '.',
  dockerfile: './Dockerfile',
  buildArguments: new Map(),
  secrets: new Map(),
  labels: new Map(),
  platforms: [],
  target: undefined,
  provenance: 'none',
};
