import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { talking } from '../../../frame/gallery/states.ts';
import { ada, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import type { Active, Transcript } from '../../../frame/session/state.ts';
import { fakeLayout, LINE_PX } from '../../support/fake-layout.ts';
import { act, allByRole, byRole, click, nameOf, openStage, press, timesShown } from '../../support/ui-stage.tsx';

const SIZE = 1_000;
const crowd = (size: number) => Array.from({ length: size }, (_, n) => say(n % 2 ? 'visitor' : ada, `(${n + 1})`));
const long = transcriptOf(crowd(SIZE));
const withMore = (transcript: Transcript, ...texts: string[]): Transcript => {
  const { entries, lastIndex } = transcriptOf(
    texts.map((text) => say(ada, text)),
    transcript.lastIndex + 1,
  );
  return { ...transcript, entries: [...transcript.entries, ...entries], lastIndex };
};
const drawn = () => [...document.querySelectorAll('.message .text')].map((text) => text.textContent ?? '');
const yOf = (text: string) =>
  [...document.querySelectorAll('.message')]
    .find((message) => message.querySelector('.text')?.textContent === text)
    ?.getBoundingClientRect().top;
/** The first message of which nothing is above the view. */
const firstInView = () => {
  const box = byRole('log');
  const line = document.querySelectorAll('.lines > *')[Math.ceil(box.scrollTop / LINE_PX)];
  return line?.querySelector('.text')?.textContent ?? '';
};
const scrollTo = (top: number) =>
  act(() => {
    byRole('log').scrollTop = top;
    byRole('log').dispatchEvent(new Event('scroll'));
  });
const scrollBy = (px: number) => scrollTo(byRole('log').scrollTop + px);

// Hundreds of lines in a document without a browser: slow on a busy machine.
describe('the window over the transcript', { timeout: 30_000 }, () => {
  let stage: ReturnType<typeof openStage>;
  let undo: () => void;
  const show = (over: Partial<Active>) => stage.live(talking({ transcript: long, ...over }));
  beforeEach(() => {
    undo = fakeLayout();
    stage = openStage();
  });
  afterEach(() => {
    stage.clear();
    undo();
  });

  it('begins at the end', () => {
    show({});
    expect(drawn().at(-1)).toBe(`(${SIZE})`);
    expect(yOf(`(${SIZE})`)).toBe(360);
  });

  it('stays at the end when a message comes, and lets go of the oldest', () => {
    show({});
    const before = drawn();
    show({ transcript: withMore(long, 'fresh') });
    expect(yOf('fresh')).toBe(360);
    expect(drawn()).toEqual([...before.slice(1), 'fresh']);
  });

  it('stays at the end while parts that come late grow, also where the browser has moved it meanwhile', () => {
    show({});
    show({ transcript: withMore(long, 'my own words') });
    const box = byRole('log');
    // A line went, whose room the browser took away; then more came, before the browser told of having moved.
    box.scrollTop -= LINE_PX;
    for (let count = 0; count < 3; count += 1) box.firstElementChild?.append(document.createElement('p'));
    act(() => void box.dispatchEvent(new Event('scroll')));
    expect(box.scrollTop + box.clientHeight).toBe(box.scrollHeight);
    expect(allByRole('button', 'Go to the newest message')).toEqual([]);
    for (const late of [...document.querySelectorAll('.lines > p:empty')]) late.remove();
  });

  it('lets go of the end when the visitor moves away from it', () => {
    show({});
    scrollBy(-100);
    expect(allByRole('button', 'Go to the newest message')).toHaveLength(1);
  });

  it('goes to the end when the visitor, who reads further up, sends a file', async () => {
    const files = { maxBytes: 1_000, types: ['text/plain'] };
    show({ limits: { ...talking({}).limits, files } });
    for (let step = 0; step < 10; step += 1) scrollBy(-300);
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no file can be chosen');
    Object.defineProperty(input, 'files', { value: [new File(['tea'], 'tea.txt', { type: 'text/plain' })] });
    act(() => void input.dispatchEvent(new Event('change', { bubbles: true })));
    // What takes files comes late, and on a busy machine later.
    const isChosen = () => expect(stage.wishes.map((wish) => wish.type)).toContain('filesChosen');
    await vi.waitFor(isChosen, { timeout: 20_000 });
    show({ transcript: withMore(long, 'fresh') });
    expect(yOf('fresh')).toBe(360);
  });

  it('slides with whoever scrolls up: older ones come, those far below go, and what is in view stays where it is', () => {
    show({});
    let last = '';
    for (let step = 0; step < 12; step += 1) {
      scrollBy(-300);
      const seen = firstInView();
      const y = yOf(seen);
      expect(y).toBeLessThan(40);
      stage.live(talking({ transcript: long }));
      expect(yOf(seen)).toBe(y);
      last = seen;
    }
    expect(Number(last.slice(1, -1))).toBeLessThan(930);
    expect(drawn().length).toBeLessThan(80);
    expect(drawn()).not.toContain(`(${SIZE})`);
  });

  it('slides back down to the end', () => {
    show({});
    for (let step = 0; step < 12; step += 1) scrollBy(-300);
    for (let step = 0; step < 14; step += 1) scrollBy(300);
    expect(yOf(`(${SIZE})`)).toBe(360);
    expect(allByRole('button', 'Go to the newest message')).toEqual([]);
  });

  it('reads out neither what sliding brings nor what a jump brings, and does read out what is new', () => {
    show({});
    for (let step = 0; step < 10; step += 1) scrollBy(-300);
    expect(byRole('log').getAttribute('aria-live')).toBe('off');
    click(byRole('button', 'Go to the newest message'));
    expect(byRole('log').getAttribute('aria-live')).toBe('off');
    show({ transcript: withMore(long, 'fresh') });
    expect(byRole('log').getAttribute('aria-live')).toBe('polite');
  });

  it('keeps what is in view where it is when history is fetched', () => {
    const tail = { ...transcriptOf(crowd(SIZE).slice(900), 901) };
    show({ transcript: tail });
    for (let step = 0; step < 14; step += 1) scrollBy(-300);
    const [first] = drawn();
    expect(first).toBe('(901)');
    const y = yOf('(905)');
    show({ transcript: long });
    expect(yOf('(905)')).toBe(y);
    expect(byRole('log').getAttribute('aria-live')).toBe('off');
    // Otherwise there were no way further up: what is at its beginning already cannot be scrolled.
    expect(byRole('log').scrollTop).toBeGreaterThan(0);
  });

  it('goes to the real beginning and the real end by Home and End', () => {
    show({});
    press(byRole('log'), 'Home');
    expect(drawn()[0]).toBe('(1)');
    expect(byRole('log').scrollTop).toBe(0);
    press(byRole('log'), 'End');
    expect(yOf(`(${SIZE})`)).toBe(360);
  });

  it('walks from message to message with Alt and the arrows, and leaves no stops behind', () => {
    show({});
    const focused = () => document.activeElement?.querySelector('.text')?.textContent;
    press(byRole('log'), 'ArrowUp', { altKey: true });
    expect(focused()).toBe(`(${SIZE})`);
    press(document.activeElement as HTMLElement, 'ArrowUp', { altKey: true });
    expect(focused()).toBe(`(${SIZE - 1})`);
    byRole('log').focus();
    expect(document.querySelectorAll('.message[tabindex]')).toHaveLength(0);
  });

  it('keeps the focus in the conversation when what had it is folded away', () => {
    show({});
    press(byRole('log'), 'ArrowUp', { altKey: true });
    show({ transcript: withMore(long, ...Array.from({ length: 80 }, (_, n) => `later ${n}`)) });
    expect(document.activeElement).toBe(byRole('log'));
  });

  it('counts what comes while the visitor reads further up, tells it once, and leads there', () => {
    show({});
    for (let step = 0; step < 10; step += 1) scrollBy(-300);
    expect(nameOf(byRole('button', 'Go to the newest message'))).not.toBe('');
    show({ transcript: withMore(long, 'one', 'two'), seenIndex: SIZE });
    const told = allByRole('status').map((status) => status.textContent);
    expect(told).toContain('2 new messages');
    expect(timesShown('two')).toBe(0);
    click(byRole('button', '2 new messages'));
    expect(yOf('two')).toBe(360);
    expect(document.activeElement).toBe(byRole('log'));
    expect(stage.wishes).toContainEqual({ type: 'conversationSeen' });
  });

  it('draws a line where the visitor had stopped reading, and begins there', () => {
    show({ transcript: withMore(long, 'last'), seenIndex: 920 });
    const line = [...document.querySelectorAll('.lines > *')].findIndex((each) => each.textContent === 'New');
    expect(document.querySelectorAll('.lines > *')[line + 1]?.textContent).toContain('(921)');
    expect(yOf('(921)')).toBe(40);
    expect(stage.wishes).not.toContainEqual({ type: 'conversationSeen' });
  });

  it('draws no such line above what comes under the visitor’s eyes, nor above what was answered', () => {
    show({});
    show({ transcript: withMore(long, 'fresh'), seenIndex: SIZE });
    expect(timesShown('New')).toBe(0);
    stage.clear();
    show({ seenIndex: SIZE - 4 });
    expect(timesShown('New')).toBe(0);
  });

  it('comes back to the place of an earlier page, and of a window that was made small', () => {
    show({});
    for (let step = 0; step < 10; step += 1) scrollBy(-310);
    const seen = firstInView();
    const y = yOf(seen) ?? 0;
    const said = stage.wishes.filter((wish) => wish.type === 'scrolled').at(-1);
    show({ window: 'minimized' });
    show({});
    expect(yOf(seen)).toBeCloseTo(y);
    stage = openStage();
    show({ scroll: said?.type === 'scrolled' ? said.fromEnd : null });
    expect(yOf(seen)).toBeCloseTo(y);
  });

  it('waits for the history that the place of an earlier page is in', () => {
    const tail = transcriptOf(crowd(SIZE).slice(980), 981);
    show({ transcript: tail, scroll: SIZE + 1 - 700 });
    show({ transcript: long, scroll: SIZE + 1 - 700 });
    expect(yOf('(700)')).toBe(0);
  });

  it('grows no further than it must while news come below what is read', () => {
    show({});
    scrollBy(-100);
    show({ transcript: withMore(long, ...Array.from({ length: 200 }, (_, n) => `later ${n}`)) });
    expect(drawn().length).toBeLessThan(80);
  });
});
