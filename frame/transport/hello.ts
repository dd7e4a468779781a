// What every channel makes of the server's answer to its first words.

import * as v from 'valibot';
import { Opened, Resumed } from '../../protocol/server.ts';
import type { Answer, Channel, ChannelOpening, Hello } from './transport.ts';

/** An answer that is not of the protocol counts as none: it is asked again rather than trusted. */
export function openingOf(hello: Hello, answer: Answer<unknown>, channel: Channel): ChannelOpening {
  if (!answer.ok) {
    const { ok: _, ...refusal } = answer;
    return { outcome: 'refused', ...refusal };
  }
  const checked = hello.type === 'open' ? v.safeParse(Opened, answer.value) : v.safeParse(Resumed, answer.value);
  return checked.success ? { outcome: 'opened', channel, value: checked.output } : { outcome: 'unreachable' };
}

/** Messages of kinds that this version does not know may be ignored: a newer server is one version ahead at most. */
export const isUnknownKind = (message: unknown, known: readonly string[]): boolean =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  typeof message.type === 'string' &&
  !known.includes(message.type);
