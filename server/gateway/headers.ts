// The response headers that keep each kind of document to what it needs. Texts only; who gets which is decided
// where the documents are served.

import { type Origins, socketOrigin } from '../origins.ts';

type HeaderTable = Readonly<Record<string, string>>;

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join(';');

/** Powers that the page around could hand on to the frame, and that would hurt a visitor most. */
const NO_POWERS = ['camera', 'geolocation', 'microphone', 'payment'].map((feature) => `${feature}=()`).join(',');

const EVERY_DOCUMENT: HeaderTable = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': NO_POWERS,
};

/** What the build says of the frame's document. */
export type FrameBuild = { hash: string; scriptHashes: readonly string[]; styleHashes: readonly string[] };

const quoted = (hashes: readonly string[]) => hashes.map((hash) => `'${hash}'`).join(' ');
const orNone = (sources: readonly string[]) => (sources.length > 0 ? sources.join(' ') : "'none'");

/**
 * The frame: its inlined script and style by hash, lazy chunks by their path (a hash alone would block `import()`,
 * and 'self' would also allow what people upload), and only the listed sites around it.
 */
export function frameHeaders(origins: Origins, origin: string, build: FrameBuild): HeaderTable {
  return {
    ...EVERY_DOCUMENT,
    'content-security-policy': policy({
      'default-src': "'none'",
      'script-src': `${quoted(build.scriptHashes)} ${origin}/frame/`.trim(),
      'style-src': orNone([quoted(build.styleHashes)].filter(Boolean)),
      'connect-src': [origin, ...origins.servers].map((server) => `${server} ${socketOrigin(server)}`).join(' '),
      'img-src': `${[origin, ...origins.servers, ...origins.images].join(' ')} blob:`,
      // Without any, `default-src` says the same.
      ...(origins.fonts.length > 0 && { 'font-src': origins.fonts.join(' ') }),
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': orNone(origins.allowedSites),
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    }),
    // So that a cross-origin isolated site can embed the chat.
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

export const consoleHeaders = (origins: Origins, origin: string): HeaderTable => ({
  ...EVERY_DOCUMENT,
  'content-security-policy': policy({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': ["'self' data: blob:", ...origins.images].join(' '),
    'media-src': "'self' blob:",
    'font-src': "'self'",
    'connect-src': `'self' ${socketOrigin(origin)}`,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  }),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
});

/** A page of ours that does nothing. */
export const plainHeaders: HeaderTable = {
  ...EVERY_DOCUMENT,
  'content-security-policy': policy({ 'default-src': "'none'", 'base-uri': "'none'", 'frame-ancestors': "'none'" }),
};

/** Scripts that run on strangers' pages, isolated ones too. */
export const sharedHeaders: HeaderTable = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** What has an age may be kept by everybody (RFC 9111), so it does not say so. */
export const IMMUTABLE = 'max-age=31536000, immutable';
export const REVALIDATED = 'no-cache';
/** The loader keeps its address for ever: minutes old at most, and a stale one still works. */
export const LOADER = 'max-age=300, stale-while-revalidate=86400';
/** Answers about people are nobody's to keep. */
export const PRIVATE = 'no-store';
