// Facts and states that many tests of the frame begin with.

import type { Effect } from '../../frame/session/effects.ts';
import type { SessionEvent } from '../../frame/session/events.ts';
import { INITIAL_STATE } from '../../frame/session/initial-state.ts';
import { toPersisted } from '../../frame/session/persist.ts';
import type { PageOptions, SessionState } from '../../frame/session/state.ts';
import { transition } from '../../frame/session/transition.ts';
import type { PersistedState } from '../../protocol/persisted.ts';
import type { Opened, Resumed } from '../../protocol/server.ts';
import type { Party, TranscriptEntry } from '../../protocol/session.ts';

export const T0 = 1_700_000_000_000;
export const AGENT: Party = { id: 3, name: 'Ann', kind: 'agent' };
export const VISITOR: Party = { id: 1, name: 'Vera', kind: 'visitor' };
export const PLACE = { deployment: 'default', siteOrigin: 'http://shop.localhost' };
export const PAGE: PageOptions = { maxOfflineSeconds: 1_800, disableWebSockets: false, extra: null };
export const OPEN = {
  ...PLACE,
  openId: 'open-secret-0000000000',
  page: { url: 'http://shop.localhost/', title: 'Shop' },
};
export const SESSION = { sessionId: 'session-1', token: 'token-of-twenty-letters' };
export const LIMITS = { maxMessageChars: 5_000, maxOfflineSeconds: 1_800 };
export const REMEMBERED = { username: '', subject: '', userData: {} };

export const opened = (lastIndex = 0): Opened => ({ session: SESSION, lastIndex, limits: LIMITS, serverTime: T0 });
export const resumed = (lastIndex: number): Resumed => ({ lastIndex, limits: LIMITS, serverTime: T0 });

export const said = (
  index: number,
  id = `message-${index}`,
  party = AGENT,
  text = `text ${index}`,
): TranscriptEntry => ({
  ...{ index, at: T0 + index, kind: 'message', id, party, contentType: 'text', text },
});
export const endedEntry = (index: number, reason: 'agent' | 'leaveRequest' | 'error' = 'agent'): TranscriptEntry => ({
  ...{ index, at: T0 + index, kind: 'sessionEnded', reason },
});
export const joined = (index: number): TranscriptEntry => ({
  index,
  at: T0 + index,
  kind: 'agentConnected',
  party: AGENT,
});

type Dates = { at?: number; uptime?: number };
type Undated = SessionEvent extends infer E ? (E extends unknown ? Omit<E, keyof Dates> & Dates : never) : never;

/** Runs facts through the machine; effects of all of them, in order. Nobody sets the clock, unless a fact says so. */
export function run(state: SessionState, ...facts: Undated[]): { state: SessionState; effects: Effect[] } {
  const effects: Effect[] = [];
  let now = state;
  for (const fact of facts) {
    const next = transition(now, { at: T0, uptime: fact.at ?? T0, ...fact } as SessionEvent);
    now = next.state;
    effects.push(...next.effects);
  }
  return { state: now, effects };
}

export const start = (requestId = 'ticket-start', form: boolean = true): Undated => ({
  type: 'startRequested',
  requestId,
  form: form ? { inputs: [{ name: 'firstname' }] } : null,
  ...{ remembered: REMEMBERED, page: PAGE, open: OPEN, saved: null, elsewhere: false },
});
export const restore = (saved: PersistedState | null, requestId = 'ticket-restore', at = T0): Undated => ({
  ...{ type: 'restoreRequested', requestId, held: null, page: PAGE, saved, elsewhere: false, at },
});

export const chatting = (entries: TranscriptEntry[] = []): SessionState =>
  run(
    INITIAL_STATE,
    start('ticket-start', false),
    { type: 'transportOpened', opened: opened() },
    { type: 'entriesReceived', entries },
  ).state;

export const savedFrom = (state: SessionState, at = T0): PersistedState => {
  const saved = toPersisted(state, PLACE, at);
  if (!saved) throw new Error(`nothing of phase ${state.life.phase} is saved`);
  return JSON.parse(JSON.stringify(saved));
};
export const settlements = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'settle' ? [effect.settlement] : []));
export const told = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'tellHost' ? effect.events : []));
export const kinds = (effects: readonly Effect[]) => effects.map(({ kind }) => kind);
