import { describe, expect, it } from 'vitest';
import { createLazy } from '../../../frame/ui/talk/lazy.ts';

/** Each load waits until it is let go, or made to fail. */
function loads() {
  const asked: { come: (part: string) => void; fail: () => void }[] = [];
  const load = () =>
    new Promise<string>((come, fail) => void asked.push({ come, fail: () => fail(new Error('offline')) }));
  return { asked, lazy: createLazy(load) };
}
const settled = () => new Promise<void>((done) => setImmediate(done));

describe('a lazy part', () => {
  it('is fetched once for all who want it, and drawn by each', async () => {
    const { asked, lazy } = loads();
    const drawn: string[] = [];
    lazy.want(() => drawn.push('one'));
    lazy.want(() => drawn.push('two'));
    expect(asked).toHaveLength(1);
    asked[0]?.come('part');
    await settled();
    expect([lazy.get(), drawn]).toEqual(['part', ['one', 'two']]);
  });

  it('is asked for again by the next who wants it when it did not come, and then drawn by all', async () => {
    const { asked, lazy } = loads();
    const drawn: string[] = [];
    lazy.want(() => drawn.push('one'));
    asked[0]?.fail();
    await settled();
    lazy.want(() => drawn.push('two'));
    asked[1]?.come('part');
    await settled();
    expect(drawn).toEqual(['one', 'two']);
  });

  it('calls nobody who has gone, and at once whoever comes after it', async () => {
    const { asked, lazy } = loads();
    const drawn: string[] = [];
    lazy.want(() => drawn.push('gone'))();
    asked[0]?.come('part');
    await settled();
    lazy.want(() => drawn.push('late'));
    expect(drawn).toEqual(['late']);
  });
});
