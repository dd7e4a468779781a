// A tab of the visitor's browser, in whichever engine: its page, what is said in it, what stands on its screen and what the
// page was told. Knows the widget's accessible names and the classes of its messages.

import type { Page } from '@playwright/test';
import { enBeginning } from '../../../frame/locale/en-beginning.ts';
import { enConversation } from '../../../frame/locale/en-conversation.ts';
import type { HostPage, ScreenLine } from '../history-checker.ts';

export type Tab = {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  close(): Promise<void>;
  fillForm(name: string): Promise<void>;
  submitForm(): Promise<void>;
  /** Whether the chat has begun as far as this page knows. Until then there is nothing to write in. */
  isTalking(): Promise<boolean>;
  /** Resolves when the message stands on the screen, however far it has got, with all that stands there. */
  say(text: string): Promise<ScreenLine[]>;
  lines(): Promise<ScreenLine[]>;
  told(): Promise<HostPage['told']>;
  /** For a failure's report: what its page heard of the chat, and what its frame shows. */
  describe(): Promise<string>;
};

const IFRAME = 'iframe[title="Chat"]';
const SCREEN_LIMIT_MS = 15_000;
const LOOK_PAUSE_MS = 50;

/** Where the words for it stand beside a message of the visitor. */
const DELIVERIES: Record<string, ScreenLine['delivery']> = {
  [enConversation.deliveryWaiting]: 'waiting',
  [enConversation.deliverySending]: 'sending',
  [enConversation.deliverySent]: 'sent',
  [enConversation.deliveryDelivered]: 'sent',
  [enConversation.deliveryRead]: 'sent',
  [enConversation.deliveryFailed]: 'failed',
};

type RawLine = { text: string; from: ScreenLine['from']; mark: string };

/** Sent to the frame as text: it sees nothing of this file. */
const readLines = (): RawLine[] =>
  [...document.querySelectorAll('[role=log] .message')].map((message) => {
    const from = (['visitor', 'agent', 'system'] as const).find((kind) => message.classList.contains(kind)) ?? 'system';
    const mark = message.querySelector('.meta > span, .unseen > span')?.textContent ?? '';
    return { text: message.querySelector('.text')?.textContent ?? '', from, mark: mark.trim() };
  });

type DemoWindow = { chatLog?: { type: string; event: { index: number; content?: { text: string } } }[] };

/** Sent to the page as text. */
const readTold = () =>
  ((window as unknown as DemoWindow).chatLog ?? []).flatMap(({ type, event }) =>
    type === 'messageReceived' && event.content ? [{ index: event.index, text: event.content.text }] : [],
  );

const readHeard = () => JSON.stringify((window as unknown as DemoWindow).chatLog ?? 'no chatLog', null, 1);
const readText = () => document.body.innerText;

/** `toFront`: as a person does before writing; Firefox's driver types where the focus is. */
export function createTab(page: Page, toFront: () => Promise<void>): Tab {
  const frame = page.frameLocator(IFRAME);
  const field = (name: string) => frame.getByRole('textbox', { name });
  const message = field('Message');

  const lines = async (): Promise<ScreenLine[]> => {
    const raw = await frame.locator('body').evaluate(readLines);
    return raw.map(({ text, from, mark }) => {
      const delivery = from === 'visitor' ? DELIVERIES[mark] : 'sent';
      if (!delivery) throw new Error(`A message with the unknown mark ${JSON.stringify(mark)}`);
      return { text, from, delivery };
    });
  };
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    close: () => page.close(),
    async fillForm(name) {
      await toFront();
      await page.getByRole('button', { name: 'Chat with us' }).click();
      await field('First name').fill(name);
      await field('Subject').fill('Faults');
    },
    submitForm: () => frame.getByRole('button', { name: 'Start chat' }).click(),
    async isTalking() {
      for (;;) {
        const text = await frame.locator('body').evaluate(readText);
        if (text.includes(enBeginning.connecting)) return false;
        // Until something is drawn, nobody knows.
        if (text.trim() !== '') return true;
        await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
      }
    },
    async say(text) {
      await toFront();
      await message.fill(text);
      await message.press('Enter');
      const giveUpAtMs = Date.now() + SCREEN_LIMIT_MS;
      for (;;) {
        const shown = await lines();
        if (shown.some((line) => line.text === text)) return shown;
        if (Date.now() > giveUpAtMs) throw new Error(`${text} was said and does not stand on the screen.`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
      }
    },
    lines,
    told: () => page.evaluate(readTold),
    async describe() {
      const heard = await page.evaluate(readHeard).catch(String);
      return `heard ${heard}\nshows ${await frame.locator('body').evaluate(readText).catch(String)}`;
    },
  };
}
