/** Where a rollback goes. */
export type Destination =
  /** What served before. */
  | { readonly kind: 'previous' }
  | { readonly kind: 'release'; readonly number: number }
  | { readonly kind: 'image'; readonly image: string }
  | { readonly kind: 'task-definition'; readonly reference: string };

/** @throws Error that completes the sentence "Input to is ..., which ..." */
export function parseDestination(text: string): Destination {
  if (text === 'previous') return { kind: 'previous' };
  if (/^[1-9]\d*$/.test(text)) return { kind: 'release', number: Number(text) };
  if (/^[^\s@]+@sha256:[0-9a-f]{64}$/.test(text)) return { kind: 'image', image: text };
  if (/^(arn:[^\s]+:task-definition\/)?[A-Za-z0-9_-]+:[1-9]\d*$/.test(text)) {
    return { kind: 'task-definition', reference: text };
  }
  throw new Error('names no version');
}
