// Whether, and how, the visitor's attention is asked for. Pure: what was told before and what is there now give what is due.
// Once a visitor, not once a tab: whoever leads does it; a sound is for whoever may make one (sound-once.ts). Quiet while
// somebody looks, in whichever tab.

import type { AttentionOptions } from '../../protocol/full-options.ts';
import type { Role } from '../tabs/leadership.ts';

export type Sight = {
  role: Role;
  /** Index of the newest words of an agent that nobody has looked at; 0: all is seen. */
  unseenIndex: number;
  /** The visitor may be looking at this page, though not at the chat. */
  isPageSeen: boolean;
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
  const { role, unseenIndex, isPageSeen, isSoundOn, wants } = sight;
  if (unseenIndex === 0) return { ...NOTHING, toldIndex };
  // On a page that is seen the chat itself says what is new.
  const isCalling = role !== 'follower' && !isPageSeen;
  return {
    // Whichever tab does it: should that one go, this one has nothing to repeat.
    toldIndex: Math.max(toldIndex, unseenIndex),
    sound: unseenIndex > toldIndex && isSoundOn && wants.sound !== false,
    title: wants.title === true && isCalling,
    noticeIndex: wants.notice && isCalling ? unseenIndex : 0,
  };
}
