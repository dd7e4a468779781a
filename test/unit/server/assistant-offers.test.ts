// What the demo assistant offers beside its words.

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { OfferedPart } from '../../../protocol/message-parts.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import { answerTo, nextOffer } from '../../../server/assistant-answers.ts';
import { RULES } from '../../../server/assistant-rules.ts';
import { refusalOfParts } from '../../../server/chats/offered-parts.ts';

const says = (text: string, kind: 'visitor' | 'agent' = 'visitor'): TranscriptEntry[] => [
  { kind: 'message', index: 1, at: 1, id: 'message-1', contentType: 'text', text, party: { id: 1, name: 'x', kind } },
];
const kindsFor = (text: string) => nextOffer(says(text)).map(({ kind }) => kind);

describe('the demo assistant', () => {
  it('greets with what it knows about, and offers that again where it knows nothing', () => {
    expect(nextOffer([])).toMatchObject([{ kind: 'quickReplies', replies: [{ label: 'Delivery' }, {}, {}, {}] }]);
    expect(nextOffer(says('Do you sell spoons?'))).toEqual(nextOffer([]));
  });

  it('shows cards for prices and a list for teas, and nothing beside a courtesy', () => {
    expect(kindsFor('How much is it?')).toEqual(['cards']);
    expect(kindsFor('Which tea is good?')).toEqual(['list']);
    expect(kindsFor('Thank you!')).toEqual([]);
  });

  it('knows an answer to everything that it offers, and offers nothing that a server would refuse', () => {
    const offers = RULES.flatMap(({ offer = [] }) => offer).concat(nextOffer([]));
    const texts = offers.flatMap((part) => {
      expect(v.safeParse(OfferedPart, part).success).toBe(true);
      if (part.kind === 'quickReplies') return part.replies.map(({ text }) => text);
      if (part.kind === 'list') return part.items.map(({ text }) => text);
      return part.cards.flatMap(({ buttons = [] }) => buttons.map((button) => ('text' in button ? button.text : '')));
    });
    expect(refusalOfParts(offers)).toBeNull();
    expect(texts.length).toBeGreaterThan(10);
    for (const text of texts) expect([text, answerTo(text ?? '', 1)]).not.toEqual([text, expect.stringContaining('“')]);
  });

  it('gives no choice the name of a button of the chat', () => {
    const names = [
      'Send',
      'Minimize',
      'Restore',
      'End chat',
      'Close',
      'Start chat',
      'Cancel',
      'Keep chatting',
      'Accept',
    ];
    const offered =
      JSON.stringify(RULES.map(({ offer }) => offer))
        .match(/"label":"[^"]*"/g)
        ?.join() ?? '';
    for (const name of names) expect(offered).not.toContain(name);
  });
});
