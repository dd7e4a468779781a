import { describe, expect, it } from 'vitest';
import { cards, list, offer, quickReplies, unsent } from '../../../frame/gallery/parts.ts';
import { ended, talking } from '../../../frame/gallery/states.ts';
import { ada, joined, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import { en } from '../../../frame/locale/en.ts';
import type { Ended, Outgoing } from '../../../frame/session/state.ts';
import { asPage } from '../../../frame/ui/after/as-page.ts';
import { asData, asText } from '../../../frame/ui/after/as-text.ts';
import { keptTalk } from '../../../frame/ui/after/kept-talk.ts';
import { NOW } from '../../support/ui-stage.tsx';

const HOSTILE = '</style></script><script>alert(1)</script><img src=x onerror=alert(1)>';
const photo = {
  kind: 'file',
  fileId: 'file-0001',
  name: 'a.jpg',
  mediaType: 'image/jpeg',
  sizeBytes: 1_500_000,
} as const;

const transcript = transcriptOf([
  joined(ada),
  say(ada, 'Hello\nGrace'),
  say('visitor', HOSTILE),
  { ...say('visitor', 'a.jpg'), parts: [photo] },
  { kind: 'sessionEnded', reason: 'agent' },
]);
const kept = (over: Partial<Ended> = {}) => keptTalk(ended({ transcript, ...over }), en, NOW);
const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html');

describe('a conversation that is kept', () => {
  it('as text has who said what, in order, with the size of a file', () => {
    const text = asText(kept());
    expect(text).toContain('Conversation with Ada Byron');
    expect(text).toMatch(/\] \* Ada Byron joined the chat\r\n/);
    expect(text).toMatch(/\] Ada Byron: Hello\r\n {4}Grace\r\n/);
    expect(text).toMatch(/\] Grace: a\.jpg \(1\.5 MB\)\r\n/);
    expect(text).toMatch(/\] \* Ada Byron ended the chat\r\n$/);
  });

  it('as data can be read by a program, times and all', () => {
    const data = JSON.parse(asData(kept()));
    expect(data).toMatchObject({ title: 'Conversation with Ada Byron', language: 'en', isComplete: true });
    expect(data.entries[2]).toMatchObject({ kind: 'message', from: 'visitor', author: 'Grace', text: HOSTILE });
    expect(data.entries[3].files).toEqual([{ name: 'a.jpg', mediaType: 'image/jpeg', sizeBytes: 1_500_000 }]);
    expect(new Date(data.entries[0].at).getTime()).toBe(transcript.entries[0]?.at);
  });

  it('as a page shows words as words, whatever they look like', () => {
    const page = parsed(asPage(kept({ agent: { ...ada, name: HOSTILE } }), { styles: 'p { margin: 0 }' }));
    expect(page.querySelectorAll('script, img')).toHaveLength(0);
    expect([...page.querySelectorAll('.text')].map((element) => element.textContent)).toContain(HOSTILE);
    expect(page.querySelector('h1')?.textContent).toContain(HOSTILE);
  });

  it('as a page may load and run nothing', () => {
    const policy = parsed(asPage(kept(), { styles: '' }))
      .querySelector('meta[http-equiv]')
      ?.getAttribute('content');
    expect(policy).toBe("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
  });

  it('as a page to be printed runs one script of ours and has no style of its own', () => {
    const script = 'https://chat.example/frame/assets/print-here.js';
    const page = parsed(asPage(kept(), { script, print: 'Print' }));
    expect([...page.querySelectorAll('script')].map((element) => element.getAttribute('src'))).toEqual([script]);
    expect(page.querySelectorAll('style')).toHaveLength(0);
    expect(page.querySelector('[data-print]')?.textContent).toBe('Print');
  });

  it('says so where its beginning is not there', () => {
    const late = kept({ transcript: transcriptOf([say(ada, 'Hello')], 40) });
    expect(asText(late)).toContain('Earlier parts of this conversation are left out.');
    expect(JSON.parse(asData(late)).isComplete).toBe(false);
  });

  it('has what cards and lists offered, and where they led', () => {
    const offered = transcriptOf([offer(ada, 'Look here', cards), offer(ada, 'Which?', list, quickReplies)]);
    const talk = kept({ transcript: offered });
    const text = asText(talk);
    expect(text).toContain(
      [
        'Ada Byron: Look here',
        '    - Moss teapot',
        '      Stoneware, 0.8 litres, glazed by hand.',
        '      I take this one',
        '      Look at it (https://shop.example/teapots/1?from=chat)\r\n',
      ].join('\r\n'),
    );
    expect(text).toContain('    - Harbour Street\r\n      Open until 6 p.m.');
    expect(text).not.toContain('javascript:');
    const data = JSON.parse(asData(talk));
    expect(data.entries[0].items[0]).toMatchObject({ title: 'Moss teapot', details: { length: 3 } });
    expect(data.entries[1].items).toHaveLength(5);
    const page = parsed(asPage(talk, { styles: '' })).body.textContent;
    for (const words of ['Moss teapot', 'Look at it (https://', 'Old Town']) expect(page).toContain(words);
  });

  const mine: Outgoing = { id: 'own-0001', text: 'And my\nvase?', contentType: 'text', at: NOW, status: 'waiting' };

  it('has what did not go out, and says so', () => {
    const file = unsent(photo, { code: 52, description: '' });
    const text = asText(kept({ transcript: transcriptOf([say(ada, 'Hello')]), unsent: [mine, file] }));
    expect(text).toContain('You: And my\r\n    vase? (Not sent)\r\n');
    expect(text).toContain('You: a.jpg (1.5 MB) (Not sent)\r\n');
    const during = keptTalk(talking({ transcript, outbox: [mine] }), en, NOW);
    expect(asText(during)).toContain('(Waiting to go out)');
    expect(JSON.parse(asData(during)).entries.at(-1)).toMatchObject({ text: 'And my\nvase?', isSent: false });
    expect(parsed(asPage(during, { styles: '' })).body.textContent).toContain('Waiting to go out');
  });

  it('has once what is in the log and not yet out of the outbox', () => {
    const logged = transcriptOf([say('visitor', 'And my vase?')]);
    const [entry] = logged.entries;
    const outbox = [{ ...mine, id: entry?.kind === 'message' ? entry.id : '' }];
    const talk = keptTalk(talking({ transcript: logged, outbox }), en, NOW);
    expect(talk.lines).toHaveLength(1);
  });

  it('ends as the chat did, though the log has no word of it', () => {
    const lost = kept({ transcript: transcriptOf([say(ada, 'Hello')]), reason: 'error', unsent: [mine] });
    expect(lost.lines.map(({ text }) => text)).toEqual(['Hello', mine.text, en.endedByError]);
    expect(kept().lines).toHaveLength(transcript.entries.length);
  });

  it('outlives a time that no calendar has', () => {
    const odd = { ...transcript, entries: transcript.entries.map((entry) => ({ ...entry, at: 9e15 })) };
    expect(() => [asText(kept({ transcript: odd })), asData(kept({ transcript: odd }))]).not.toThrow();
  });
});
