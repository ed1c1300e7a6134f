/** A proof for each behaviour of a topic. */
export type Proofs<Topic> = Readonly<Record<keyof Topic & string, () => Promise<void>>>;

/** Code and message of a refusal: `ClientException: TaskDefinition not found.`, or `no error`. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: Error) => `${error.name}: ${error.message}`,
  );
}
