// Writes down what happens to the chat of this page: phases, the way to the server, storage, where the window stands.

import type { Log } from '../ports.ts';
import type { ExtrasInner } from '../session/extras.ts';
import { windowOf } from '../session/selectors.ts';
import type { SessionState } from '../session/state.ts';

type Facts = { phase: string; transport: string; storage: string; window: string };

const factsOf = ({ life, storageWorks, page }: SessionState): Facts => ({
  phase: life.phase,
  transport: 'transport' in life ? life.transport.status : '',
  storage: storageWorks ? '' : 'refused',
  window: (page.extra?.ui !== false && windowOf(life)) || 'hidden',
});

const LEVELS = { phase: 'info', transport: 'info', storage: 'warn', window: 'debug' } as const;

export function keepChronicle({ state, subscribe }: ExtrasInner, log: Log): void {
  let before = factsOf(state());
  subscribe(() => {
    const now = factsOf(state());
    for (const name of ['phase', 'transport', 'storage', 'window'] as const) {
      if (now[name] !== before[name] && now[name]) log(LEVELS[name], name, now[name]);
    }
    before = now;
  });
}
