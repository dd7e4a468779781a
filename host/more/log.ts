// The host page's side of the log. What the site writes about itself never goes in: names of options and codes do,
// their contents do not.

import type { Logger } from '../api-data.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Log = (level: Level, ...words: unknown[]) => void;

export const createLog =
  (logger: Logger | undefined, isWanted: boolean): Log =>
  (level, ...words) => {
    const line = [new Date().toISOString(), level, 'host', ...words];
    try {
      if (typeof logger === 'function') logger(...line);
      // biome-ignore lint/suspicious/noConsole: it was asked for
      else if (isWanted) console[level](...line);
    } catch (error) {
      reportError(error);
    }
  };
