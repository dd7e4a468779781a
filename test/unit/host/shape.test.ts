// How the chat stands in what is seen of the page of a device that is touched: beside its keyboard, and magnified.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shapeFor } from '../../../host/touch/shape.ts';

/** As high as the page is without a keyboard. */
const PAGE = 760;
const seen = (changes: object = {}) => ({
  ...{ offsetTop: 0, offsetLeft: 0, width: 390, height: PAGE, scale: 1 },
  ...changes,
});

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { clientHeight: PAGE } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('a chat that fills the screen fills what is seen of it, above the keyboard and wherever the page was moved', () => {
  expect(shapeFor(seen(), true, false)).toMatchObject({
    isCovered: false,
    shape: { inset: '0px auto auto 0px', width: '390px', height: '760px', 'border-radius': '0' },
  });
  expect(shapeFor(seen({ offsetTop: 40, offsetLeft: 3, height: 420 }), true, false)).toMatchObject({
    isCovered: true,
    shape: { inset: '40px auto auto 3px', width: '390px', height: '420px' },
  });
});

it('a chat in its corner stands on the keyboard, no higher than what is left', () => {
  expect(shapeFor(seen({ height: 420 }), false, false)).toEqual({
    isCovered: true,
    shape: { bottom: '340px', 'max-height': '380px' },
  });
  expect(shapeFor(seen({ offsetTop: 40, height: 420 }), false, false).shape).toMatchObject({ bottom: '300px' });
});

it('a chat in a corner at the top stays there, and ends where the keyboard begins', () => {
  expect(shapeFor(seen({ height: 420 }), false, true)).toEqual({ isCovered: true, shape: { 'max-height': '380px' } });
});

it('without a keyboard a chat in its corner stays as it is', () => {
  expect(shapeFor(seen(), false, false)).toEqual({ isCovered: false, shape: {} });
});

it('never has less than no height', () => {
  expect(shapeFor(seen({ height: 12 }), false, false).shape['max-height']).toBe('0px');
});

it('a visitor who has magnified the page moves about in it: the chat stays where it is', () => {
  expect(shapeFor(seen({ scale: 1.5, height: 300 }), true, false)).toEqual({ shape: {}, isCovered: false });
  expect(shapeFor(seen({ scale: 1.04, height: 420 }), false, false).isCovered).toBe(true);
  expect(shapeFor(null, true, false)).toEqual({ shape: {}, isCovered: false });
});
