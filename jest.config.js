/** Real ES modules (no CommonJS translation), so jest runs with --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  // Only a hang may take so long: how fast a machine is must not decide about a test.
  testTimeout: 60_000,
  // Node keeps what a killed run waits for, a few MB each: a process that has played many makes room for a new one, before
  // it is out of memory, and before its end takes longer than Jest waits for.
  workerIdleMemoryLimit: '1GB',
  roots: ['<rootDir>/actions', '<rootDir>/lib', '<rootDir>/rehearsal', '<rootDir>/scripts'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/rehearsal/out/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '<rootDir>/scripts/mutants/transform.js',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      },
    ],
  },
};
