// Names of a test's choice for everybody and everything that has one in the interface: agents, the launcher, files.

import { render } from 'preact';
import { Launcher } from '../../../frame/extras/launcher.tsx';
import { chooseFiles } from '../../../frame/gallery/acts.ts';
import { states } from '../../../frame/gallery/states.ts';
import { en } from '../../../frame/locale/en.ts';
import { draw, drawNothing, place, settled } from './drawing.tsx';
import { find, until } from './waiting.ts';

/** By place: in which state it is, and where. */
export type Spots = Readonly<Record<string, [state: string, css: string]>>;

const AT_ONCE = 10;
const remarks = () => [...document.querySelectorAll('.remarks bdi')].map(wordsOf).join('\n');
const wordsOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent ?? '';

export async function people(texts: readonly string[], spots: Spots): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [spot, [state, css]] of Object.entries(spots)) {
    const words: string[] = [];
    const plain = JSON.stringify(states[state] ?? null);
    drawNothing();
    for (const [turn, text] of texts.entries()) {
      const name = JSON.stringify(text);
      const named = plain.replace(/"name":"[^"]*"/g, () => `"name":${name}`);
      if (state === 'launcher') render(<Launcher label={text} onPress={() => {}} />, place);
      else draw(JSON.parse(named), en);
      // Whoever watches has a turn too.
      if (turn % 20 === 0) await settled();
      words.push(...[...place.querySelectorAll(css)].map(wordsOf));
    }
    found[spot] = words;
  }
  return found;
}

/** Empty files, which stay where they are. */
export async function files(texts: readonly string[]): Promise<string[]> {
  const words: string[] = [];
  drawNothing();
  draw(states['composer-files'] as never, en);
  await settled();
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const transfer = new DataTransfer();
    for (const name of texts.slice(from, from + AT_ONCE)) {
      transfer.items.add(new File([], name, { type: 'text/plain' }));
    }
    const before = remarks();
    chooseFiles(find('[type=file]'), transfer);
    await until(() => remarks() !== before);
    words.push(...[...document.querySelectorAll('.remarks bdi')].map(wordsOf));
  }
  return words;
}
