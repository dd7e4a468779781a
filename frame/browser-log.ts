// Where the log goes for a site's developer who asked for it and gave no function of their own.

import type { Log } from './ports.ts';

/** As `createLog` in extras/log.ts writes a line: the time, the level, and so on. */
export const browserLog = (at: string, level: Parameters<Log>[0], ...words: unknown[]): void => {
  // biome-ignore lint/suspicious/noConsole: the option `debug` asks for it
  console[level](at, level, ...words);
};
