// The operator's file: every key, what it may be, and what it is by default.

import * as v from 'valibot';
import { CannedReply } from '../protocol/agent.ts';
import { SAFE_ADDRESS, unsafeAddressIn } from './chats/offered-parts.ts';
import { DEFAULT_TYPES } from './files/media-types.ts';

const Rate = v.strictObject({
  burst: v.pipe(v.number(), v.integer(), v.minValue(1)),
  perSecond: v.pipe(v.number(), v.minValue(0.001)),
});
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** URL takes more for a name: what has a meaning in the headers where these stand must not. */
const PLAIN_ORIGIN = /^https?:\/\/([a-z0-9._-]+|\[[0-9a-f:]+\])(:\d+)?$/;

const isOrigin = (text: string): boolean => {
  try {
    return PLAIN_ORIGIN.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
};
export const Origin = v.pipe(
  v.string(),
  v.check(isOrigin, 'an origin such as https://shop.example, with no path and no slash at the end'),
);

export const AgentAccount = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  /** Made by `node dist/server/main.js hash-password`. */
  passwordHash: v.pipe(v.string(), v.regex(/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/, 'a bcrypt hash')),
  /** A picture file: PNG, JPEG, GIF or WebP. */
  avatar: v.optional(v.pipe(v.string(), v.minLength(1))),
});
export type AgentAccount = v.InferOutput<typeof AgentAccount>;

export const Limits = v.strictObject({
  /** Largest request, in bytes, by socket and by HTTP. */
  maxRequestBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1_024), v.maxValue(1_048_576)), 65_536),
  /** A fast human and a burst of thirty, then ten a second. */
  messagesPerSession: v.optional(Rate, { burst: 30, perSecond: 10 }),
  requestsPerConnection: v.optional(Rate, { burst: 200, perSecond: 50 }),
  /** Of files, 256 kB at most each: ten megabytes at once, then five a second. */
  piecesPerSession: v.optional(Rate, { burst: 60, perSecond: 20 }),
  /** Of visitors: about a gigabyte at once, then another in a day. */
  piecesPerAddress: v.optional(Rate, { burst: 4_000, perSecond: 0.05 }),
  /** A whole office behind one address comes back at once after a restart. The same again for what is nobody's. */
  hellosPerAddress: v.optional(Rate, { burst: 300, perSecond: 50 }),
  loginsPerAddress: v.optional(Rate, { burst: 10, perSecond: 0.2 }),
  connectionsPerAddress: v.optional(Count, 1_000),
  pollsPerSession: v.optional(Count, 10),
  /** Caps the site's `maxOfflineDuration`: one day. */
  maxOfflineSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(86_400 * 30)), 86_400),
});
export type Limits = v.InferOutput<typeof Limits>;

const Bytes = v.pipe(v.number(), v.integer(), v.minValue(1));
const TypeOrGroup = v.pipe(
  v.string(),
  v.regex(
    /^([a-z0-9.+-]{1,60}|\*)\/([a-z0-9.+-]{1,100}|\*)$/,
    'a media type in small letters, such as image/png or image/*',
  ),
);
export const Files = v.strictObject({
  maxBytes: v.optional(Bytes, 10_000_000),
  types: v.optional(v.pipe(v.array(TypeOrGroup), v.minLength(1), v.maxLength(200)), [...DEFAULT_TYPES]),
  /** What the visitor, and each agent, may send in one chat. */
  bytesPerSession: v.optional(Bytes, 100_000_000),
  filesPerSession: v.optional(Count, 100),
  /** What all chats together may take of the disk. */
  bytesInAll: v.optional(Bytes, 10_000_000_000),
});

type Files = v.InferOutput<typeof Files>;
/** No union: what is wrong is said of the key, not of the whole. */
const FilesOrNone = v.lazy<v.GenericSchema<v.InferInput<typeof Files> | false, Files | false>>((given) =>
  given === false ? v.literal(false) : Files,
);

/** What agents could not send is said at the start. */
const ReadyAnswer = v.pipe(
  CannedReply,
  v.rawCheck(({ dataset, addIssue }) => {
    const unsafe = dataset.typed && unsafeAddressIn(dataset.value.parts ?? []);
    if (!unsafe) return;
    const { where, received } = unsafe;
    const at = { type: 'unknown', origin: 'value', input: dataset.value, key: where, value: received } as const;
    addIssue({ expected: SAFE_ADDRESS, received, path: [at] });
  }),
);

export const OperatorFile = v.strictObject({
  host: v.optional(v.pipe(v.string(), v.minLength(1)), '127.0.0.1'),
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 8080),
  /** Where browsers reach this server. Null: the two loopback origins with the port in use. */
  chatOrigins: v.optional(v.nullable(v.pipe(v.array(Origin), v.minLength(1))), null),
  /** Sites that may embed the chat. Null: the three loopback sites with the port in use. */
  allowedSites: v.optional(v.nullable(v.array(Origin)), null),
  /** Other chat servers that sites may name for the frames of this one. */
  servers: v.optional(v.array(Origin), []),
  /** Other chat origins, whose frames may talk to this server. */
  frameOrigins: v.optional(v.array(Origin), []),
  /** Where pictures on cards may come from, besides this server. */
  imageOrigins: v.optional(v.array(Origin), []),
  /** Where the fonts of sites' themes may come from. */
  fontOrigins: v.optional(v.array(Origin), []),
  databaseFile: v.optional(v.pipe(v.string(), v.minLength(1)), './data/tagalong.db'),
  agents: v.optional(v.array(AgentAccount), []),
  limits: v.optional(Limits, {}),
  /** What people may send each other; false: nothing. Kept in a folder beside the database. */
  files: v.optional(FilesOrNone, {}),
  /** Whether visitors are asked what they thought of the chat. */
  rating: v.optional(v.boolean(), true),
  cannedReplies: v.optional(v.pipe(v.array(ReadyAnswer), v.maxLength(500)), []),
  /** Ended chats are deleted after so many days. */
  retentionDays: v.optional(v.pipe(v.number(), v.minValue(1)), 30),
  /** How many proxies of the operator's own add to X-Forwarded-For. 0: the header is not believed. */
  trustedProxies: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)), 0),
});
export type Config = v.InferOutput<typeof OperatorFile>;
