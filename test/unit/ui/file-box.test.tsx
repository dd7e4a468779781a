import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, photo } from '../../../frame/gallery/parts.ts';
import { talking } from '../../../frame/gallery/states.ts';
import { ada, transcriptOf } from '../../../frame/gallery/talk.ts';
import { en } from '../../../frame/locale/en.ts';
import { lazyParts } from '../../../frame/ui/message.tsx';
import { act, openStage, timesShown } from '../../support/ui-stage.tsx';

describe('a file in the conversation', () => {
  let runs: Set<(address: string | null) => void>;
  let renewed: string[];
  const tell = (address: string | null) =>
    act(() => {
      for (const run of [...runs]) run(address);
    });
  beforeAll(() => new Promise<void>((done) => (lazyParts.get() ? done() : lazyParts.want(done))));
  beforeEach(() => {
    runs = new Set();
    renewed = [];
    const files = {
      watch(_: string, run: (address: string | null) => void) {
        runs.add(run);
        return () => void runs.delete(run);
      },
      renew: (fileId: string) => void renewed.push(fileId),
    };
    const stage = openStage(en, undefined, { files });
    stage.live(talking({ transcript: transcriptOf([fileOf(ada, photo)]) }));
    hide = () => stage.live(talking({ window: 'minimized' }));
  });
  let hide: () => void;
  const link = () => document.querySelector('.file a');
  const picture = () => document.querySelector<HTMLImageElement>('.picture img');

  it('says so while it cannot be had, and leads to it once it can', () => {
    tell(null);
    expect(timesShown(en.fileAway)).toBe(1);
    tell('http://localhost/files/1');
    expect(timesShown(en.fileAway)).toBe(0);
    expect(link()?.getAttribute('href')).toBe('http://localhost/files/1');
    expect(picture()?.src).toBe('http://localhost/files/1');
  });

  it('leads to where it is now, and fetches a picture that is there no second time', () => {
    tell('http://localhost/files/1');
    tell('http://localhost/files/2');
    expect(link()?.getAttribute('href')).toBe('http://localhost/files/2');
    expect(picture()?.src).toBe('http://localhost/files/1');
    tell(null);
    expect(picture()?.src).toBe('http://localhost/files/1');
  });

  it('shows a picture that could not be loaded from where it is now', () => {
    tell('http://localhost/files/1');
    act(() => void picture()?.dispatchEvent(new Event('error')));
    expect(picture()).toBeNull();
    tell('http://localhost/files/2');
    expect(picture()?.src).toBe('http://localhost/files/2');
  });

  it('asks when somebody is about to use it, and nobody once it is not drawn any more', () => {
    act(() => void link()?.dispatchEvent(new Event('pointerenter')));
    expect(renewed).toEqual([photo.fileId]);
    hide();
    expect(runs.size).toBe(0);
  });
});
