// The conversation alone on a page, to be timed: opened with as many messages as asked for, then with one more each time.

import { render } from 'preact';
import { talking } from '../../frame/gallery/states.ts';
import { ada, joined, say, transcriptOf } from '../../frame/gallery/talk.ts';
import { en } from '../../frame/locale/en.ts';
import type { Active, Transcript } from '../../frame/session/state.ts';
import { ChatPage } from '../../frame/ui/chat-page.tsx';
import { newScrollPlace } from '../../frame/ui/scroll-place.ts';

const place = document.body.appendChild(document.createElement('main'));
const nothing = () => {};
const files = { watch: () => nothing, renew: nothing };
const START = Date.now();

const lives = new Map<number, Active>();
/** Made before anything is timed. */
function lifeOf(size: number): Active {
  const known = lives.get(size);
  if (known) return known;
  const said = Array.from({ length: size }, (_, n) =>
    say(n % 3 ? ada : 'visitor', `Message number ${n + 1}, of some length`),
  );
  const life = talking({ transcript: transcriptOf([joined(ada), ...said]), seenIndex: size + 10_000 });
  lives.set(size, life);
  return life;
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
let scroll = newScrollPlace(null);
const draw = (life: Active) =>
  render(<ChatPage life={life} strings={en} now={() => START} place={scroll} onWish={nothing} files={files} />, place);
const layOut = () => place.querySelector('.log')?.scrollHeight;

function withOneMore(life: Active, number: number): Active {
  const { transcript } = life;
  const index = transcript.lastIndex + 1;
  const [entry] = transcriptOf([say(number % 3 ? ada : 'visitor', `One more, number ${number}`)], index).entries;
  if (!entry) return life;
  const longer: Transcript = { ...transcript, entries: [...transcript.entries, entry], lastIndex: index };
  return { ...life, transcript: longer };
}

async function run(size: number, appends: number) {
  const opened = lifeOf(size);
  scroll = newScrollPlace(null);
  await nextFrame();
  const before = performance.now();
  draw(opened);
  await nextFrame();
  await nextFrame();
  const paintedMs = performance.now() - before;
  const elements = document.querySelectorAll('*').length;
  const appendMs: number[] = [];
  let life = opened;
  for (let number = 1; number <= appends; number += 1) {
    await nextFrame();
    const start = performance.now();
    life = withOneMore(life, number);
    draw(life);
    layOut();
    appendMs.push(performance.now() - start);
  }
  render(null, place);
  return { paintedMs, appendMs, elements };
}

/** `drawMs`: the script and the layout of the first picture, without waiting for the screen's next one. */
function open(size: number): number {
  const life = lifeOf(size);
  scroll = newScrollPlace(null);
  const start = performance.now();
  draw(life);
  layOut();
  const drawMs = performance.now() - start;
  render(null, place);
  return drawMs;
}

export type Bench = { run: typeof run; open: typeof open };
Object.assign(window, { bench: { run, open } satisfies Bench });
