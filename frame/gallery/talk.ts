// Makes conversations to be looked at.

import type { MessageEntry, Party, TranscriptEntry } from '../../protocol/session.ts';
import type { Transcript } from '../session/state.ts';

/** A fixed moment, so that pictures do not change from day to day. */
export const GALLERY_NOW = new Date(2026, 4, 20, 14, 32).getTime();

export const ada: Party = { id: 3, name: 'Ada Byron', kind: 'agent' };
export const noor: Party = { id: 4, name: 'نور الهدى', kind: 'agent' };
export const visitor: Party = { id: 1, name: 'Grace', kind: 'visitor' };
export const session = { sessionId: 'gallery-session', token: 'not-a-secret-in-a-gallery' };

/** An entry that has no place in a log yet. */
type Unplaced = TranscriptEntry extends infer Entry
  ? Entry extends unknown
    ? Omit<Entry, 'index' | 'at'>
    : never
  : never;

export const joined = (party: Party): Unplaced => ({ kind: 'agentConnected', party });
export const left = (party: Party): Unplaced => ({ kind: 'agentDisconnected', party });
export const say = (who: Party | 'visitor', text: string): Omit<MessageEntry, 'index' | 'at' | 'id'> & { id: '' } => ({
  kind: 'message',
  id: '',
  party: who === 'visitor' ? visitor : who,
  contentType: 'text',
  text,
});

/** Gives each entry its index, its time (20 seconds apart, the last one just now) and, to messages, an id. */
export function transcriptOf(entries: readonly Unplaced[], firstIndex = 1): Transcript {
  const placed = entries.map((entry, position) => {
    const index = firstIndex + position;
    const at = GALLERY_NOW - (entries.length - position) * 20_000;
    return (
      entry.kind === 'message' ? { ...entry, index, at, id: `message-${index}` } : { ...entry, index, at }
    ) as TranscriptEntry;
  });
  return { entries: placed, firstIndex, lastIndex: firstIndex + placed.length - 1 };
}

export const conversation = transcriptOf([
  joined(ada),
  say(ada, 'Hello Grace, how can I help you?'),
  say('visitor', 'Hi! My parcel AB123456 should have come on Monday.'),
  say('visitor', 'Can you see where it is?'),
  say(ada, 'One moment, I am looking it up.'),
  say(ada, 'It left the depot this morning: https://shop.example/track/AB123456. You should have it by six o’clock.'),
  say('visitor', 'Wonderful, thank you! 🎉'),
]);
