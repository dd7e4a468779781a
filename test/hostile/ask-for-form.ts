// A page that asks for a form of its own, through the chat's public object, and hears what becomes of it.

import type { Page } from '@playwright/test';
import type { Field } from './foreign-forms.ts';

type Failure = { error?: { code: number; description: string } };
type Chat = { startChat(options: object): { fail(hear: (event: Failure) => void): void }; close(): void };
type ChatWindow = { chat: Chat; failure: Promise<Failure> };

/** A function of the site finds each field wrong, in the words that have the number of its name. */
export const askForForm = (page: Page, inputs: Field[], words: readonly string[]): Promise<void> =>
  page.evaluate(
    (given) => {
      const site = window as unknown as ChatWindow;
      const judged = given.inputs.map((input) => ({
        ...input,
        validate: () => given.words[Number(/\d+$/.exec(input.name))],
      }));
      site.failure = new Promise((resolve) => {
        site.chat.startChat({ embedded: true, registration: { inputs: judged } }).fail(resolve);
      });
    },
    { inputs, words },
  );

/** Each of these labels is asked for in a form of its own; gives what was said against it. */
export const refusalsOf = (page: Page, labels: readonly string[]): Promise<Required<Failure>['error'][]> =>
  page.evaluate(async (labels) => {
    const { chat } = window as unknown as ChatWindow;
    const refusals: Required<Failure>['error'][] = [];
    for (const label of labels) {
      const registration = { inputs: [{ name: 'field', label }] };
      const { error } = await new Promise<Failure>((resolve) => {
        chat.startChat({ embedded: true, registration }).fail(resolve);
      });
      refusals.push(error ?? { code: 0, description: 'without words' });
    }
    return refusals;
  }, labels);

/** Gives why the form is gone. */
export const closeForm = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => {
    const { chat, failure } = window as unknown as ChatWindow;
    chat.close();
    return failure.then(({ error }) => error?.code);
  });
