// What `chat.update` has changed, laid over the options of the request that it was made to. The chat's own state keeps what
// the request brought; the changes go with it. A language may come late: then the newer words of the site hold.

import type { RpcResult } from '../../protocol/result.ts';
import { ok } from '../../protocol/result.ts';
import type { ExtraOptions } from '../session/state.ts';
import type { updated } from './update.ts';

type Texts = ExtraOptions['texts'];

type Parts = {
  /** What the site has asked for last; null: nothing special. */
  asked: () => ExtraOptions | null;
  check: (before: ExtraOptions | null, options: unknown) => ReturnType<typeof updated>;
  /** In the language that they name. */
  translate: (texts: Texts) => Promise<Texts>;
  remark: (extra: ExtraOptions, remarks: readonly string[]) => void;
  onChange: () => void;
};

export function createOverlay({ asked, check, translate, remark, onChange }: Parts) {
  let base: ExtraOptions | null | undefined;
  let changed: ExtraOptions | null = null;
  /** Of the texts that were given last. */
  let turn = 0;

  const over = (extra: ExtraOptions | null): ExtraOptions | null => (base === extra ? changed : extra);
  function lay(extra: ExtraOptions | null, onto: ExtraOptions): void {
    base = extra;
    changed = onto;
    onChange();
  }

  return {
    options: (): ExtraOptions | null => over(asked()),
    /** `options`: unchecked. Answers when all of it can be seen. */
    async update(options: unknown): Promise<RpcResult<null>> {
      const before = asked();
      const checked = check(over(before), options);
      if (!checked.ok) return checked;
      const { extra, texts, remarks } = checked.value;
      remark(extra, remarks);
      lay(before, extra);
      if (texts === undefined) return ok(null);
      turn += 1;
      const mine = turn;
      const translated = await translate(texts);
      // Another chat, and later words, have texts of their own.
      const now = over(before);
      if (mine === turn && base === before && now) lay(before, { ...now, texts: translated });
      return ok(null);
    },
  };
}
