/** Does what takes time when it is first asked for, and never again: whoever asks later gets the same, be it a failure. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
