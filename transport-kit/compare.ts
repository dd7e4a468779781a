// Says what was expected and what was received. Knows no transport.

const LONGEST = 600;

export function shown(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  const words = text ?? String(value);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

export const unexpected = (what: string, expected: string, received: unknown): Error =>
  new Error(`${what}: expected ${expected}, received ${shown(received)}`);

/** By what they look like as JSON: data is compared, not identities. */
export function same(what: string, received: unknown, expected: unknown): void {
  if (shown(received) !== shown(expected)) throw unexpected(what, shown(expected), received);
}

export function holds(what: string, isTrue: boolean, expected: string, received: unknown): void {
  if (!isTrue) throw unexpected(what, expected, received);
}
