// The line to the other tabs that show one session. What comes is data until the schema has said otherwise; what is of
// another session, for another page, or of a version that does not fit, is not heard. Knows nothing of what is said.

import * as v from 'valibot';
import { TabMessage } from '../../protocol/tabs.ts';
import { TABS_VERSION } from '../../protocol/version.ts';
import type { Dispose, TabChannels } from '../ports.ts';

type Unsigned<Message> = Message extends unknown ? Omit<Message, 'version' | 'sessionId' | 'from'> : never;
export type TabWords = Unsigned<TabMessage>;

export type TabLine = {
  say(words: TabWords): void;
  close: Dispose;
};

/** `me`: this page's own name. null: this browser has no such lines. */
export function openTabLine(
  channels: TabChannels,
  { name, sessionId, me }: { name: string; sessionId: string; me: string },
  onMessage: (message: TabMessage) => void,
): TabLine | null {
  const channel = channels.open(name, (received) => {
    const checked = v.safeParse(TabMessage, received);
    if (!checked.success) return;
    const message = checked.output;
    const isForMe = !('to' in message) || message.to === null || message.to === me;
    if (isForMe && message.sessionId === sessionId && message.from !== me) onMessage(message);
  });
  return (
    channel && {
      say: (words) => channel.post({ ...words, version: TABS_VERSION, sessionId, from: me }),
      close: channel.close,
    }
  );
}
