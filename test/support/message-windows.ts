// Two windows of different sites that post to each other, in one process: a site's page and the frame in it. Events are
// trusted unless a script has made them up, as in a browser. Knows no link.

type Take = (event: MessageEvent) => void;
type Post = Window['postMessage'];

export const [SITE, CHAT] = ['https://site.test', 'https://chat.test'];

function createWindow() {
  const takers = new Set<Take>();
  return {
    addEventListener: (_type: string, take: Take) => void takers.add(take),
    removeEventListener: (_type: string, take: Take) => void takers.delete(take),
    hear(event: object) {
      for (const take of [...takers]) take(event as MessageEvent);
    },
    /** Whoever was in this window is gone. */
    empty: () => takers.clear(),
  };
}

export function createWindows() {
  const [site, frame] = [createWindow(), createWindow()];
  /** How a window of `origin` looks to the one that posts to it; `source` is how that one looks from there. */
  const seen = (to: typeof site, origin: string, from: string, source: () => object) => {
    const postMessage = (
      data: unknown,
      how: string | { targetOrigin: string; transfer?: MessagePort[] },
      more = [],
    ) => {
      const { targetOrigin, transfer = more } = typeof how === 'string' ? { targetOrigin: how } : how;
      if (targetOrigin !== '*' && targetOrigin !== origin) return;
      const event = { data: structuredClone(data), origin: from, ports: transfer, source: source(), isTrusted: true };
      queueMicrotask(() => to.hear(event));
    };
    return { postMessage: postMessage as Post } as Window;
  };
  const frameSeen: Window = seen(frame, CHAT, SITE, () => siteSeen);
  const siteSeen: Window = seen(site, SITE, CHAT, () => frameSeen);
  return { site, frame, frameSeen, siteSeen };
}
