// The nouns that are needed before there is a conversation: ids, times, the page, what the visitor is known by. A file
// of its own, because the frame's document carries these and the rest comes later.

import * as v from 'valibot';

/** Longest text of one message, in UTF-16 code units. */
export const MAX_MESSAGE_CHARS = 5_000;

/** Position in a session's log: 1, 2, 3 ... given by the server, without gaps. */
export const Index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Milliseconds since the epoch. */
export const Timestamp = v.pipe(v.number(), v.integer(), v.minValue(0));

/** An id made by a client or the server: letters, digits, `-` and `_`. */
export const Id = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, 'an id of 8 to 64 letters, digits, - or _'));

/** What the visitor is known by: the registration form's values and what the site attached. */
export const MAX_USER_DATA_KEYS = 100;
export const UserDataKey = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
export const UserDataValue = v.union([
  v.pipe(v.string(), v.maxLength(4_000)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  v.null(),
]);
export const UserData = v.pipe(
  v.unknown(),
  // A list would pass as a record, under its numbers.
  v.check((data) => !Array.isArray(data), 'it is no list'),
  v.record(UserDataKey, UserDataValue),
  v.check((data) => Object.keys(data).length <= MAX_USER_DATA_KEYS, `at most ${MAX_USER_DATA_KEYS} keys`),
);
export type UserData = v.InferOutput<typeof UserData>;

/** The page on which the visitor is, as the agent sees it. */
export const Page = v.object({
  url: v.pipe(v.string(), v.maxLength(2_000)),
  title: v.pipe(v.string(), v.maxLength(300)),
});
export type Page = v.InferOutput<typeof Page>;
