// Sizes that the host page must know to place the iframe, in CSS pixels.

/** The minimised bar: wide enough for a name and a badge, high enough for a thumb. */
export const MINIMIZED_SIZE = { width: 240, height: 56 } as const;
