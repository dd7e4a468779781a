import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFrameSlot, type FrameSlot, layOut } from '../../../host/frame-element.ts';
import type { Layout } from '../../../protocol/rpc.ts';
import { keepFramesEmpty } from '../../support/host-page.ts';

keepFramesEmpty();
let slot: FrameSlot;
let frame: HTMLIFrameElement;
beforeEach(() => {
  slot = createFrameSlot('https://chat.test/frame/v1/');
  frame = slot(document.documentElement) as HTMLIFrameElement;
});
afterEach(() => slot());

/** What is declared, by name. On a bare object: happy-dom leaves out what it does not know, such as clamp(). */
const declared = (layout: unknown) => {
  const element = { title: '', style: { cssText: '' } };
  layOut(element as HTMLIFrameElement, layout as Layout);
  expect(element.title).toBe('Chat');
  const parts = element.style.cssText.split(';').filter(Boolean);
  return Object.fromEntries(parts.map((part) => part.split(/:(.*)/s, 2) as [name: string, value: string]));
};

describe('the iframe', () => {
  it('stands once in the root element, hidden, for as long as it is wanted', () => {
    expect(slot(document.documentElement)).toBe(frame);
    expect(document.querySelectorAll('iframe')).toHaveLength(1);
    expect(frame.parentElement).toBe(document.documentElement);
    expect(frame.style.display).toBe('none');
  });

  it('is told which page it stands on', () => {
    expect(frame.src).toBe(`https://chat.test/frame/v1/#origin=${location.origin}`);
  });

  it('leaves no trace when it is taken away, twice without harm, and comes back as a new one', () => {
    const before = document.documentElement.outerHTML;
    expect(slot()).toBeUndefined();
    expect(slot()).toBeUndefined();
    expect(document.querySelectorAll('iframe')).toHaveLength(0);
    expect(before).toContain('iframe');
    expect(slot(document.documentElement)).not.toBe(frame);
  });
});

describe('its layout', () => {
  it.each([
    { window: 'hidden' },
    { window: 'open' },
    { window: 'minimized', width: 200, height: 48 },
  ])('is important in every declaration, so that the page’s style sheets lose: %j', (layout) => {
    const values = Object.values(declared(layout));
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) expect(value).toMatch(/[^!]!important$/);
  });

  it('open: is seen above the page, in its corner, no larger than the screen', () => {
    expect(declared({ window: 'open' })).toMatchObject({
      all: 'initial!important',
      position: 'fixed!important',
      'inset-inline-end': '0!important',
      bottom: '0!important',
      visibility: 'visible!important',
      'max-width': '100%!important',
      'max-height': '100%!important',
      width: expect.stringContaining('380px'),
      height: expect.stringContaining('600px'),
    });
  });

  it('hidden: keeps its place and is neither seen nor reached', () => {
    expect(declared({ window: 'hidden' })).toEqual({
      ...declared({ window: 'open' }),
      visibility: 'hidden!important',
    });
  });

  it('minimised: is as large as the frame says, within bounds that leave the page its own', () => {
    expect(declared({ window: 'minimized', width: 200, height: 48 })).toMatchObject({
      visibility: 'visible!important',
      width: 'clamp(40px,200px,100% - 40px)!important',
      height: 'clamp(40px,48px,200px)!important',
    });
  });

  it.each([
    ['99px}body{display:none', '1px;position:static', 'NaN', 'NaN'],
    [Number.NaN, Number.POSITIVE_INFINITY, 'NaN', 'Infinity'],
    [{}, null, 'NaN', '0'],
    ['200', true, '200', '1'],
  ])('minimised to %j and %j declares nothing of it but a number', (width, height, asWidth, asHeight) => {
    expect(declared({ window: 'minimized', width, height })).toMatchObject({
      position: 'fixed!important',
      width: `clamp(40px,${asWidth}px,100% - 40px)!important`,
      height: `clamp(40px,${asHeight}px,200px)!important`,
    });
  });

  it('is set on the element that stands on the page', () => {
    layOut(frame, { window: 'open' });
    expect(frame.style.getPropertyValue('position')).toBe('fixed');
    expect(frame.style.getPropertyPriority('position')).toBe('important');
    expect(frame.style.display).not.toBe('none');
  });
});
