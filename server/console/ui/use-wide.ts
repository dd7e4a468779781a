// Whether the page has room for all three panes.

import { useEffect, useState } from 'preact/hooks';

/** From here on the third pane takes nothing from the conversation; the style sheet lays it out by the same width. */
const WIDE = '(min-width: 70.01rem)';

export function useWide(): boolean {
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setWide(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isWide;
}
