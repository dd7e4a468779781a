// The corpus itself: large enough to mean something, and every text fit to travel.

import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE_CHARS } from '../../../protocol/basics.ts';
import { PAYLOADS, SCHEMES } from '../../hostile/payloads.ts';

describe('the corpus of hostile texts', () => {
  it('has at least 300 different texts, none too long for a message', () => {
    console.log(`${PAYLOADS.length} payloads`);
    expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length);
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(300);
    expect(PAYLOADS.filter((text) => text.length === 0 || text.length > MAX_MESSAGE_CHARS)).toEqual([]);
  });

  it('has each forbidden scheme bare, as a Markdown link, and as an element', () => {
    for (const address of SCHEMES) {
      for (const text of [address, `[press](${address})`, `<a href="${address}">press</a>`]) {
        expect(PAYLOADS).toContain(text);
      }
    }
  });
});
