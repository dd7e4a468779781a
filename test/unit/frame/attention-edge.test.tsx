// Esc at the frame's edge: whose it is.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepEdge } from '../../../frame/attention/edge.ts';
import { press } from '../../support/ui-stage.tsx';

let root: HTMLElement;
let field: HTMLElement;
let minimized = 0;

beforeEach(() => {
  document.body.replaceChildren();
  root = document.body.appendChild(document.createElement('main'));
  field = root.appendChild(document.createElement('div')).appendChild(document.createElement('textarea'));
  root.firstElementChild?.classList.add('window');
  minimized = 0;
  keepEdge(root, () => {
    minimized += 1;
  });
});
// The listener stays with the document, and means nothing without a window.
afterEach(() => root.replaceChildren());

it('Esc makes the window small', () => {
  press(field, 'Escape');
  expect(minimized).toBe(1);
});

it('Esc that takes back what an input method was composing does not, also where only the old key code tells', () => {
  press(field, 'Escape', { isComposing: true });
  press(field, 'Escape', { keyCode: 229 });
  expect(minimized).toBe(0);
});
