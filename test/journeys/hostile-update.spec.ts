// Titles and texts that a site changes while the chat is there: each hostile text goes the whole way, through the page's
// call and the frame's check of it, and runs nowhere.

import type { Page } from '@playwright/test';
import { cut } from '../hostile/foreign-entries.ts';
import { createTally, engineOf, standingAt, textsFor } from '../hostile/tally.ts';
import { achievedIn, NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';

type Failure = { error: { code: number; description: string } };
type ChatWindow = { chat: { update(options: object): Promise<unknown> } };

const PLACES: [place: string, css: string, what: string, form: (text: string) => string][] = [
  ['title of the window', 'header h1 bdi', 'textContent', (text) => cut(text, 200)],
  ['name of the region', '.widget', 'aria-label', (text) => cut(text, 200)],
  ['words over the form', 'form [role=status]', 'textContent', (text) => text],
  ['button that begins', '[type=submit]', 'textContent', (text) => text],
  ['button without words', 'header button.round', 'aria-label', (text) => text],
  ['usual label', 'label[for=firstname] bdi', 'textContent', (text) => text],
];

/** Not faster than the frame takes calls. Gives what was said against it; null: nothing. */
const update = (page: Page, options: object): Promise<Failure['error'] | null> =>
  page.evaluate(async (given) => {
    const { chat } = window as unknown as ChatWindow;
    await new Promise((next) => setTimeout(next, 50));
    return chat.update(given).then(
      () => null,
      ({ error }: Failure) => error,
    );
  }, options);

test('hostile titles and texts of a running chat run nowhere; what is too long is refused by its name', async ({
  visitor,
  sites,
  context,
  browserName,
  driver,
}) => {
  test.setTimeout(240_000);
  const { page } = visitor;
  const seen = await watch(context, page);
  await visitor.open(`${sites.shop}/about.html`);
  await visitor.chatWithUs.click();
  await visitor.field('Subject').fill('x');
  const texts = textsFor(engineOf(browserName, driver));
  const tally = createTally(texts);
  const root = visitor.frame.locator(':root');
  const spots = PLACES.map(([, css, what]) => [css, what] as const);

  for (const text of texts) {
    const words = text.slice(0, 1_000);
    const localization = { registrationIntro: words, startChat: words, minimize: words, firstName: words };
    expect(await update(page, { ui: { title: cut(text, 200) }, localization }), text).toBe(null);
    const found = await standingAt(root, spots);
    for (const [at, [place, , , form]] of PLACES.entries()) {
      tally.stand(place, [text], found[at] ?? new Set(), (text) => form(text.slice(0, 1_000)));
    }
  }
  const tooLong = await update(page, { ui: { title: `${texts[0]}`.repeat(200) } });
  expect(tooLong).toMatchObject({ code: 306, description: expect.stringContaining('ui.title: expected <=200') });
  expect(await achievedIn(root)).toEqual(NOTHING);
  expect(await achievedIn(page.locator(':root'))).toMatchObject({ ran: 0, stopped: [], links: [], dialogs: [] });
  expect(seen).toEqual(UNTOUCHED);
  tally.closes(
    'titles and texts that change',
    PLACES.map(([place]) => place),
  );
});
