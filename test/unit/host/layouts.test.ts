// Where the iframe stands and how round it is, beside the corner that most sites have.

import { expect, it } from 'vitest';
import { type Corner, inContainer, inCorner } from '../../../host/more/layouts.ts';
import type { LayOut } from '../../../host/stage.ts';
import type { Layout } from '../../../protocol/rpc.ts';

const OPEN: Layout = { window: 'open' };
const BAR: Layout = { window: 'minimized', width: 240, height: 56 };
const LAUNCHER: Layout = { window: 'launcher', width: 60, height: 60 };

/** What is declared last, by name. On a bare object: happy-dom leaves out what it does not know, such as clamp(). */
const declared = (layOut: LayOut, layout: Layout): Record<string, string> => {
  const element = { title: '', style: { cssText: '' } };
  layOut(element as HTMLIFrameElement, layout);
  const parts = element.style.cssText.split(';').filter(Boolean);
  return Object.fromEntries(parts.map((part) => part.replace('!important', '').split(/:(.*)/s, 2)));
};

it('a corner of which nothing is said is that of a site without an interface of its own', () => {
  for (const layout of [OPEN, BAR]) {
    const { margin, height } = declared(inCorner({}), layout);
    expect(margin).toBe(
      layout === BAR ? '20px 20px' : `${margin?.split(') ')[0]}) clamp(0px,(100vw - 480.5px)*9999,20px)`,
    );
    expect(height).toContain(layout === BAR ? '56px' : 'min(600px,100% - 40px)');
  }
});

it.each([
  ['3px', 'min(3px,28px)'],
  ['0', 'min(0px,28px)'],
  ['calc(1em + 2px)', 'min(calc(1em + 2px),28px)'],
])('a theme’s radius of %s is that of the window and of the bar, up to half a bar', (radius, expected) => {
  const corner = inCorner({ theme: { radius } } as Corner);
  expect(declared(corner, BAR)['border-radius']).toBe(expected);
  expect(declared(corner, OPEN)['border-radius']).toBe(`clamp(0px,(100vw - 480.5px)*9999,${expected})`);
  expect(declared(corner, LAUNCHER)['border-radius']).toBe('50%');
});

it.each([undefined, 'dark', {}, null, 7])('a theme of %j leaves the radius as it is', (theme) => {
  const corner = inCorner({ theme } as Corner);
  expect(declared(corner, BAR)['border-radius']).toBe(declared(inCorner({}), BAR)['border-radius']);
});

it('in an element the window has all of it, and the bar no more than its height', () => {
  expect(declared(inContainer, OPEN)).toMatchObject({ position: 'static', width: '100%', height: '100%' });
  expect(declared(inContainer, BAR)).toMatchObject({
    position: 'static',
    width: '100%',
    height: 'clamp(40px,56px,200px)',
  });
});
