// A visitor at a page with the chat, in words of what people see and press. Knows the accessible names of the
// widget, the demo pages' button and log; knows nothing of how either is made.

import type { FrameLocator, Locator, Page } from '@playwright/test';
import { COMING_BACK_MS } from './coming-back.ts';
import { expect } from './engine-expect.ts';
import type { SomeFile } from './some-files.ts';

/** What the demo page heard from the API; the session of a `done` is left out, it does not cross into the test. */
export type Heard = { type: string; event: HeardEvent };
type HeardEvent = {
  error?: { code: number; description: string };
  reason?: Record<string, true>;
  restored?: boolean;
  content?: { text: string };
  party?: { name: string; type: Record<string, true> };
  isTyping?: boolean;
  index?: number;
} | null;

export type FormValues = { 'First name': string; 'Last name': string; Email: string; Subject: string };

export const ANN: FormValues = {
  'First name': 'Ann',
  'Last name': 'Berg',
  Email: 'ann@example.org',
  Subject: 'A teapot for two',
};

export interface Visitor {
  page: Page;
  /** The widget's own region of the page: where the iframe stands. */
  iframe: Locator;
  /** What stands in it. */
  frame: FrameLocator;
  log: Locator;
  message: Locator;
  chatWithUs: Locator;
  field(name: keyof FormValues): Locator;
  button(name: string): Locator;
  open(url: string): Promise<void>;
  /** Follows a link of the page itself. */
  walkTo(linkName: string): Promise<void>;
  fillForm(values?: FormValues): Promise<void>;
  /** From the page's button to the waiting room. */
  startChat(values?: FormValues): Promise<void>;
  say(text: string): Promise<void>;
  /** The same by the keyboard alone, for many messages in a row. */
  type(text: string): Promise<void>;
  sees(text: string): Promise<void>;
  /** Picks files for the chat, as from the button's file chooser. */
  attach(...files: SomeFile[]): Promise<void>;
  /** A file that stands in the conversation and can be had. */
  file(name: string): Locator;
  end(): Promise<void>;
  heard(): Promise<Heard[]>;
  /** Waits until the page has heard this, and gives the first such event. */
  hears(type: string, text?: string): Promise<HeardEvent>;
}

type DemoWindow = { chatLog?: { type: string; event: unknown }[] };

const readLog = (page: Page): Promise<Heard[]> =>
  page.evaluate(() =>
    ((window as unknown as DemoWindow).chatLog ?? []).map(({ type, event }) => ({
      type,
      event: type === 'done' ? null : JSON.parse(JSON.stringify(event)),
    })),
  );

/** Its title is in the language of the chat: this tells it from other iframes in each of them. */
const FRAME = 'iframe[allow="autoplay"]';

export function createVisitor(page: Page): Visitor {
  const iframe = page.locator(FRAME);
  const frame = page.frameLocator(FRAME);
  const button = (name: string) => frame.getByRole('button', { name });
  const log = frame.getByRole('log', { name: 'Conversation' });
  const message = frame.getByRole('textbox', { name: 'Message' });
  const chatWithUs = page.getByRole('button', { name: 'Chat with us' });
  const field = (name: keyof FormValues) => frame.getByRole('textbox', { name });

  const fillForm = async (values = ANN) => {
    for (const [name, value] of Object.entries(values)) await field(name as keyof FormValues).fill(value);
  };
  const hears = async (type: string, text?: string) => {
    const find = (heard: Heard[]) =>
      heard.find((one) => one.type === type && (!text || one.event?.content?.text === text));
    const timeout = type === 'continued' ? COMING_BACK_MS : 15_000;
    const what = `${type}${text ? ` "${text}"` : ''} in window.chatLog`;
    await expect.poll(async () => find(await readLog(page)) !== undefined, { message: what, timeout }).toBe(true);
    return find(await readLog(page))?.event ?? null;
  };

  return {
    page,
    iframe,
    frame,
    log,
    message,
    chatWithUs,
    field,
    button,
    fillForm,
    hears,
    heard: () => readLog(page),
    open: async (url) => {
      await page.goto(url);
    },
    walkTo: async (linkName) => {
      // The next page's own scripts have run then: what is asked of it is not asked of the one before, or of half a page.
      const arrived = page.waitForEvent('domcontentloaded');
      await page.getByRole('link', { name: linkName, exact: true }).first().click();
      await arrived;
    },
    startChat: async (values = ANN) => {
      await chatWithUs.click();
      await fillForm(values);
      await button('Start chat').click();
      // The one with more patience: a socket that says nothing is given five seconds.
      await hears('done');
      await expect(message).toBeVisible();
    },
    say: async (text) => {
      await message.fill(text);
      await button('Send').click();
    },
    type: async (text) => {
      await message.fill(text);
      await message.press('Enter');
    },
    sees: async (text) => {
      await expect(log).toContainText(text);
    },
    attach: (...files) => frame.locator('input[type=file]').setInputFiles(files),
    file: (name) => log.getByRole('link', { name, exact: true }),
    end: async () => {
      await button('End chat').click();
      await frame.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
    },
  };
}

/** Texts of the given shape in the order in which they stand in a conversation. */
export const textsIn = async (log: Locator, shape: RegExp): Promise<string[]> =>
  ((await log.textContent()) ?? '').match(shape) ?? [];
