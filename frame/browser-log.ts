// Where the log goes for a site's developer who asked for it and gave no function of their own.

export const browserLog = (...words: unknown[]): void => {
  // biome-ignore lint/suspicious/noConsole: the option `debug` asks for it
  console.debug('[chat]', ...words);
};
