// States of a conversation: faces, days, marks, what is new, long ones, Markdown, and each part of a message. Made with
// what the other states are made with.

import {
  COMMAND_STOPPED,
  FILE_GONE,
  FILE_KIND_REFUSED,
  FILE_TOO_LARGE,
  FILES_NOT_TAKEN,
} from '../../protocol/errors.ts';
import type { Party } from '../../protocol/session.ts';
import type { Active, Outgoing, Phase, SessionState, Transcript } from '../session/state.ts';
import {
  awayFile,
  cards,
  fileOf,
  list,
  longFile,
  MARKDOWN,
  offer,
  oneCard,
  photo,
  quickReplies,
  UNKNOWN_MARKDOWN,
  unsent,
  upload,
} from './parts.ts';
import { ada, GALLERY_NOW, joined, noor, say, transcriptOf } from './talk.ts';

type Entries = Parameters<typeof transcriptOf>[0];
type Makers = {
  whole: (life: Phase) => SessionState;
  talking: (over?: Partial<Active>) => Active;
  crowd: (size: number) => Entries;
  refused: Outgoing;
};

const faced: Party = { ...ada, avatar: '/frame/gallery/face.svg' };
const brokenFace: Party = { id: 6, name: 'Grace-Marie O’Neill', kind: 'agent', avatar: '/frame/gallery/missing.png' };
const robot: Party = { id: 7, name: '🤖', kind: 'agent' };

/** Entries of several days: so many hours before now. */
const apart = (hours: readonly number[], ...entries: Entries): Transcript => {
  const { entries: placed, ...rest } = transcriptOf(entries);
  return {
    ...rest,
    entries: placed.map((entry, at) => ({ ...entry, at: GALLERY_NOW - (hours[at] ?? 0) * 3_600_000 })),
  };
};

export function talkStates({ whole, talking, crowd, refused }: Makers): Record<string, SessionState> {
  const talkOf = (...entries: Entries) => whole(talking({ transcript: transcriptOf(entries) }));
  const marked = (deliveredIndex: number, readIndex: number) =>
    whole(talking({ agentSeen: { deliveredIndex, readIndex } }));
  return {
    faces: talkOf(
      joined(faced),
      say(faced, 'Hello, I have a face.'),
      say(faced, 'And two messages.'),
      say('visitor', 'I see.'),
      joined(brokenFace),
      say(brokenFace, 'My picture does not come.'),
      say('visitor', 'Never mind.'),
      say(noor, 'ليس لدي صورة.'),
      say(robot, 'I have no letters.'),
      { ...say(ada, 'You are number 3 in the queue.'), party: { id: 2, name: 'System', kind: 'system' } },
    ),
    days: whole(
      talking({
        transcript: apart(
          [9_000, 300, 299, 24, 0],
          say('visitor', 'Last year'),
          say('visitor', 'Days ago'),
          say(ada, 'The same day'),
          say(ada, 'Yesterday'),
          say('visitor', 'Today'),
        ),
      }),
    ),
    emoji: talkOf(say(ada, '🎉'), say('visitor', '👩‍🚀👨‍👩‍👧‍👦🇬🇧'), say(ada, '❤️ 1️⃣')),
    'marks-delivered': marked(7, 0),
    'marks-both': marked(7, 3),
    'marks-read': marked(7, 7),
    new: whole(talking({ transcript: transcriptOf(crowd(12)), seenIndex: 11 })),
    'new-many': whole(talking({ transcript: transcriptOf(crowd(200)), seenIndex: 100 })),
    'further-up': whole(talking({ transcript: transcriptOf(crowd(200)), seenIndex: 199, scroll: 60 })),
    huge: whole(talking({ transcript: transcriptOf(crowd(10_000)) })),
    markdown: talkOf(joined(ada), say(ada, MARKDOWN), say('visitor', '**as typed**, _all of it_')),
    'markdown-unknown': talkOf(joined(ada), say(ada, UNKNOWN_MARKDOWN)),
    'markdown-rtl': talkOf(
      joined(noor),
      say(noor, '**مهم**: خذ\n\n- الإيصال\n- `AB123456`\n\nثم اذهب إلى [المتجر](https://shop.example)'),
    ),
    'quick-replies': talkOf(joined(ada), offer(ada, 'What can I do for you?', quickReplies)),
    'quick-replies-answered': talkOf(
      offer(ada, 'What can I do for you?', quickReplies),
      say('visitor', 'Opening hours'),
    ),
    card: talkOf(joined(ada), offer(ada, 'This one is left.', oneCard)),
    cards: talkOf(joined(ada), offer(ada, 'These are left.', cards)),
    list: talkOf(joined(ada), offer(ada, 'We have four shops.', list)),
    'list-answered': talkOf(offer(ada, 'We have four shops.', list), say('visitor', 'Station')),
    files: talkOf(
      joined(ada),
      fileOf(ada, longFile),
      fileOf('visitor', photo),
      fileOf(ada, { ...photo, fileId: 'gone', name: 'gone.png', width: 300, height: 300 }),
      fileOf(ada, awayFile),
    ),
    'upload-waiting': whole(talking({ outbox: [upload(photo, { status: 'waiting' })] })),
    'upload-sending': whole(
      talking({
        outbox: [upload(photo, { status: 'sending', sentBytes: 600_000 }), upload(longFile, { status: 'waiting' })],
      }),
    ),
    'upload-failed': whole(talking({ outbox: [{ ...refused, text: photo.name, file: photo }] })),
    'upload-refused': whole(
      talking({
        limits: {
          maxMessageChars: 5_000,
          maxOfflineSeconds: 1_800,
          files: { maxBytes: 10_000_000, types: ['image/*'] },
        },
        outbox: [
          unsent({ ...photo, fileId: 'large', sizeBytes: 48_000_000 }, FILE_TOO_LARGE),
          unsent(longFile, FILE_KIND_REFUSED),
          unsent(awayFile, FILE_GONE),
          unsent({ ...photo, fileId: 'crowded' }, COMMAND_STOPPED),
          unsent({ ...photo, fileId: 'nowhere' }, FILES_NOT_TAKEN),
        ],
      }),
    ),
  };
}
