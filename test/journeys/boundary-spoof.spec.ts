// Windows around the page and its frame say words of the link to both: none is taken for the chat's or for the site's. Each
// sender says each word in each direction; what would run, answer or break is looked for afterwards.

import type { Frame, Page } from '@playwright/test';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { makeUp, type Path, sayAll, WORDS, watchOther } from '../support/spoof.ts';

type Sender = { name: string; in: Page | Frame; toPage: Path | 'made up'; toFrame: Path };

const addFrame = async (to: Page | Frame, src: string | null): Promise<Frame> => {
  const element = await to.evaluateHandle((address) => {
    const frame = document.createElement('iframe');
    if (address) frame.src = address;
    document.body.append(frame);
    return frame;
  }, src);
  const frame = await element.asElement()?.contentFrame();
  if (!frame) throw new Error(`no frame for ${src}`);
  if (src) await frame.waitForURL(src);
  return frame;
};

/** A call of the page that has to be answered. */
const getAny = async (): Promise<unknown> =>
  (window as unknown as SiteWindow).session.getUserData('any').then(
    () => 'done',
    ({ error }) => error,
  );

test('words of the link from any other window are taken by neither the page nor the frame', async ({
  agent,
  sites,
  context,
}) => {
  // The page has an opener of another site, which stays.
  const opener = await context.newPage();
  await opener.goto(`${sites.blog}/`);
  const plain = await plainPage(context, sites);
  const opened = context.waitForEvent('page');
  await opener.evaluate((url) => Object.assign(window, { site: window.open(url, 'site') }), plain);
  const page = await opened;
  await page.waitForURL(plain);
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: 'Ann among windows' })).toBe('session');
  await agent.accept('Ann among windows');
  const chat = page.frames().at(-1) as Frame;

  const sibling = await addFrame(page, `${sites.chat}/chat.js`);
  const ad = await addFrame(page, `${sites.blog}/`);
  const inOurs = await addFrame(chat, null);
  const inAd = await addFrame(ad, `${sites.chat}/chat.js`);
  const popped = context.waitForEvent('page');
  await page.evaluate((url) => void window.open(url, 'popup'), `${sites.blog}/`);
  const popup = await popped;
  await popup.waitForURL(`${sites.blog}/`);

  /** The chat's number among the page's frames, whose order is not the same in every engine. */
  const at = await page.evaluate(() => {
    const chatFrame = document.querySelector<HTMLIFrameElement>('iframe[title="Chat"]');
    return Array.from({ length: frames.length }, (_, n) => frames[n]).indexOf(chatFrame?.contentWindow as Window);
  });
  const senders: Sender[] = [
    { name: 'a sibling of the chat’s own origin', in: sibling, toPage: ['parent'], toFrame: ['parent', at] },
    { name: 'an advertisement', in: ad, toPage: ['parent'], toFrame: ['parent', at] },
    { name: 'the opener', in: opener, toPage: ['site'], toFrame: ['site', at] },
    { name: 'a popup', in: popup, toPage: ['opener'], toFrame: ['opener', at] },
    { name: 'a script of the page', in: page, toPage: 'made up', toFrame: [at] },
    { name: 'a frame in ours', in: inOurs, toPage: ['parent', 'parent'], toFrame: ['parent'] },
    { name: 'a frame in the advertisement', in: inAd, toPage: ['top'], toFrame: ['top', at] },
  ];

  await page.evaluate(() => {
    const { session } = window as unknown as SiteWindow;
    const heard: string[] = [];
    Object.assign(window, { heard });
    session.onMessageReceived(({ content }) => heard.push(content.text));
    session.onSessionEnded(() => heard.push('ended'));
    session.onError(() => heard.push('error'));
  });
  await page.evaluate(watchOther, true);
  await chat.evaluate(watchOther, false);
  const seen = () =>
    page.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Chat"]');
      return [frame?.style.cssText, (window as unknown as SiteWindow).chat.isMinimized()];
    });
  const before = await seen();
  const said: string[] = [];
  let cases = 0;
  for (const { name, in: sender, toPage, toFrame } of senders) {
    // A script of the page is the page to the frame: its handshake is answered, which the other journey is about.
    const isPage = toPage === 'made up';
    const toItsFrame = isPage ? WORDS.filter((word) => !('type' in word) || !/SYN|ACK/.test(`${word.type}`)) : WORDS;
    if (isPage) await page.evaluate(makeUp, { words: WORDS, origin: sites.chat });
    else await sender.evaluate(sayAll, { words: WORDS, path: toPage });
    await sender.evaluate(sayAll, { words: toItsFrame, path: toFrame });
    cases += WORDS.length + toItsFrame.length;
    // Both directions work as before.
    await agent.type(`past ${name}`);
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard.at(-1)), { message: name })
      .toBe(`past ${name}`);
    said.push(`past ${name}`);
    expect(await page.evaluate(getAny)).toBe('done');
    expect(await sender.evaluate(() => (window as unknown as { came: unknown[] }).came), name).toEqual([]);
  }
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(said);
  expect(await seen()).toEqual(before);
  // Nobody has been answered: neither of the two has said a word of a handshake to the other.
  const words = (in_: Page | Frame) => in_.evaluate(() => (window as unknown as { said: { type?: string }[] }).said);
  expect(await words(page)).toEqual([]);
  expect((await words(chat)).filter(({ type }) => /SYN|ACK/.test(`${type}`))).toEqual([]);
  expect(await ask(page, 'restoreChat', { embedded: true })).toBe('session');
  console.log(`${senders.length} senders, ${cases} cases, none accepted`);
});
