/** Dead code fails: what no action, script, command or test reaches. */
export default {
  entry: [
    'actions/*/src/{index,post,inputs,outputs}.ts',
    'scripts/*.ts',
    // Programs: started by their paths, never imported.
    'rehearsal/**/cli.ts',
    'rehearsal/app/server.mjs',
    'rehearsal/aws/judges/testing/record-answer.ts',
    'rehearsal/soak/{soak,cloud}.ts',
    'rehearsal/story/rehearse.ts',
    'rehearsal/traffic/client.ts',
    'scripts/bench/report-memory.mjs',
    'scripts/simulate/worker.ts',
  ],
  project: ['{actions,lib,rehearsal,scripts}/**/*.{ts,js,mjs}', '!**/dist/**'],
  // The type of a public function's argument may be exported for its documentation alone.
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Started by its path, so that it runs on Node 24.
    'jest',
    // Given: the suite builds on it. No action calls GitHub's API yet; remove this line with the first that does.
    '@actions/github',
  ],
  // Tools of the machine: where one may be missing, scripts/requirements.ts asks for it.
  ignoreBinaries: ['ip', 'ldd', 'unshare'],
};
