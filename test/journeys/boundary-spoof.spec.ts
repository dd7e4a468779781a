// Windows around the page and its frame say words of the link to both: none is taken for the chat's or for the site's. Each
// sender says each word in each direction; what would run, answer or break is looked for afterwards.

import type { Locator, Page } from '@playwright/test';
import type { Agent } from '../support/agent.ts';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, type Sites, sharedTest as test } from '../support/site-test.ts';
import { makeUp, type Path, sayAll, WORDS, watchOther } from '../support/spoof.ts';

/** `root`: of the document that speaks. */
type Sender = { name: string; root: Locator; toPage: Path | 'made up'; toFrame: Path };

type Spoofed = { page: Page; chat: Locator; agent: Agent; sites: Sites };

/** A talk, and everything watched that a false word could bring about. */
async function beginTalk({ page, chat, agent }: Spoofed, name: string): Promise<void> {
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: name })).toBe('session');
  await agent.accept(name);
  await page.evaluate(() => {
    const { session } = window as unknown as SiteWindow;
    const heard: string[] = [];
    Object.assign(window, { heard });
    session.onMessageReceived(({ content }) => heard.push(content.text));
    session.onSessionEnded(() => heard.push('ended'));
    session.onError(() => heard.push('error'));
  });
  await page.locator(':root').evaluate(watchOther, true);
  await chat.evaluate(watchOther, false);
}

/** The chat's number among the page's frames, whose order is not the same in every engine. */
const placeOfChat = (page: Page) =>
  page.evaluate(() => {
    const chat = document.querySelector<HTMLIFrameElement>('iframe[title="Chat"]');
    return Array.from({ length: frames.length }, (_, n) => frames[n]).indexOf(chat?.contentWindow as Window);
  });

const seen = (page: Page) =>
  page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Chat"]');
    return [frame?.style.cssText, (window as unknown as SiteWindow).chat.isMinimized()];
  });

/** A call of the page that has to be answered. */
const getAny = async (): Promise<unknown> =>
  (window as unknown as SiteWindow).session.getUserData('any').then(
    () => 'done',
    ({ error }) => error,
  );

async function nobodyIsBelieved({ page, chat, agent, sites }: Spoofed, senders: Sender[]): Promise<void> {
  const before = await seen(page);
  const said: string[] = [];
  const heard = () => page.evaluate(() => (window as unknown as SiteWindow).heard);
  let cases = 0;
  for (const { name, root, toPage, toFrame } of senders) {
    // A script of the page is the page to the frame: its handshake is answered, which other journeys are about.
    const isPage = toPage === 'made up';
    const toItsFrame = isPage ? WORDS.filter((word) => !/SYN|ACK/.test(`${word.type}`)) : WORDS;
    if (isPage) await root.evaluate(makeUp, { words: WORDS, origin: sites.chat });
    else await root.evaluate(sayAll, { words: WORDS, path: toPage });
    await root.evaluate(sayAll, { words: toItsFrame, path: toFrame });
    cases += WORDS.length + toItsFrame.length;
    // Both directions work as before.
    await agent.type(`past ${name}`);
    said.push(`past ${name}`);
    await expect.poll(heard, { message: name }).toEqual(said);
    expect(await page.evaluate(getAny)).toBe('done');
    expect(await root.evaluate(() => (window as unknown as { came: unknown[] }).came), name).toEqual([]);
  }
  expect(await seen(page)).toEqual(before);
  // Nobody has been answered: neither of the two has said a word of a handshake to the other.
  const words = (root: Locator) =>
    root.evaluate(() => (window as unknown as { said: { type?: string }[] }).said.map(({ type }) => `${type}`));
  expect(await words(page.locator(':root'))).toEqual([]);
  expect((await words(chat)).filter((type) => /SYN|ACK/.test(type))).toEqual([]);
  expect(await heard()).toEqual(said);
  expect(await ask(page, 'restoreChat', { embedded: true })).toBe('session');
  console.log(`${senders.length} senders, ${cases} cases, none accepted`);
}

/** A frame in the document of `root`, known by its class. */
const addFrame = (root: Locator, name: string, src = '') =>
  root.evaluate(
    (_, [className, address]) =>
      new Promise<void>((resolve) => {
        const frame = document.createElement('iframe');
        frame.className = className;
        if (address) frame.src = address;
        frame.onload = () => resolve();
        document.body.append(frame);
      }),
    [name, src] as const,
  );

test('words of the link from frames around ours, in ours, and made up by a script are taken by nobody', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  const spoofed = { page, chat: visitor.frame.locator(':root'), agent, sites };
  await beginTalk(spoofed, 'Ann among frames');
  const site = page.locator(':root');
  await addFrame(site, 'sibling', `${sites.chat}/chat.js`);
  await addFrame(site, 'ad', `${sites.blog}/`);
  await addFrame(spoofed.chat, 'inner');
  const ad = page.frameLocator('.ad');
  await addFrame(ad.locator(':root'), 'inner', `${sites.chat}/chat.js`);
  const at = await placeOfChat(page);
  const inner = (frame: typeof ad) => frame.frameLocator('.inner').locator(':root');
  await nobodyIsBelieved(spoofed, [
    {
      ...{ name: 'a sibling of the chat’s own origin', root: page.frameLocator('.sibling').locator(':root') },
      ...{ toPage: ['parent'], toFrame: ['parent', at] },
    },
    { name: 'an advertisement', root: ad.locator(':root'), toPage: ['parent'], toFrame: ['parent', at] },
    { name: 'a script of the page', root: site, toPage: 'made up', toFrame: [at] },
    { name: 'a frame in ours', root: inner(visitor.frame), toPage: ['parent', 'parent'], toFrame: ['parent'] },
    { name: 'a frame in the advertisement', root: inner(ad), toPage: ['top'], toFrame: ['top', at] },
  ]);
});

test('words of the link from the page’s opener and from a window that it has opened are taken by nobody', async ({
  agent,
  sites,
  context,
}) => {
  const opener = await context.newPage();
  await opener.goto(`${sites.blog}/`);
  const plain = await plainPage(context, sites);
  const opened = context.waitForEvent('page');
  await opener.evaluate((url) => Object.assign(window, { site: window.open(url, 'site') }), plain);
  const page = await opened;
  await page.waitForURL(plain);
  const spoofed = { page, chat: page.frameLocator('iframe[title="Chat"]').locator(':root'), agent, sites };
  await beginTalk(spoofed, 'Ann among windows');
  const popped = context.waitForEvent('page');
  await page.evaluate((url) => void window.open(url, 'popup'), `${sites.blog}/`);
  const popup = await popped;
  await popup.waitForURL(`${sites.blog}/`);
  const at = await placeOfChat(page);
  await nobodyIsBelieved(spoofed, [
    { name: 'the opener', root: opener.locator(':root'), toPage: ['site'], toFrame: ['site', at] },
    { name: 'a popup', root: popup.locator(':root'), toPage: ['opener'], toFrame: ['opener', at] },
  ]);
});
