// A tab that follows: it is shown what the leader shows, hands over what is to be sent, and asks the leader for the rest.
// Who was the leader once and does not know yet that another writes now is not believed.

import { ok } from '../../protocol/result.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import type { Shared } from '../../protocol/tabs.ts';
import type { Clock } from '../ports.ts';
import type { Role } from '../tabs/leadership.ts';
import { createOpenRequests } from '../transport/requests.ts';
import type { Answer, Transport, TransportEvents } from '../transport/transport.ts';
import type { Inner } from './conversation.ts';
import type { TabCircle } from './tab-circle.ts';
import { takeShared } from './tab-ear.ts';

type Parts = Pick<Inner, 'state' | 'dispatch'> & {
  clock: Clock;
  events: TransportEvents;
  role: () => Role | null;
  circle: () => TabCircle | null;
};

export type TabFollower = {
  follow(shared: Shared): void;
  request: Transport['request'];
  answered(id: string, answer: Answer<unknown>): void;
  /** Whether the leader has this message already. */
  isHandedOver(id: string): boolean;
  /** A writer of the session, this tab or another. Those before it are not believed from now on. */
  heardOf(writerEpoch: number): void;
  /** Of another session than before: what was counted there says nothing here. */
  forget(writerEpoch: number): void;
  /** Nobody answers any more. */
  failAll(): void;
  /** Out of touch with the others. */
  part(): void;
};

export function createTabFollower({ state, dispatch, clock, events, role, circle }: Parts): TabFollower {
  const asked = createOpenRequests(clock);
  let newestEpoch = 0;
  /** What the leader has in its outbox: by id, whether it was refused. */
  let handedOver = new Map<string, boolean>();

  const heardOf = (writerEpoch: number): void => {
    newestEpoch = Math.max(newestEpoch, writerEpoch);
  };

  function follow(shared: Shared): void {
    // Of a leader that was frozen and has not heard yet that another writes now: the log that it knows is an old one.
    if (shared.writerEpoch > 0 && shared.writerEpoch < newestEpoch) return;
    heardOf(shared.writerEpoch);
    circle()?.answered();
    if (role() !== 'follower') return;
    handedOver = new Map(shared.outbox.map(({ id, status }) => [id, status === 'failed']));
    if (takeShared(shared, { clock, state, dispatch, events })) circle()?.sayMine();
  }

  async function request(wanted: SessionRequest): Promise<Answer<unknown>> {
    switch (wanted.type) {
      case 'farewell':
        // A page of the session is left, not the session.
        return ok(null);
      case 'append': {
        const isRefused = handedOver.get(wanted.id);
        if (isRefused) circle()?.say({ type: 'retried', id: wanted.id });
        else if (isRefused === undefined) circle()?.sayMine();
        return ok(null);
      }
      default: {
        const answer = asked.wait(wanted.id);
        circle()?.say({ type: 'asked', request: wanted });
        return answer;
      }
    }
  }

  return {
    follow,
    request,
    answered: asked.settle,
    isHandedOver: (id) => handedOver.has(id),
    heardOf,
    forget(writerEpoch) {
      newestEpoch = writerEpoch;
    },
    failAll: asked.failAll,
    part() {
      handedOver = new Map();
      asked.failAll();
    },
  };
}
