// What a message may carry beside its text. The text always says the same in words, for whoever does not draw parts: the
// site's API, a saved transcript, an older frame.

import * as v from 'valibot';
import { Id, MAX_MESSAGE_CHARS } from './basics.ts';

const words = (maxChars: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(maxChars));
const pixels = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000));
/** Only `https:`, and paths on the chat server, are ever shown; of pictures only from where the operator allows. */
const Address = words(2_000);

/** What is known of a stored file. Sizes in pixels for pictures whose kind the server has recognised. */
export const FileFacts = v.object({
  fileId: Id,
  name: words(255),
  mediaType: v.pipe(v.string(), v.regex(/^[\w.+-]{1,60}\/[\w.+-]{1,100}$/, 'a media type such as image/png')),
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  width: v.optional(pixels),
  height: v.optional(pixels),
});
export type FileFacts = v.InferOutput<typeof FileFacts>;

/** Alone in its message, whose text is the file's name. */
export const FilePart = v.object({ kind: v.literal('file'), ...FileFacts.entries });
export type FilePart = v.InferOutput<typeof FilePart>;

/** Said by the visitor when chosen: `text`, or the label itself. */
const Reply = { label: words(100), text: v.optional(words(MAX_MESSAGE_CHARS)) };

/** Answers to choose from, offered while the message is the newest of the talk. */
export const QuickRepliesPart = v.object({
  kind: v.literal('quickReplies'),
  replies: v.pipe(v.array(v.object(Reply)), v.minLength(1), v.maxLength(20)),
});

const CardButton = v.union([v.object({ label: words(100), url: Address }), v.object(Reply)]);
export const Card = v.object({
  title: words(200),
  text: v.optional(words(1_000)),
  image: v.optional(v.object({ url: Address, alt: v.pipe(v.string(), v.maxLength(300)) })),
  buttons: v.optional(v.pipe(v.array(CardButton), v.maxLength(5))),
});
export type Card = v.InferOutput<typeof Card>;
/** One card, or several side by side. */
export const CardsPart = v.object({
  kind: v.literal('cards'),
  cards: v.pipe(v.array(Card), v.minLength(1), v.maxLength(10)),
});

/** One of a list, chosen and then sent. */
export const ListPart = v.object({
  kind: v.literal('list'),
  title: v.optional(words(200)),
  items: v.pipe(v.array(v.object({ ...Reply, detail: v.optional(words(300)) })), v.minLength(1), v.maxLength(100)),
});

/** What an agent or a bot may send of itself; a file part is made by the server. */
const offeredPart = v.variant('kind', [QuickRepliesPart, CardsPart, ListPart]);
export type OfferedPart = v.InferOutput<typeof offeredPart>;
/** Named by its type: spelt out in every message that carries one it is more than the compiler follows. */
export const OfferedPart: v.GenericSchema<OfferedPart> = offeredPart;

/** Beside one text. */
export const OfferedParts = v.pipe(v.array(OfferedPart), v.minLength(1), v.maxLength(10));

const messagePart = v.variant('kind', [FilePart, QuickRepliesPart, CardsPart, ListPart]);
export type MessagePart = v.InferOutput<typeof messagePart>;
export const MessagePart: v.GenericSchema<MessagePart> = messagePart;
