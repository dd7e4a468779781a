// Canned states of the chat, one for each thing that the interface must be able to show. Plain data, also for tests.

import type { Party } from '../../protocol/session.ts';
import type { Outgoing, SessionState } from '../session/state.ts';
import { composerStates } from './composer-states.ts';
import { conditions, everyField } from './forms.ts';
import { connecting, DOWN, ended, pending, registering, restoring, talking, whole } from './makers.ts';
import { ada, GALLERY_NOW, joined, left, noor, say, transcriptOf } from './talk.ts';
import { talkStates } from './talk-states.ts';
import { unsentStates } from './unsent-states.ts';

export { ended, registering, talking } from './makers.ts';
export { GALLERY_NOW } from './talk.ts';

const refused: Outgoing = {
  id: 'own-refused',
  text: 'This one was refused by the server.',
  contentType: 'text',
  at: GALLERY_NOW,
  status: 'failed',
  error: { code: 52, description: 'The command could not be executed.' },
};

const longName: Party = { id: 5, name: 'Maximiliane Freifrau von Hohenlohe-Langenburg-Schillingsfürst', kind: 'agent' };
const crowd = (size: number) => [
  joined(ada),
  ...Array.from({ length: size }, (_, n) => say(n % 3 ? ada : 'visitor', `Message number ${n + 1}`)),
];

const grace = { firstname: 'Grace', lastname: 'Hopper', email: 'grace@example.com', subject: 'A parcel' };

export const states: Record<string, SessionState> = {
  form: registering(),
  'form-filled': registering({ values: grace }),
  'form-refused': registering({ values: grace, refusal: 'refused' }),
  'form-unreached': registering({ values: grace, refusal: 'unreached' }),
  'form-every-field': registering({ form: everyField }),
  'form-conditions': registering({ form: conditions, values: { firstname: 'Grace', company: 'Navy' } }),
  connecting: connecting(),
  'waiting-down': whole(talking({ agent: null, transcript: transcriptOf([]), transport: DOWN })),
  waiting: whole(talking({ agent: null, transcript: transcriptOf([say('visitor', 'Hello, is anybody there?')]) })),
  'waiting-empty': whole(talking({ agent: null, transcript: transcriptOf([]) })),
  'agent-left': whole(
    talking({ agent: noor, transcript: transcriptOf([joined(ada), say(ada, 'Bye'), left(ada), joined(noor)]) }),
  ),
  'waiting-again': whole(talking({ agent: null, transcript: transcriptOf([joined(ada), say(ada, 'Bye'), left(ada)]) })),
  talking: whole(talking()),
  typing: whole(talking({ typing: ada })),
  'long-words': whole(
    talking({
      agent: longName,
      transcript: transcriptOf([
        joined(longName),
        say(longName, `Look here: https://example.com/${'a-very-long-path/'.repeat(12)}?q=1`),
        say('visitor', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'),
        say('visitor', 'W'.repeat(300)),
      ]),
      typing: longName,
    }),
  ),
  'two-directions': whole(
    talking({
      agent: noor,
      transcript: transcriptOf([
        joined(noor),
        say(noor, 'مرحبا! كيف يمكنني مساعدتك اليوم؟'),
        say('visitor', 'שלום, יש לי שאלה על הזמנה AB123456.'),
        say(noor, 'رقم الطلب ‎AB123456 في https://shop.example/orders/123 جاهز.'),
        say('visitor', 'First line in English\nوالسطر الثاني بالعربية\nושורה שלישית בעברית'),
      ]),
      typing: noor,
    }),
  ),
  'hostile-text': whole(
    talking({
      transcript: transcriptOf([
        joined({ ...ada, name: '<b>Ada</b>\u202e' }),
        say(ada, '<img src=x onerror=alert(1)> <script>alert(1)</script> javascript:alert(1)'),
        say(ada, 'See https://bank.example@evil.example/login and https://xn--pple-43d.com or https://аpple.com'),
        say(ada, 'harmless\u202etxt.exe\u0000\u0007 end'),
      ]),
    }),
  ),
  ...talkStates({ whole, talking, refused, crowd }),
  many: whole(talking({ transcript: transcriptOf(crowd(600)) })),
  'many-and-one': whole(talking({ transcript: transcriptOf(crowd(601)), seenIndex: 601 })),
  sending: whole(talking({ outbox: [pending('On its way', 'sending'), pending('Next in line', 'waiting')] })),
  failed: whole(talking({ outbox: [refused, pending('Next in line', 'waiting')] })),
  draft: whole(talking({ draft: 'Half a thought, written\non two lines' })),
  'draft-too-long': whole(
    talking({
      draft: 'Too long a thought. '.repeat(30),
      limits: { maxMessageChars: 500, maxOfflineSeconds: 1_800 },
    }),
  ),
  'draft-near-limit': whole(
    talking({ draft: 'A thought. '.repeat(40), limits: { maxMessageChars: 500, maxOfflineSeconds: 1_800 } }),
  ),
  leaving: whole(talking({ leaving: 'show' })),
  reconnecting: whole(talking({ transport: DOWN, outbox: [pending('Kept for later', 'waiting')] })),
  restoring: whole(restoring({ transport: { status: 'up' } })),
  'restoring-down': whole(restoring()),
  'minimized-form': registering({ window: 'minimized' }),
  minimized: whole(talking({ window: 'minimized' })),
  'minimized-unread': whole(talking({ window: 'minimized', seenIndex: 2 })),
  'minimized-many-unread': whole(talking({ window: 'minimized', transcript: transcriptOf(crowd(200)), seenIndex: 20 })),
  'minimized-waiting': whole(talking({ window: 'minimized', agent: null, transcript: transcriptOf([]) })),
  'minimized-ended': whole(ended({ window: 'minimized' })),
  'minimized-long-name': whole(talking({ window: 'minimized', agent: longName, seenIndex: 2 })),
  'ended-by-visitor': whole(ended({ reason: 'leaveRequest' })),
  'ended-by-agent': whole(ended()),
  'ended-by-error': whole(ended({ reason: 'error', unsent: [pending('Never arrived', 'waiting')] })),
  ...composerStates({ whole, talking, ended, registering }),
  ...unsentStates({ whole, talking, ended, pending, down: DOWN }),
};
