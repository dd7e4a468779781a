// The language of a chat: named by a request, got before the chat is shown, English where it does not come.

import { describe, expect, it } from 'vitest';
import { createTranslate, LANGUAGE_LIMIT_MS } from '../../../frame/extras/translate.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { createFakeClock, settled } from '../../support/frame-fakes.ts';

const GERMAN = { language: 'de', direction: 'ltr', cancel: 'Abbrechen', send: 'Senden' };

const textsOf = ({ engine }: ReturnType<typeof startEngine>) => engine.state().page.extra?.texts ?? null;

describe('a chat', () => {
  it('is in the language that its request names, with the site’s own words over it', async () => {
    const site = startEngine({ importTexts: async () => GERMAN });
    site.submit('startChat', { localization: { language: 'de-AT', send: 'Los' } });
    await settled();
    expect(site.engine.state().life.phase).toBe('registering');
    expect(textsOf(site)).toEqual({ ...GERMAN, language: 'de-AT', send: 'Los' });
  });

  it('is in English without a word of it, whatever the visitor reads', async () => {
    const site = startEngine();
    site.submit('startChat', { debug: true });
    await settled();
    expect(textsOf(site)).toBeNull();
  });

  it('is in what the visitor reads if it is asked to be', async () => {
    const site = startEngine();
    site.submit('startChat', { localization: { language: 'auto' } });
    await settled();
    expect(textsOf(site)).toEqual({ language: 'en-GB', direction: 'ltr' });
  });

  it.each([
    ['does not come', () => Promise.reject(new TypeError('Failed to fetch')), 'TypeError'],
    ['hangs', () => new Promise<object>(() => {}), 'TimeoutError'],
  ])('is in English where its language %s, and the log says so', async (_what, importTexts, error) => {
    const lines: unknown[][] = [];
    const site = startEngine({ importTexts, print: (_at, ...line) => void lines.push(line) });
    site.submit('startChat', { debug: true, localization: { language: 'ar', title: 'متجرنا' } });
    await settled();
    await site.clock.advance(LANGUAGE_LIMIT_MS);
    await settled();
    expect(site.engine.state().life.phase).toBe('registering');
    expect(textsOf(site)).toEqual({ language: 'en', direction: 'ltr', title: 'متجرنا' });
    expect(lines).toContainEqual(['warn', 'frame', 'localization', 'the texts in ar did not come', error]);
  });

  it('that is restored is in the language that its page names', async () => {
    const first = startEngine({ importTexts: async () => GERMAN });
    first.submit('startChat');
    await settled();
    first.lifecycle.hide();
    const second = startEngine({ storage: first.storage, clock: first.clock, importTexts: async () => GERMAN });
    second.submit('restoreChat', { localization: { language: 'de' } });
    await settled();
    expect(second.engine.state().life.phase).toBe('registering');
    expect(textsOf(second)).toEqual(GERMAN);
  });
});

describe('a language', () => {
  it('that has come is not fetched again', async () => {
    const asked: string[] = [];
    const translate = createTranslate({
      clock: createFakeClock(),
      languages: () => [],
      importTexts: async (name) => {
        asked.push(name);
        return GERMAN;
      },
    });
    await translate({ language: 'de' }, () => {});
    expect(await translate({ language: 'de-CH' }, () => {})).toEqual({ ...GERMAN, language: 'de-CH' });
    expect(asked).toEqual(['de']);
  });

  it('that did not come is asked for again by the next', async () => {
    const answers = [() => Promise.reject(new TypeError('no network')), async () => GERMAN];
    const translate = createTranslate({
      clock: createFakeClock(),
      languages: () => [],
      importTexts: async () => (answers.shift() ?? (async () => ({})))(),
    });
    await translate({ language: 'de' }, () => {});
    expect(await translate({ language: 'de' }, () => {})).toEqual(GERMAN);
  });
});
