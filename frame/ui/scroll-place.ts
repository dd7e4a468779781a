// Where the visitor was in the conversation.

/** Outlives the element, so that a window that was made small comes back at the same place. */
export type ScrollPlace = {
  atEnd: boolean;
  top: number;
  /** Where an earlier page was, in pixels from the end, as long as this one has not come there yet; null: no matter. */
  wanted: number | null;
};

export const newScrollPlace = (wanted: number | null): ScrollPlace => ({ atEnd: wanted === null, top: 0, wanted });
