// The frame's part of the one log: to the site's function if it gave one, else to the console if it asked for `debug`.
// Knows no chat; what must not be logged (texts, form values, user data, tokens) is not handed to it.

import type { ExtraOptions } from '../session/state.ts';
import type { Hooks } from './hooks.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Log = (level: Level, ...words: unknown[]) => void;

type LogParts = {
  now: () => number;
  /** The options that the chat on this page came with. */
  extra: () => ExtraOptions | null;
  of: (requestId: string) => Hooks;
  /** For the site's developer, on request. */
  toConsole: (...words: unknown[]) => void;
};

export function createLog({ now, extra, of, toConsole }: LogParts) {
  /** With the options of a request that may not have brought a chat yet. */
  function logFor(
    options: Pick<ExtraOptions, 'logger' | 'debug' | 'requestId'> | null,
    ...line: Parameters<Log>
  ): void {
    const [level, ...words] = line;
    if (!options) return;
    const at = new Date(now()).toISOString();
    if (options.logger) void of(options.requestId).call(options.logger, at, level, 'frame', ...words.map(plain));
    else if (options.debug) toConsole(at, level, 'frame', ...words);
  }
  const log: Log = (...line) => logFor(extra(), ...line);
  return { log, logFor };
}

/** What can cross to the host page. */
const plain = (word: unknown): unknown => (word instanceof Error ? `${word.name}: ${word.message}` : word);
