import { describe, expect, it } from 'vitest';
import { allAnswers, filledIn, offersFor } from '../../../server/console/canned.ts';

const OPERATORS = [
  { shortcut: 'hello', text: 'Hello {name}! How can I help you?' },
  { shortcut: 'delivery', text: 'We deliver within three days.' },
  { shortcut: 'late', text: 'The delivery is late, sorry.' },
];
const names = (draft: string, own = [] as typeof OPERATORS) =>
  offersFor(allAnswers(OPERATORS, own), draft).map(({ shortcut }) => shortcut);

describe('ready answers', () => {
  it('are offered by a slash at the very beginning and nowhere else', () => {
    expect(names('/')).toEqual(['delivery', 'hello', 'late']);
    expect([names(''), names('hello'), names('and/or'), names('/a/b'), names('/a\nb')]).toEqual([[], [], [], [], []]);
  });

  it('are found by shortcut first, then by their words, in any order', () => {
    expect(names('/deliv')).toEqual(['delivery', 'late']);
    expect(names('/sorry late')).toEqual(['late']);
    expect(names('/HELLO')).toEqual(['hello']);
    expect(names('/nothing')).toEqual([]);
  });

  it("of the agent's own stand for the operator's of the same shortcut", () => {
    const own = [{ shortcut: 'hello', text: 'Hi.' }];
    expect(names('/hello', own)).toEqual(['hello']);
    expect(offersFor(allAnswers(OPERATORS, own), '/hello')).toEqual([{ ...own[0]!, isOwn: true }]);
  });

  it('carry the name of the visitor, and close up where there is none', () => {
    expect(filledIn('Hello {name}! Dear {name}.', 'Grace')).toBe('Hello Grace! Dear Grace.');
    expect(filledIn('Hello {name}!', '$& $1')).toBe('Hello $& $1!');
    expect(filledIn('Hello {name}!', '')).toBe('Hello!');
  });
});
