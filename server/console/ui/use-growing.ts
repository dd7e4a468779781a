// A field as high as its text; the style sheet says where that ends.

import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

export function useGrowing(field: RefObject<HTMLTextAreaElement>, text: string): void {
  // The text is what the height follows.
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);
}
