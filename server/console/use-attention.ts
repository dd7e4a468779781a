// Joins calling the agent to the page: what came unlooked-at, until the agent looks.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Attention, type AttentionPorts, createAttention } from './attention.ts';
import type { Attraction } from './work-events.ts';

export type AttentionAbilities = Omit<AttentionPorts, 'onNews'>;

export function useAttention(
  ports: AttentionAbilities,
  isSoundOn: boolean,
): { news: Attraction | null; attention: Attention } {
  const [news, setNews] = useState<Attraction | null>(null);
  const wantsSound = useRef(isSoundOn);
  wantsSound.current = isSoundOn;
  const attention = useMemo(
    () =>
      createAttention({
        ...ports,
        play: (reason) => wantsSound.current && ports.play(reason),
        onNews: setNews,
      }),
    [],
  );
  useEffect(() => {
    const look = () => ports.isLooking() && attention.looked();
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
      attention.close();
    };
  }, []);
  return { news, attention };
}
