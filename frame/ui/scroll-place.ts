// Where the visitor was in the conversation.

/** Outlives the element, so that a window that was made small comes back at the same place. */
export type ScrollPlace = { atEnd: boolean; top: number };

export const newScrollPlace = (): ScrollPlace => ({ atEnd: true, top: 0 });
