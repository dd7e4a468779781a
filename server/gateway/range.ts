// Which part of a file a player asks for (RFC 9110): one range of bytes. Several at once are answered with the whole.

export type Range = { start: number; end: number };

/** Null: the whole. `end` is the last byte that is meant. */
export function readRange(header: string | undefined, sizeBytes: number): Range | null | 'none of it' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const last = sizeBytes - 1;
  // `-500`: the last five hundred.
  const start = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? last : Math.min(last, Number(to));
  if (from !== '' && to !== '' && Number(to) < start) return null;
  return start > last || (from === '' && Number(to) === 0) ? 'none of it' : { start, end };
}
