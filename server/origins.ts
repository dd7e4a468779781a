// Which names this server answers to, and what each is: a chat origin, or a site of the demonstration. Everything
// else is refused, so that a foreign name that points at us (DNS rebinding) reads nothing.

import type { Config } from './config-schema.ts';

export type Origins = {
  chat: readonly string[];
  allowedSites: readonly string[];
  /** Chat servers beside this one, to which its frames may talk. */
  servers: readonly string[];
  /** Where frames come from that may talk to this server: its own chat origins and others. */
  frames: readonly string[];
  /** Where pictures on cards may come from, besides the chat servers. */
  images: readonly string[];
  /** Where the fonts of sites' themes may come from. */
  fonts: readonly string[];
  /** By host. Empty unless the demonstration runs. */
  demo: ReadonlyMap<string, DemoSite>;
};

/** `folder`: below the demonstration's directory. */
export type DemoSite = { folder: 'shop' | 'blog'; chatOrigin: string };

export type HostRole = { role: 'chat'; origin: string } | { role: 'demo'; site: DemoSite } | { role: 'unknown' };

export function resolveOrigins(config: Config, port: number, demo: boolean): Origins {
  // Through URL, because browsers leave out the port 80.
  const at = (name: string) => new URL(`http://${name}:${port}`).origin;
  const hostAt = (name: string) => new URL(at(name)).host;
  const sites: [string, DemoSite][] = [
    [hostAt('localhost'), { folder: 'shop', chatOrigin: at('127.0.0.1') }],
    [hostAt('shop.localhost'), { folder: 'shop', chatOrigin: at('chat.localhost') }],
    [hostAt('blog.localhost'), { folder: 'blog', chatOrigin: at('chat.localhost') }],
  ];
  const chat = config.chatOrigins ?? [at('127.0.0.1'), at('chat.localhost')];
  return {
    chat,
    servers: config.servers,
    images: config.imageOrigins,
    fonts: config.fontOrigins,
    frames: [...chat, ...config.frameOrigins],
    allowedSites: config.allowedSites ?? [at('localhost'), at('shop.localhost'), at('blog.localhost')],
    demo: new Map(demo ? sites : []),
  };
}

export function roleOfHost(origins: Origins, host: string | undefined): HostRole {
  const name = (host ?? '').toLowerCase();
  const origin = origins.chat.find((candidate) => new URL(candidate).host === name);
  if (origin) return { role: 'chat', origin };
  const site = origins.demo.get(name);
  return site ? { role: 'demo', site } : { role: 'unknown' };
}

/** The socket's address of an origin: `http` becomes `ws`. */
export const socketOrigin = (origin: string): string => origin.replace(/^http/, 'ws');
