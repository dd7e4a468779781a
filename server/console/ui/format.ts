// Times, durations and links as people read them.

const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const formatTime = (at: number): string => time.format(at);
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export const formatDate = (at: number): string => date.format(at);
export const formatDayAndTime = (at: number): string => dayAndTime.format(at);

const DAY_MS = 86_400_000;

export function formatDay(at: number, now: number): string {
  const name = new Date(at).toDateString();
  if (name === new Date(now).toDateString()) return 'Today';
  return name === new Date(now - DAY_MS).toDateString() ? 'Yesterday' : day.format(at);
}

/** `0:07`, `12:40`, `1:02:09`: what a waiting visitor's clock says. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

const SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:', 'tel:'];

/** Only what shows a page, writes a letter or calls: an address from a stranger may be anything. */
export function safeLink(url: string): string | null {
  try {
    const { protocol, href } = new URL(url);
    return SCHEMES.includes(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** A path on this page's own server, or nothing: `//elsewhere` is a path to look at. */
export const ownPath = (path: string): string | null => (/^\/(?![/\\])/.test(path) ? path : null);

/** `firstName` and `first_name` as `First name`. */
export function formatKey(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Up to two letters that stand for a name; whole characters, also of scripts beyond the basic plane. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
