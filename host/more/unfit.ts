// Why a call is refused with 306.

/** What is wrong, in words, beginning with the place. */
export class Unfit extends Error {
  constructor(place: string, received: string, expected = 'plain data') {
    super(`${place.slice(0, 100)}: expected ${expected}, received ${received}`);
  }
}
