// The frame's part of the one log: to the site's function if it gave one, else to the console if it asked for `debug`.
// What people write stays out of it: words are ours, and of values only those pass that cannot hold any.

import type { Failure } from '../../protocol/errors.ts';
import type { Settlement } from '../../protocol/rpc.ts';
import type { Log } from '../ports.ts';
import type { ExtraOptions } from '../session/state.ts';
import type { Hooks } from './hooks.ts';

export type LogTarget = Pick<ExtraOptions, 'requestId' | 'logger' | 'debug'>;

type LogParts = {
  now: () => number;
  of: (requestId: string) => Hooks;
  toConsole: (at: string, level: Parameters<Log>[0], ...words: unknown[]) => void;
};

/** Nobody is written to without a target. */
export const createLog =
  ({ now, of, toConsole }: LogParts) =>
  (target: LogTarget | null, ...[level, ...words]: Parameters<Log>): void => {
    if (!target) return;
    const line = [new Date(now()).toISOString(), level, 'frame', ...words.map(withoutSecrets)] as const;
    if (target.logger) void of(target.requestId).call(target.logger, ...line);
    else if (target.debug) toConsole(...line);
  };

/** Failures and outcomes by their codes: descriptions may quote what came. */
function withoutSecrets(word: unknown): unknown {
  if (typeof word !== 'object' || word === null) return word;
  if (word instanceof Error) return word.name;
  const { code, outcome, error } = word as Partial<Failure & Settlement & { error: Failure }>;
  if (typeof code === 'number') return code;
  if (typeof outcome === 'string') return error ? `${outcome} ${error.code}` : outcome;
  return Object.prototype.toString.call(word);
}
