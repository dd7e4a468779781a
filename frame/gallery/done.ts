// What is there only after something was done, or has failed: in which state, and what is pressed, written, chosen, held or
// spoilt in it.

import type { Act } from './acts.ts';

const pickOne: Act[] = [{ press: '.emoji > button' }, { press: '[role=gridcell]' }, { press: '.emoji > button' }];
const chosen = (...files: [type: string, sizeBytes: number][]): Act[] => [
  { choose: '[type=file]', files },
  { see: '.remark > p' },
];
const TOO_MANY: [string, number][] = Array.from({ length: 30 }, () => ['text/plain', 1]);

export const DONE: Readonly<Record<string, { state: string; acts: Act[] }>> = {
  'form-errors': {
    state: 'form',
    acts: [
      { write: '[name=email]', words: 'x' },
      { write: '[name=firstname]', words: 'x'.repeat(200) },
      { press: '[type=submit]' },
    ],
  },
  'form-one-error': { state: 'form-filled', acts: [{ write: '[name=email]', words: '' }, { press: '[type=submit]' }] },
  'form-sent': { state: 'form-filled', acts: [{ press: '[type=submit]' }] },
  'form-consent-errors': { state: 'form-consent', acts: [{ press: '[type=submit]' }] },
  'form-every-field-errors': {
    state: 'form-every-field',
    acts: [{ write: '[name=order]', words: 'x' }, { press: '[type=submit]' }],
  },
  'form-found-wrong': { state: 'form-conditions', acts: [{ press: '[type=submit]' }, { see: '[aria-invalid=true]' }] },
  'form-checking': {
    state: 'form-conditions',
    acts: [{ write: '[name=order]', words: 'AB2' }, { press: '[type=submit]' }],
  },
  ending: { state: 'talking', acts: [{ press: '.end' }, { see: 'dialog[open]' }] },
  'save-menu': { state: 'talking', acts: [{ press: '.save > button' }] },
  'save-menu-ended': { state: 'ended-by-agent', acts: [{ press: '.save > button' }] },
  'save-failed': {
    state: 'talking',
    acts: [{ spoil: 'saving' }, { press: '.save > button' }, { press: '.ways button' }, { see: '.ways.error' }],
  },
  'sound-off': { state: 'talking', acts: [{ press: 'header [aria-pressed]' }] },
  'emoji-picker': { state: 'talking', acts: [...pickOne, { see: '.emoji-panel' }] },
  'emoji-group': { state: 'talking', acts: [...pickOne, { press: '.emoji-panel [role=tab]:nth-of-type(3)' }] },
  'emoji-found': { state: 'talking', acts: [...pickOne, { write: '.emoji-panel input', words: 'cat' }] },
  'emoji-none-found': { state: 'talking', acts: [...pickOne, { write: '.emoji-panel input', words: 'qqqq' }] },
  'file-remarks': {
    state: 'composer-files',
    acts: chosen(['application/x-odd', 1], ['text/plain', 0], ['text/plain', 10_000_001], ['image/png', 9]),
  },
  'file-preparing': {
    state: 'composer-files',
    acts: [{ spoil: 'reading' }, { choose: '[type=file]', files: [['text/plain', 1]] }, { see: '.remarks .soft' }],
  },
  'file-too-many': { state: 'composer-files', acts: chosen(...TOO_MANY) },
  'drop-zone': { state: 'composer-files', acts: [{ hold: '.window' }, { see: '.drop-zone' }] },
  'list-chosen': { state: 'list', acts: [{ press: '.picker input' }] },
  'rating-given': { state: 'ended-rating', acts: [{ press: '.star:nth-of-type(4) input' }] },
  'rating-sending': { state: 'ended-rating-sending', acts: [{ press: '.star:nth-of-type(4) input' }] },
};
