// Where the visitor was in the conversation.

/** Outlives the element, so that a window that was made small comes back at the same place. */
export type ScrollPlace = {
  /** The entry at the upper edge, and in its fraction how much of it is above; null: the end is in view. */
  at: number | null;
  /** Where an earlier page was: so many entries before the end. null once it has been taken up. */
  wanted: number | null;
  /** First entry that was new to the visitor; null: none was. */
  newFrom: number | null;
};

export const newScrollPlace = (wanted: number | null): ScrollPlace => ({ at: null, wanted, newFrom: null });
