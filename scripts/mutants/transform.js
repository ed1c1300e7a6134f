import swcJest from '@swc/jest';

/**
 * TypeScript for jest, with one change of one file where `npm run mutants` asks for it in the environment: MUTANT is
 * `{"file": <absolute path>, "from", "to"}` as JSON.
 */
const mutant = process.env.MUTANT ? JSON.parse(process.env.MUTANT) : undefined;

function mutate(source, path) {
  return mutant?.file === path ? source.replace(mutant.from, () => mutant.to) : source;
}

/** Jest wants a transformer's factory as the default export. */
// biome-ignore lint/style/noDefaultExport: jest's interface
export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    return {
      process: (source, path, ...rest) => swc.process(mutate(source, path), path, ...rest),
      processAsync: (source, path, ...rest) => swc.processAsync(mutate(source, path), path, ...rest),
      getCacheKey: (source, path, ...rest) => swc.getCacheKey(mutate(source, path), path, ...rest),
    };
  },
};
