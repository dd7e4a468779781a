import { beforeEach, describe, expect, it } from 'vitest';
import { ended, states, talking } from '../../../frame/gallery/states.ts';
import { ada, conversation, joined, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import type { Outgoing } from '../../../frame/session/state.ts';
import { scrollPage } from '../../support/fake-sight.ts';
import { allByRole, byRole, click, nameOf, openStage, press, timesShown } from '../../support/ui-stage.tsx';

const outgoing = (id: string, text: string): Outgoing => ({
  id,
  text,
  contentType: 'text',
  at: 0,
  status: 'sending',
});
const lineWith = (text: string) =>
  [...document.querySelectorAll<HTMLElement>('.message')].find((line) => line.textContent?.includes(text))!;

describe('the conversation', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    scrollPage('chat');
    stage = openStage();
  });

  it('shows the text of each message once', () => {
    stage.live(talking());
    for (const entry of talking().transcript.entries)
      if (entry.kind === 'message') expect(timesShown(entry.text)).toBe(1);
  });

  it('shows a message once that is in the transcript and still in the outbox', () => {
    const transcript = transcriptOf([say('visitor', 'Only once')]);
    stage.live(talking({ transcript, outbox: [outgoing('message-1', 'Only once')] }));
    expect(timesShown('Only once')).toBe(1);
  });

  it('keeps the element of a message from the outbox into the transcript, so that it is read out once', () => {
    stage.live(talking({ transcript: transcriptOf([]), outbox: [outgoing('message-1', 'Hello')] }));
    const before = lineWith('Hello');
    stage.live(talking({ transcript: transcriptOf([say('visitor', 'Hello')]) }));
    expect(lineWith('Hello')).toBe(before);
  });

  it('does not read out the history that is fetched after a restore, and does read what is new', () => {
    const texts = ['One', 'Two', 'Three', 'Four'].map((text) => say(ada, text));
    stage.live(talking({ transcript: transcriptOf(texts.slice(2, 3), 3) }));
    expect(byRole('log').getAttribute('aria-live')).toBe('polite');
    stage.live(talking({ transcript: transcriptOf(texts.slice(0, 3)) }));
    expect(byRole('log').getAttribute('aria-live')).toBe('off');
    stage.live(talking({ transcript: transcriptOf(texts) }));
    expect(byRole('log').getAttribute('aria-live')).toBe('polite');
  });

  it('keeps what was being written when the chat ended, also in a window that was made small since', () => {
    stage.live(ended({ draft: 'Half a thought', window: 'minimized' }));
    stage.live(ended({ draft: 'Half a thought' }));
    expect((byRole('textbox', 'Message') as HTMLTextAreaElement).value).toBe('Half a thought');
  });

  it('tells how far each own message got', () => {
    stage.show(states.sending!);
    expect(lineWith('Wonderful').textContent).toContain('Sent');
    expect(lineWith('On its way').textContent).toContain('Sending…');
    expect(lineWith('Next in line').textContent).toContain('Waiting to go out');
  });

  it('offers to try a refused message again or to discard it', () => {
    stage.show(states.failed!);
    expect(lineWith('refused by the server').textContent).toContain('Not sent');
    click(byRole('button', 'Try again'));
    click(byRole('button', 'Discard'));
    expect(stage.wishes).toEqual([
      { type: 'retryRequested', messageId: 'own-refused' },
      { type: 'discardRequested', messageId: 'own-refused' },
    ]);
    expect(document.activeElement).toBe(byRole('log'));
  });

  it('keeps in sight, after the end, what never arrived', () => {
    stage.show(states['ended-by-error']!);
    expect(lineWith('Never arrived').textContent).toContain('Not sent');
    expect(allByRole('button', 'Try again')).toEqual([]);
  });

  it('takes hostile text for text', () => {
    stage.show(states['hostile-text']!);
    expect(document.querySelectorAll('.message img, .message script, h1 b')).toHaveLength(0);
    expect(timesShown('<img src=x onerror=alert(1)>')).toBe(1);
    expect(document.body.textContent).not.toMatch(/[\u202e\p{Cc}]/u);
  });

  it('says who joined, left and ended', () => {
    stage.show(states['waiting-again']!);
    expect(byRole('log').textContent).toContain('Ada Byron joined the chat');
    expect(byRole('log').textContent).toContain('Ada Byron left the chat');
    stage.live(ended({ reason: 'agent' }));
    expect(byRole('log').textContent).toContain('Ada Byron ended the chat');
    stage.live(ended({ reason: 'leaveRequest' }));
    expect(byRole('log').textContent).toContain('You ended the chat');
  });

  it('says once how the chat ended, with or without the entry in the log', () => {
    const transcript = transcriptOf([joined(ada), { kind: 'sessionEnded', reason: 'agent' }]);
    stage.live(ended({ transcript }));
    expect(timesShown('ended the chat')).toBe(1);
  });

  it('keeps waiting visitors company', () => {
    stage.show(states['waiting-empty']!);
    expect(byRole('log').textContent).toContain('Someone will be with you shortly');
    stage.live(talking());
    expect(byRole('log').textContent).not.toContain('Someone will be with you shortly');
  });

  it('shows who is typing, outside what is read out', () => {
    stage.show(states.typing!);
    expect(timesShown('Ada Byron is typing')).toBe(1);
    expect(byRole('log').textContent).not.toContain('is typing');
  });

  it('says that it reconnects and that nothing is lost', () => {
    stage.show(states.reconnecting!);
    expect(allByRole('status').map((status) => status.textContent)).toContainEqual(
      expect.stringMatching(/^Reconnecting….*is kept/),
    );
  });

  it('has at most 400 elements with 10,000 messages, whichever part of them is drawn', () => {
    const countElements = () => document.querySelectorAll('*').length;
    stage.show(states.huge!);
    expect(timesShown('Message number 10000')).toBe(1);
    expect(countElements()).toBeLessThanOrEqual(400);
    press(byRole('log'), 'Home');
    expect(timesShown('joined the chat')).toBe(1);
    expect(timesShown('Message number 10000')).toBe(0);
    expect(countElements()).toBeLessThanOrEqual(400);
  });

  it('names each message’s author to those who listen', () => {
    stage.live(talking());
    expect(lineWith('Can you see').textContent).toContain('You');
    expect(lineWith('It left the depot').textContent).toContain('Ada Byron');
  });

  it('survives times that are no dates', () => {
    const transcript = transcriptOf([say(ada, 'From another time')]);
    const entries = transcript.entries.map((entry) => ({ ...entry, at: Number.MAX_SAFE_INTEGER }));
    stage.live(talking({ transcript: { ...transcript, entries } }));
    expect(timesShown('From another time')).toBe(1);
  });

  it('reports the newest message as seen while it is in view', () => {
    stage.live(talking({ seenIndex: 2 }));
    expect(stage.wishes).toEqual([{ type: 'conversationSeen' }]);
  });

  it('reports nothing as seen while the page is scrolled away from it, and all of it once it is scrolled back', () => {
    scrollPage('elsewhere');
    stage.live(talking({ seenIndex: 2 }));
    expect(stage.wishes).toEqual([]);
    scrollPage('chat');
    expect(stage.wishes).toEqual([{ type: 'conversationSeen' }]);
  });

  it('calls new what comes while the page is scrolled away from it', () => {
    stage.live(talking());
    scrollPage('elsewhere');
    const { seenIndex } = talking();
    stage.live(talking({ seenIndex, transcript: transcriptOf([...conversation.entries, say(ada, 'Out of sight')]) }));
    scrollPage('chat');
    expect(timesShown('New')).toBe(1);
  });

  it('does not report what was seen already', () => {
    stage.live(talking());
    expect(stage.wishes).toEqual([]);
  });

  it('reports nothing as seen while it is small', () => {
    stage.show(states['minimized-unread']!);
    expect(stage.wishes).toEqual([]);
  });

  it('makes links of web and mail addresses only, opened without a way back', () => {
    stage.live(
      talking({
        transcript: transcriptOf([
          say(ada, 'See https://shop.example/a?b=1. Or javascript:alert(1), data:text/html,x or ask@shop.example!'),
        ]),
      }),
    );
    expect(allByRole('link').map((link) => [nameOf(link), link.getAttribute('href')])).toEqual([
      ['https://shop.example/a?b=1', 'https://shop.example/a?b=1'],
      ['ask@shop.example', 'mailto:ask@shop.example'],
    ]);
    for (const link of allByRole('link')) {
      expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
      expect(link.getAttribute('target')).toBe('_blank');
    }
  });
});
