// Every hostile text in every place of a form of the site's own, and beside its fields: nothing runs, and a link that leads
// to no page is refused with words that say where it stands.

import { askForForm, closeForm, refusalsOf } from '../hostile/ask-for-form.ts';
import { cut } from '../hostile/foreign-entries.ts';
import { asDrawn, formOf, isRefused, LABELS, TEXTS_A_FORM } from '../hostile/foreign-forms.ts';
import { PAYLOADS } from '../hostile/payloads.ts';
import { createTally, engineOf, standing, textsFor } from '../hostile/tally.ts';
import { achievedIn, NOTHING, UNTOUCHED, watch } from '../hostile/watch.ts';
import { expect, test } from '../support/site-test.ts';

const same = (text: string) => text;
/** Of some texts nothing is to be seen. */
const said = (text: string) =>
  /[^\s\p{Cc}\p{Cf}]/u.test(text) ? cut(text, 500) : 'This does not have the expected form.';

/** Where the very words stand: as text, as an attribute or as a property. */
const AS_GIVEN: [place: string, css: string, what: string, form: (text: string) => string][] = [
  ['placeholder', 'input[placeholder]', 'placeholder', (text) => cut(text, 300)],
  ['kind of completion', 'input[placeholder]', 'autocomplete', (text) => cut(text, 100)],
  ['first value of a line', 'input[placeholder]', 'value', same],
  ['first value of several lines', 'textarea', 'value', same],
  ['words of a choice', 'option', 'textContent', same],
  ['value of a choice', 'option', 'value', same],
];
const LABELLED = Object.entries(LABELS);
const WRONG = ['what the site finds wrong', 'list of what is wrong'];
const PLACES = [...AS_GIVEN.map(([place]) => place), ...LABELLED.map(([place]) => place), ...WRONG];

test('hostile texts in labels, placeholders, values, choices and judgements of a form run nowhere', async ({
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
  await visitor.hears('fail');
  const texts = textsFor(engineOf(browserName, driver));
  const tally = createTally(texts);
  const root = visitor.frame.locator(':root');

  for (let from = 0; from < texts.length; from += TEXTS_A_FORM) {
    const part = texts.slice(from, from + TEXTS_A_FORM);
    await askForForm(page, formOf(part), part);
    const fields = part.length * 3 + 1;
    await expect.poll(() => visitor.frame.locator('.field').count()).toBe(fields);
    for (const [place, css, what, form] of AS_GIVEN) tally.stand(place, part, await standing(root, css, what), form);
    const labels = await standing(root, '.field label bdi');
    for (const [place, label] of LABELLED) {
      const allowed = part.filter((text) => !isRefused(label(text)));
      tally.stand(place, allowed, labels, (text) => asDrawn(label(text)));
    }
    await visitor.button('Start chat').click();
    await expect.poll(() => visitor.frame.locator('.field .error').count()).toBe(fields);
    tally.stand('what the site finds wrong', part, await standing(root, '.field .error'), said);
    const listed = await standing(root, '.several a');
    const drawn = (text: string) => asDrawn(isRefused(cut(text, 300)) ? 'Left out' : cut(text, 300));
    tally.stand('list of what is wrong', part, listed, drawn);
    expect(await achievedIn(root), `payloads from ${from}`).toEqual(NOTHING);
    expect(await closeForm(page)).toBe(304);
  }

  for (const [place, label] of LABELLED) {
    const refused = texts.filter((text) => isRefused(label(text)));
    for (const [at, { code, description }] of (await refusalsOf(page, refused.map(label))).entries()) {
      expect(code, refused[at]).toBe(306);
      expect(description).toContain('registration.inputs.0.label: expected a link to a web page, received "');
      tally.refuses(place, refused[at]!);
    }
  }
  // In the page there is the chat's iframe, which no text may make.
  expect(await achievedIn(page.locator(':root'))).toMatchObject({ ran: 0, stopped: [], links: [], dialogs: [] });
  expect(seen).toEqual(UNTOUCHED);
  tally.closes('forms', PLACES);
});

test('a form that takes labels for HTML, or addresses as they are, is caught', async ({ visitor, sites, context }) => {
  await watch(context, visitor.page);
  await visitor.open(`${sites.shop}/about.html`);
  await visitor.chatWithUs.click();
  await visitor.field('Subject').fill('x');
  const root = visitor.frame.locator(':root');
  expect(await achievedIn(root)).toEqual(NOTHING);
  await root.evaluate((_root, texts) => {
    for (const text of texts) {
      const label = document.createElement('label');
      document.querySelector('form')?.append(label);
      const link = document.createElement('a');
      link.href = text;
      label.append(link);
      try {
        label.insertAdjacentHTML('beforeend', text);
      } catch {
        // The frame's policy takes no HTML at all, and tells.
      }
    }
  }, PAYLOADS);
  await expect.poll(async () => (await achievedIn(root)).stopped.length).toBe(PAYLOADS.length);
  expect((await achievedIn(root)).links.length).toBeGreaterThan(10);
});
