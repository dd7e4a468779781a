import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, scenes } from '../../../frame/gallery/scenes.ts';
import { createShowScene } from '../../../frame/gallery/show-scene.tsx';
import { en } from '../../../frame/locale/en.ts';
import { fakeLayout } from '../../support/fake-layout.ts';

/** This document can neither choose files nor hold one. */
const canBeDone = ({ acts }: Scene) => !acts.some((act) => 'choose' in act || 'hold' in act);
const all = Object.entries(scenes).filter(([, scene]) => canBeDone(scene));

/** Elements, and what was typed or chosen in them, and where the conversation stands. */
function seen(place: HTMLElement): string {
  const fields = [...place.querySelectorAll<HTMLInputElement>('input, textarea, select')];
  const typed = fields.map(({ value, checked }) => `${value} ${checked}`);
  return [place.innerHTML, ...typed, place.querySelector('[role=log]')?.scrollTop].join('\n');
}

// Two hundred drawings in a document without a browser: slow on a busy machine.
describe('the gallery', { timeout: 120_000 }, () => {
  let undo: () => void;
  beforeAll(() => {
    undo = fakeLayout();
  });
  afterAll(() => undo());

  const open = () => {
    document.body.replaceChildren();
    const place = document.body.appendChild(document.createElement('main'));
    return { place, show: createShowScene(place, en) };
  };

  const drawnApart = async (some: typeof all) => {
    const one = open();
    const after = new Map<string, string>();
    for (const [name, scene] of some) {
      await one.show(name, scene);
      expect(one.place.dataset.shown).toBe(name);
      expect(one.place.textContent).not.toBe('');
      after.set(name, seen(one.place));
    }
    const apart: string[] = [];
    for (const [name, scene] of some) {
      const alone = open();
      await alone.show(name, scene);
      if (seen(alone.place) !== after.get(name)) apart.push(name);
    }
    return apart;
  };

  it('draws each state the same after another one as by itself', async () => {
    expect(await drawnApart(all.filter(([, { acts }]) => acts.length === 0))).toEqual([]);
  });

  it('does the same in each scene, whatever was done in those before it', async () => {
    expect(await drawnApart(all.filter(([, { acts }]) => acts.length > 0))).toEqual([]);
  });
});
