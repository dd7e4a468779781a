// What is there only after something was done: states of the gallery, and what is pressed, written, chosen or held in each.

import type { Scene } from './texts.ts';

const TOO_MANY: [string, number][] = Array.from({ length: 30 }, () => ['text/plain', 1]);
export const DONE: Scene[] = [
  {
    state: 'form',
    acts: [
      { write: '[name=email]', words: 'x' },
      { write: '[name=firstname]', words: 'x'.repeat(200) },
      { press: '[type=submit]' },
    ],
  },
  { state: 'form-consent', acts: [{ press: '[type=submit]' }] },
  { state: 'form-every-field', acts: [{ write: '[name=order]', words: 'x' }, { press: '[type=submit]' }] },
  { state: 'form-conditions', acts: [{ press: '[type=submit]' }] },
  {
    state: 'composer-files',
    acts: [
      { press: '.emoji > button' },
      { press: '[role=gridcell]' },
      { press: '.emoji > button' },
      { press: '.save > button' },
      {
        choose: '[type=file]',
        files: [
          ['application/x-odd', 1],
          ['text/plain', 0],
          ['text/plain', 10_000_001],
          ['image/png', 9],
        ],
      },
      // The last of them to be told: a picture is worked on.
      { see: 'fileAsItIs' },
      { hold: '.window' },
    ],
  },
  {
    state: 'composer-files',
    acts: [
      { press: '.emoji > button' },
      { write: '.emoji-panel input', words: 'cat' },
      { choose: '[type=file]', files: TOO_MANY },
      { see: 'filesTooMany' },
    ],
  },
  { state: 'talking', acts: [{ press: '.end' }] },
  { state: 'ended-rating', acts: [{ press: '.star input' }] },
  { state: 'ended-rating-sending', acts: [{ press: '.star input' }] },
];
