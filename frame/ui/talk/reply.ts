// An answer that was offered, said in the visitor's name.

import type { Tools } from './tools.ts';

export type Reply = { label: string; text?: string | undefined };

/** From a button that goes away with its use: the focus stays in the conversation. */
export function say({ label, text = label }: Reply, { onSay }: Tools, from: Element): void {
  from.closest<HTMLElement>('[role=log]')?.focus({ preventScroll: true });
  onSay?.(text);
}
