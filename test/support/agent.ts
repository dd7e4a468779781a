// An agent at the console, in words of what people see and press. Knows the console's accessible names only.

import type { Locator, Page } from '@playwright/test';
import { COMING_BACK_MS } from './coming-back.ts';
import { expect } from './engine-expect.ts';
import type { SomeFile } from './some-files.ts';

export interface Agent {
  page: Page;
  waiting: Locator;
  log: Locator;
  reply: Locator;
  /** Takes the waiting visitor whose line contains this text. */
  accept(text: string): Promise<void>;
  say(text: string): Promise<void>;
  /** The same by the keyboard alone, for many messages in a row. */
  type(text: string): Promise<void>;
  sees(text: string): Promise<void>;
  /** Waits until the visitor has looked at what the agent said. */
  isRead(text: string): Promise<void>;
  /** Waits until the console has its server again. */
  isBack(): Promise<void>;
  attach(...files: SomeFile[]): Promise<void>;
  /** A file in the open chat, by the link that leads to it. */
  file(name: string): Locator;
  /** What the server gives for that link. */
  bytesOf(name: string): Promise<Buffer>;
  end(): Promise<void>;
}

export function createAgent(page: Page): Agent {
  const waiting = page.getByRole('list', { name: 'Waiting' });
  const log = page.getByRole('log', { name: 'Conversation' });
  const reply = page.getByRole('textbox', { name: 'Reply' });

  const file = (name: string) => log.getByRole('link', { name, exact: true }).last();

  return {
    page,
    waiting,
    log,
    reply,
    accept: async (text) => {
      const visitor = waiting.getByRole('listitem').filter({ hasText: text });
      await visitor.getByRole('button', { name: 'Accept' }).click();
      await expect(reply).toBeVisible();
    },
    say: async (text) => {
      await reply.fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
    },
    type: async (text) => {
      await reply.fill(text);
      await reply.press('Enter');
    },
    sees: async (text) => {
      await expect(log).toContainText(text);
    },
    isRead: async (text) => {
      await expect(log).toContainText(new RegExp(`${text}.*Read by the visitor`, 's'));
    },
    isBack: async () => {
      await expect(page.getByText('Connected', { exact: true })).toBeVisible({ timeout: COMING_BACK_MS });
    },
    attach: (...files) => page.locator('input[type=file]').setInputFiles(files),
    file,
    bytesOf: async (name) => {
      await expect(file(name)).toBeVisible();
      const address = (await file(name).getAttribute('href')) ?? '';
      // By the page itself: names that only browsers know are names of the tests. As one text: numbers of a list come singly.
      const dataUrl = await page.evaluate(async (href) => {
        const reader = new FileReader();
        reader.readAsDataURL(await (await fetch(href)).blob());
        await new Promise((done) => reader.addEventListener('loadend', done));
        return String(reader.result);
      }, address);
      return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
    },
    end: async () => {
      await page.getByRole('button', { name: 'End chat' }).click();
    },
  };
}
