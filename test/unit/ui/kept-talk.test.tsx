import { describe, expect, it } from 'vitest';
import { ada, joined, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import { en } from '../../../frame/locale/en.ts';
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
const kept = (over = {}) => keptTalk({ transcript, agent: ada, ...over }, en, NOW);
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

  it('outlives a time that no calendar has', () => {
    const odd = { ...transcript, entries: transcript.entries.map((entry) => ({ ...entry, at: 9e15 })) };
    expect(() => [asText(kept({ transcript: odd })), asData(kept({ transcript: odd }))]).not.toThrow();
  });
});
