// The door for bundlers. Touches no window when it is imported, nor when the chat object is made: only calls do.

import { LINK_VERSION } from '../protocol/version.ts';
import type { ChatApi } from './api.ts';
import { createBrowserChat } from './browser-chat.ts';
import { createFrameSlot } from './frame-element.ts';

export type * from '../protocol/api-events.ts';
export { CHAT_ERRORS, type Failure, type FailureName } from '../protocol/errors.ts';
export type * from './api.ts';
export type * from './api-data.ts';
export type * from './api-transport.ts';

export type ChatSetup = {
  /** Where chat server and frame live: scheme, name and port. */
  origin: string;
  /** The operator's deployment; `default` if left out. */
  deployment?: string | undefined;
};

const made = new Map<string, ChatApi>();

/**
 * The chat object of an origin and a deployment; the same one each time, because a page has one chat.
 *
 * @example
 * import { createChat } from 'tagalong';
 *
 * const chat = createChat({ origin: 'https://chat.example.com' });
 * chat.restoreChat({ embedded: true }).done((session) => session.sendMessage('Back again'));
 */
export function createChat({ origin, deployment = 'default' }: ChatSetup): ChatApi {
  const { origin: exact } = new URL(origin);
  const key = `${exact} ${deployment}`;
  const chat =
    made.get(key) ?? createBrowserChat(createFrameSlot(`${exact}/frame/v${LINK_VERSION}/`), exact, deployment);
  made.set(key, chat);
  return chat;
}
