// Files of tests with a document take turns in one process: each finds the document as a new one, and all of it in view.

import { render } from 'preact';
import { afterAll } from 'vitest';
import { giveSight } from './fake-sight.ts';

giveSight();

afterAll(() => {
  // What is drawn still listens to the document of the next file.
  for (const place of [...document.body.children, document.body]) render(null, place);
  for (const element of [document.documentElement, document.head, document.body]) {
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
  }
  document.head.replaceChildren();
  document.body.replaceChildren();
  document.title = '';
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', location.pathname);
});
