// Whether, and how, the visitor's attention is asked for. Pure: what was told before and what is there now give what is due.
// Once a visitor, not once a tab: whoever leads does it. Quiet while somebody looks, in whichever tab.

import type { AttentionOptions } from '../../protocol/full-options.ts';
import type { Role } from '../tabs/leadership.ts';

export type Sight = {
  role: Role;
  /** Index of the newest words of an agent that nobody has looked at; 0: all is seen. */
  unseenIndex: number;
  /** The visitor may be looking at this page, though not at the chat. */
  isPageSeen: boolean;
  /** Browsers let nothing sound before. */
  hasActed: boolean;
  isSoundOn: boolean;
  wants: AttentionOptions;
};

export type Due = {
  /** Up to where attention was asked for. */
  toldIndex: number;
  sound: boolean;
  title: boolean;
  /** Of this message; 0: none. */
  noticeIndex: number;
};

export const NOTHING: Due = { toldIndex: 0, sound: false, title: false, noticeIndex: 0 };

export function due(toldIndex: number, sight: Sight): Due {
  const { role, unseenIndex, isPageSeen, hasActed, isSoundOn, wants } = sight;
  if (unseenIndex === 0) return { ...NOTHING, toldIndex };
  // Another tab does it. Should it go, this one has nothing to repeat.
  if (role === 'follower') return { ...NOTHING, toldIndex: Math.max(toldIndex, unseenIndex) };
  const isNew = unseenIndex > toldIndex;
  return {
    toldIndex: Math.max(toldIndex, unseenIndex),
    sound: isNew && hasActed && isSoundOn && wants.sound !== false,
    // On a page that is seen the chat itself says what is new.
    title: wants.title === true && !isPageSeen,
    noticeIndex: wants.notice && !isPageSeen ? unseenIndex : 0,
  };
}
