/** Writes a value as AWS's messages do, which is how Java prints it: `[a, b]`, `{k=v}`. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${name}=${showValue(member)}`);
    return `{${members.join(', ')}}`;
  }
  return String(value);
}
