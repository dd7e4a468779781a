// Makes a state of each phase, as it mostly is; what is another in it is said by whoever makes it. Plain data, also for tests.

import type { Active, Ended, Outgoing, Phase, Registering, Restoring, SessionState } from '../session/state.ts';
import { defaultForm } from './forms.ts';
import { ada, conversation, GALLERY_NOW, session } from './talk.ts';

export const DOWN = { status: 'down', since: GALLERY_NOW - 20_000 } as const;

export const whole = (life: Phase): SessionState => ({
  role: 'leader',
  storageWorks: true,
  page: { maxOfflineSeconds: 1_800, disableWebSockets: false, extra: null },
  life,
});

export const registering = (over: Partial<Registering> = {}): SessionState =>
  whole({
    phase: 'registering',
    tickets: ['ticket-0001'],
    form: defaultForm,
    values: {},
    remembered: { username: '', subject: '', userData: {} },
    window: 'open',
    ...over,
  });

export const connecting = (): SessionState =>
  whole({
    phase: 'connecting',
    tickets: ['ticket-0001'],
    transport: DOWN,
    window: 'open',
    request: {
      type: 'open',
      id: 'request-1',
      version: 1,
      deployment: 'default',
      openId: 'abcdefghijklmnopqrstuv',
      username: 'Grace',
      subject: '',
      userData: {},
      page: { url: 'https://shop.example/', title: 'Shop' },
      siteOrigin: 'https://shop.example',
      maxOfflineSeconds: 1_800,
      writerEpoch: 0,
      identity: null,
    },
  });

export const talking = (over: Partial<Active> = {}): Active => {
  const transcript = over.transcript ?? conversation;
  return {
    phase: 'active',
    session,
    limits: { maxMessageChars: 5_000, maxOfflineSeconds: 1_800 },
    transcript,
    outbox: [],
    takenBack: [],
    agent: ada,
    seenIndex: transcript.lastIndex,
    agentSeen: { deliveredIndex: 0, readIndex: 0 },
    toldIndex: transcript.lastIndex,
    restoredIndex: 0,
    draft: '',
    window: 'open',
    scroll: null,
    transport: { status: 'up' },
    typing: null,
    typingAt: 0,
    typingSentAt: 0,
    leaving: false,
    ...over,
  };
};

export const restoring = (over: Partial<Restoring> = {}): Restoring => {
  const { typing: _, typingAt: __, typingSentAt: ___, leaving: ____, ...kept } = talking();
  return { ...kept, phase: 'restoring', tickets: ['ticket-0001'], waitingStarts: [], transport: DOWN, ...over };
};

export const ended = (over: Partial<Ended> = {}): Ended => ({
  phase: 'ended',
  sessionId: session.sessionId,
  reason: 'agent',
  hidden: false,
  leaveOwed: false,
  transcript: conversation,
  unsent: [],
  draft: '',
  agent: ada,
  seenIndex: conversation.lastIndex,
  agentSeen: { deliveredIndex: 0, readIndex: 0 },
  rating: null,
  opinion: null,
  toldIndex: conversation.lastIndex,
  restoredIndex: 0,
  window: 'open',
  ...over,
});

export const pending = (text: string, status: 'waiting' | 'sending'): Outgoing => ({
  id: `own-${text.length}-${status}`,
  text,
  contentType: 'text',
  at: GALLERY_NOW,
  status,
});
