/** Real ES modules (no CommonJS translation), so jest runs with --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  // Only a hang may take so long: how fast a machine is must not decide about a test.
  testTimeout: 60_000,
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
