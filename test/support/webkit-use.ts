// Looks for something on a WebKitGTK page and uses it when it is there: waits as a person would, and tells what was in the way.

import { look, type Sight, type Step, type Wanted } from './webkit-look.ts';
import { WebDriverError } from './webkit-process.ts';
import { type ElementRef, type Here, isElement } from './webkit-session.ts';

/** As for the other engine that starts slowly. */
export const ACTION_LIMIT_MS = 15_000;
const LOOK_PAUSE_MS = 40;

export type At = <Result>(
  place: { frame?: string | undefined },
  act: (here: Here) => Promise<Result>,
) => Promise<Result>;
export type Seen = Omit<Sight, 'element'> & { element: ElementRef | null };
export type Where = { frame?: string | undefined; steps: Step[] };

/** What the driver says of an element, frame or document that is not there any more, or not yet. */
const COMES_AND_GOES = [
  ...['no such element', 'stale element reference', 'no such frame', 'no such window', 'detached shadow root'],
  ...['element click intercepted', 'element not interactable', 'javascript error', 'unknown error'],
];
const comesAndGoes = (error: unknown) => error instanceof WebDriverError && COMES_AND_GOES.includes(error.kind);
const nothing: Seen = {
  ...{ count: 0, element: null, isVisible: false, isEnabled: false, text: '', value: null, description: '' },
};

export const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));

export const wordsOf = ({ frame, steps }: Where): string =>
  [...(frame ? [frame] : []), ...steps.map((step) => JSON.stringify(step))].join(' › ');

/** A RegExp itself does not reach the page. */
export const wantedOf = (words: string | RegExp): Wanted =>
  typeof words === 'string' ? words : { source: words.source, flags: words.flags };

async function sightHere(here: Here, { steps }: Where): Promise<Seen> {
  const sight = await here.run(look, steps);
  return { ...sight, element: isElement(sight.element) ? sight.element : null };
}

/** As it is now; a frame that is not there holds nothing. */
export async function sightOf(at: At, where: Where): Promise<Seen> {
  try {
    return await at(where, (here) => sightHere(here, where));
  } catch (error) {
    if (comesAndGoes(error)) return nothing;
    throw error;
  }
}

type Use<Result> = (here: Here, element: ElementRef, seen: Seen) => Promise<Result>;

/** Waits until there is exactly one, visible and able where a visitor uses it, and uses it. */
export async function useOne<Result>(
  at: At,
  where: Where,
  [what, by]: [string, 'visitor' | 'test'],
  act: Use<Result>,
  limitMs = ACTION_LIMIT_MS,
): Promise<Result> {
  const giveUpAtMs = Date.now() + limitMs;
  let last = 'nothing was found';
  while (Date.now() < giveUpAtMs) {
    const done = await at(where, async (here) => {
      const seen = await sightHere(here, where);
      const { element, count, isVisible, isEnabled } = seen;
      last = `${count} found, visible: ${isVisible}, enabled: ${isEnabled}`;
      if (!element || count !== 1 || (by === 'visitor' && !(isVisible && isEnabled))) return null;
      return { result: await act(here, element, seen) };
    }).catch((error) => {
      if (!comesAndGoes(error)) throw error;
      last = String(error);
      return null;
    });
    if (done) return done.result;
    await pause();
  }
  throw new Error(`${what} ${wordsOf(where)}: ${last}`);
}
