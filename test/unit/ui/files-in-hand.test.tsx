// Files that take their time: what becomes of them while the window is small.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { talking } from '../../../frame/gallery/states.ts';
import { act, allByRole, byRole, openStage } from '../../support/ui-stage.tsx';

const limits = {
  ...{ maxMessageChars: 5_000, maxOfflineSeconds: 1_800 },
  files: { maxBytes: 10_000, types: ['text/plain'] },
};

describe('files that are prepared', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    stage = openStage();
    stage.live(talking({ limits }));
  });
  const isChosen = () => stage.wishes.filter(({ type }) => type === 'filesChosen');
  const pick = (...files: File[]) =>
    act(() => {
      const input = document.querySelector<HTMLInputElement>('input[type=file]');
      if (!input) throw new Error('no file can be chosen');
      Object.defineProperty(input, 'files', { value: files, configurable: true });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  /** Is looked at, and says so, but cannot be read yet. */
  const slow = (name: string) => {
    let answer = () => {};
    const file = new File(['hello'], name, { type: 'text/plain' });
    const looked = vi.fn(() => new Promise<ArrayBuffer>((resolve) => (answer = () => resolve(new ArrayBuffer(1)))));
    file.slice = () => ({ arrayBuffer: looked }) as unknown as Blob;
    return { file, looked, read: () => answer() };
  };

  it('go out though the window was made small meanwhile, to the chat that they were picked for', async () => {
    const { file, looked, read } = slow('a.txt');
    pick(file);
    await vi.waitFor(() => expect(looked).toHaveBeenCalled(), 20_000);
    stage.live(talking({ limits, window: 'minimized' }));
    read();
    const { sessionId } = talking().session;
    await vi.waitFor(() => expect(isChosen()).toMatchObject([{ sessionId, files: [{ name: 'a.txt' }] }]));
  });

  it('leave what is to be said of them for when the window is open again', async () => {
    const { file, looked, read } = slow('a.txt');
    pick(new File(['MZ'], 'setup.exe', { type: 'application/x-msdownload' }), file);
    await vi.waitFor(() => expect(looked).toHaveBeenCalled(), 20_000);
    stage.live(talking({ limits, window: 'minimized' }));
    read();
    await vi.waitFor(() => expect(isChosen()).toHaveLength(1));
    stage.live(talking({ limits }));
    expect(byRole('alert').textContent).toContain('setup.exe is not a kind of file');
  });

  it('are still counted when the window is open again before they are ready', async () => {
    const { file, looked, read } = slow('a.txt');
    pick(file);
    await vi.waitFor(() => expect(looked).toHaveBeenCalled(), 20_000);
    stage.live(talking({ limits, window: 'minimized' }));
    stage.live(talking({ limits }));
    const said = () => allByRole('status').map(({ textContent }) => textContent);
    expect(said()).toContain('Preparing 1 file…');
    read();
    await vi.waitFor(() => expect(said()).not.toContain('Preparing 1 file…'));
  });

  it('leave nothing to be said in another chat', async () => {
    pick(new File(['MZ'], 'setup.exe', { type: 'application/x-msdownload' }));
    await vi.waitFor(() => expect(byRole('alert').textContent).toContain('setup.exe'), 20_000);
    stage.live(talking({ limits, session: { sessionId: 'session-0002', token: 'token' } as never }));
    expect(byRole('alert').textContent).toBe('');
  });
});
