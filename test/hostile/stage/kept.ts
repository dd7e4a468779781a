// Conversations as pages to be saved, with hostile words where the interface's own words and the agent's name stand.

import { states } from '../../../frame/gallery/states.ts';
import { en } from '../../../frame/locale/en.ts';
import type { Ended } from '../../../frame/session/state.ts';
import { asPage } from '../../../frame/ui/after/as-page.ts';
import { keptTalk } from '../../../frame/ui/after/kept-talk.ts';

/** One page for each text. */
export function keptPages(texts: readonly string[]): string[] {
  const life = states['ended-by-agent']?.life as Ended;
  const { transcript, agent } = life;
  // Only what comes later is known here.
  const cut = { ...transcript, firstIndex: 2 };
  return texts.map((text) => {
    const strings = { ...en, conversationWith: `${text} {name}`, earlierLeftOut: text };
    const named = agent && { ...agent, name: text };
    return asPage(keptTalk({ ...life, transcript: cut, agent: named }, strings, 0), { styles: '' });
  });
}
