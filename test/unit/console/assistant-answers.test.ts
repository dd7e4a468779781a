import { describe, expect, it } from 'vitest';
import { answerTo, firstNameOf, nextWords } from '../../../server/assistant-answers.ts';
import { message, mine } from './console-fixtures.ts';

describe('the assistant answers', () => {
  it.each([
    ['How long does delivery take?', /two to four/],
    ['Can I send it back?', /30 days/],
    ['I want a refund', /30 days|[Rr]eturns/],
    ['When do you open?', /ten to six/],
    ['How much is the teapot?', /€68/],
    ['Are you a bot?', /demo assistant/],
    ['Who are you?', /demo assistant/],
    ['Can I talk to a real person?', /demo assistant/],
    ['thank you!', /welcome/],
    ['bye', /Goodbye/],
    ['hello', /Hello/],
  ])('%s', (text, words) => expect(answerTo(text, 0)).toMatch(words));

  it('the question, not the courtesy around it', () => {
    expect(answerTo('Hello, what does shipping cost? Thanks!', 0)).toMatch(/[Dd]elivery/);
  });

  it('an unknown topic by repeating it, in varied words', () => {
    const answers = [0, 1, 2].map((turn) => answerTo('Do you sell spoons?', turn));
    for (const answer of answers) expect(answer).toContain('“Do you sell spoons”');
    expect(new Set(answers).size).toBe(3);
  });

  it('anything at all with words, within what a message may hold', () => {
    for (const text of ['?', '   .', '😀'.repeat(2_500), 'x'.repeat(5_000), 'constructor', '<script>', 'متى؟']) {
      const answer = answerTo(text, 7);
      expect(answer.length).toBeGreaterThan(10);
      expect(answer.length).toBeLessThan(400);
    }
  });

  it('by the first name from the form, else from the name', () => {
    expect(firstNameOf({ username: 'Grace Hopper', userData: {} })).toBe('Grace');
    expect(firstNameOf({ username: 'x', userData: { firstName: ' Ada ' } })).toBe('Ada');
    expect(firstNameOf({ username: '', userData: { firstName: 7 } })).toBe('');
  });
});

describe('what to say next', () => {
  const session = mine();

  it('greets once when nothing has been said', () => {
    expect(nextWords(session, [])).toMatch(/^Hello Grace! I am the shop's demo assistant/);
    expect(nextWords(session, [message(1, 'Hello Grace!', 'agent')])).toBeNull();
  });

  it('answers with its greeting when the visitor has asked already', () => {
    expect(nextWords(session, [message(1, 'When are you open?')])).toMatch(/^Hello Grace! .*ten to six/);
  });

  it('answers only while the last message is the visitor’s', () => {
    const log = [message(1, 'Hi', 'agent'), message(2, 'thanks')];
    expect(nextWords(session, log)).not.toBeNull();
    expect(nextWords(session, [...log, message(3, 'You are welcome.', 'agent')])).toBeNull();
  });

  it('says nothing after the end', () => {
    const end = { kind: 'sessionEnded', index: 2, at: 0, reason: 'leaveRequest' } as const;
    expect(nextWords(session, [message(1, 'bye'), end])).toBeNull();
  });
});
