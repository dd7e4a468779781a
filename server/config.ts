// The operator's choices: a JSON file, overruled by the environment. Whatever is wrong is said with the file, the
// key, what was expected and what came. Reads files and the environment that it is given; opens nothing else.

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describeIssue } from '../protocol/describe.ts';
import { type Config, OperatorFile } from './config-schema.ts';

/** Something that the operator has to change; shown without a stack. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_FILE = './tagalong.config.json';

const list = (text: string): string[] => text.split(',').map((item) => item.trim());
/** What is not a number stays a text, so that the check can quote it. */
const number = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text);

const VARIABLES: readonly (readonly [name: string, key: keyof Config, read: (text: string) => unknown])[] = [
  ['HOST', 'host', String],
  ['PORT', 'port', number],
  ['CHAT_ORIGINS', 'chatOrigins', list],
  ['ALLOWED_SITES', 'allowedSites', list],
  ['CHAT_SERVERS', 'servers', list],
  ['FRAME_ORIGINS', 'frameOrigins', list],
  ['FONT_ORIGINS', 'fontOrigins', list],
  ['DATABASE_FILE', 'databaseFile', String],
];

function readOperatorFile(environment: Environment): { name: string; content: unknown } {
  const chosen = environment.TAGALONG_CONFIG;
  const name = chosen || DEFAULT_FILE;
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (cause) {
    if (!chosen) return { name, content: {} };
    throw new ConfigError(`TAGALONG_CONFIG: expected a readable file, received ${name} (${(cause as Error).message}).`);
  }
  try {
    return { name, content: JSON.parse(text) };
  } catch (cause) {
    throw new ConfigError(`${name}: expected JSON, received something else (${(cause as Error).message}).`);
  }
}

function check(source: string, content: unknown): Config {
  // An array is an object too, and an empty one would pass for an empty file.
  if (Array.isArray(content)) throw new ConfigError(`${source}: the file: expected Object, received Array`);
  const checked = v.safeParse(OperatorFile, content);
  if (checked.success) return checked.output;
  throw new ConfigError(checked.issues.map((issue) => `${source}: ${describe(issue)}`).join('\n'));
}

/** What stands in the place of a hash may be the password itself: it is not quoted. */
function describe(issue: v.BaseIssue<unknown>): string {
  const isSecret = issue.path?.at(-1)?.key === 'passwordHash' && typeof issue.input === 'string';
  if (!isSecret) return describeIssue(issue, 'the file');
  return describeIssue({ ...issue, expected: issue.message, received: `${issue.input.length} characters` });
}

/** Each variable is checked by itself, so that an error names the variable and not the file. */
function fromEnvironment(environment: Environment): Partial<Config> {
  const chosen: [string, unknown][] = [];
  for (const [name, key, read] of VARIABLES) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    const config = check(`environment variable ${name}`, { [key]: read(text) });
    chosen.push([key, config[key]]);
  }
  return Object.fromEntries(chosen);
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

export const isLoopback = (host: string): boolean => LOOPBACK.has(host) || /^127(\.\d{1,3}){3}$/.test(host);

/** Anyone who reaches a console without accounts can read every chat. */
export function refuseOpenConsole(config: Config): void {
  if (config.agents.length > 0 || isLoopback(config.host)) return;
  throw new ConfigError(
    `host: expected a loopback address such as 127.0.0.1, because no agent accounts are configured and the console ` +
      `would be open to everyone; received ${config.host}. Add agents to the operator's file; ` +
      `"node dist/server/main.js hash-password" makes the hash of a password.`,
  );
}

export function loadConfig(environment: Environment): Config {
  const { name, content } = readOperatorFile(environment);
  const config: Config = { ...check(name, content), ...fromEnvironment(environment) };
  refuseOpenConsole(config);
  return config;
}

/** The configuration of an empty file. */
export const defaultConfig = (): Config => check('defaults', {});
