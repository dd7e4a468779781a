// Has the browser fail at something, or never come to its end, for as long as a scene is looked at.

export type Spoilt = 'saving' | 'reading';

const SPOILERS: Readonly<Record<Spoilt, () => () => void>> = {
  saving: () => {
    const { createObjectURL } = URL;
    URL.createObjectURL = () => {
      throw new Error('No file can be made here.');
    };
    return () => {
      URL.createObjectURL = createObjectURL;
    };
  },
  reading: () => {
    const { arrayBuffer } = Blob.prototype;
    Blob.prototype.arrayBuffer = () => new Promise(() => {});
    return () => {
      Blob.prototype.arrayBuffer = arrayBuffer;
    };
  },
};

export function spoil(what: Spoilt, signal: AbortSignal): void {
  if (!signal.aborted) signal.addEventListener('abort', SPOILERS[what](), { once: true });
}
