// What `chat.update` lays over the options of a chat, and words of a language that come late.

import { describe, expect, it } from 'vitest';
import { createOverlay } from '../../../frame/extras/overlay.ts';
import { updated } from '../../../frame/extras/update.ts';
import type { ExtraOptions } from '../../../frame/session/state.ts';

type Texts = ExtraOptions['texts'];

const request = (requestId: string): ExtraOptions => ({
  ...{ requestId, method: 'startChat', place: 'page', ui: true, registration: null },
  ...{ transport: null, texts: null, logger: null, debug: false },
});

/** Languages come when a test says so. */
function openPage(first: ExtraOptions | null = request('first')) {
  const page = { asked: first, changes: 0, remarks: [] as string[] };
  const coming: { language: unknown; come: () => void }[] = [];
  const overlay = createOverlay({
    asked: () => page.asked,
    check: (before, options) => updated(before, options, () => true),
    translate: (texts) =>
      new Promise<Texts>((resolve) => {
        const come = () => resolve({ ...texts, cancel: `in ${texts?.language}` });
        coming.push({ language: texts?.language, come });
      }),
    remark: (_extra, remarks) => void page.remarks.push(...remarks),
    onChange() {
      page.changes += 1;
    },
  });
  return { ...overlay, page, coming };
}

describe('an update', () => {
  it('is laid over the options that it was made to, and over no others', async () => {
    const { page, update, options } = openPage();
    const first = page.asked;
    expect(await update({ ui: { title: 'Help' } })).toEqual({ ok: true, value: null });
    expect(options()).toMatchObject({ requestId: 'first', ui: { title: 'Help' } });
    page.asked = request('second');
    expect(options()).toBe(page.asked);
    page.asked = null;
    expect(options()).toBeNull();
    page.asked = first;
    expect(options()).toMatchObject({ ui: { title: 'Help' } });
  });

  it('that is refused changes nothing', async () => {
    const { update, options, page } = openPage();
    expect(await update({ ui: { position: 'middle' } })).toMatchObject({ ok: false, error: { code: 306 } });
    expect([options(), page.changes]).toEqual([page.asked, 0]);
  });

  it('shows the rest at once and its texts when their language has come', async () => {
    const { update, options, coming } = openPage();
    const answer = update({ ui: { theme: 'dark' }, localization: { language: 'de', send: 'Los' } });
    expect(options()).toMatchObject({ ui: { theme: 'dark' }, texts: null });
    coming[0]?.come();
    await answer;
    expect(options()).toMatchObject({ texts: { language: 'de', send: 'Los', cancel: 'in de' } });
  });

  it('keeps what changed while its language was on the way', async () => {
    const { update, options, coming } = openPage();
    const answer = update({ localization: { language: 'de' } });
    await update({ ui: { title: 'Help' } });
    coming[0]?.come();
    await answer;
    expect(options()).toMatchObject({ ui: { title: 'Help' }, texts: { language: 'de' } });
  });

  it('is not undone by an earlier one whose language comes later', async () => {
    const { update, options, coming } = openPage();
    const [first, second] = [
      update({ localization: { language: 'ar' } }),
      update({ localization: { language: 'de' } }),
    ];
    coming[1]?.come();
    await second;
    coming[0]?.come();
    await first;
    expect(options()).toMatchObject({ texts: { language: 'de', cancel: 'in de' } });
  });

  it('whose language comes when there is another chat leaves that one alone', async () => {
    const { page, update, options, coming } = openPage();
    const answer = update({ localization: { language: 'ar' } });
    page.asked = request('second');
    await update({ ui: { title: 'Help' } });
    coming[0]?.come();
    await answer;
    expect(options()).toMatchObject({ requestId: 'second', ui: { title: 'Help' }, texts: null });
  });
});
