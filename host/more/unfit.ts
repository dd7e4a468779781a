// Why a call is refused with 306: in words, beginning with the place. Thrown, but no Error: nobody needs its stack.

export type Unfit = { words: string };

export const unfit = (place: string, received: string, expected = 'plain data'): Unfit => ({
  words: `${place.slice(0, 100)}: expected ${expected}, received ${received}`,
});
