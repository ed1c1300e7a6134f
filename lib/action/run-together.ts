/**
 * Does several things at the same time. The first that fails calls off the others, and has to wait for them: nothing of
 * them goes on behind its back.
 * @throws what the first one threw
 */
export async function runTogether<Context extends { readonly signal: AbortSignal }>(
  context: Context,
  works: readonly ((context: Context) => Promise<void>)[],
): Promise<void> {
  const calledOff = new AbortController();
  const signal = AbortSignal.any([context.signal, calledOff.signal]);
  let first: { readonly error: unknown } | undefined;
  await Promise.all(
    works.map(async (work) => {
      try {
        await work({ ...context, signal });
      } catch (error) {
        first ??= { error };
        calledOff.abort(error);
      }
    }),
  );
  if (first) throw first.error;
}
