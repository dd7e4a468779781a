// The host page of a window of its own, as the engine sees it: there may be none, or one after the other. Tickets of each
// carry its number, so that no page hears the outcome of another's. Knows neither windows nor Penpal.

import * as v from 'valibot';
import { COMMAND_FAILED } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { HostState, type Ticket } from '../../protocol/rpc.ts';
import { LINK_VERSION } from '../../protocol/version.ts';
import type { Clock } from '../ports.ts';
import type { Host } from '../session/engine.ts';
import type { Proof } from './proof.ts';

/** A page that does not answer for so long has been left. */
export const SILENCE_MS = 10_000;

export type ChangingHost = Host & {
  /** What is asked for from now on is for this page. */
  turnTo(page: Host): void;
  /** A ticket of the present page, under a name of its own. */
  adopted(ticket: Ticket): Ticket;
};

type Parts = {
  clock: Pick<Clock, 'after'>;
  /** null: nothing is known, and nothing can begin. */
  proof(): Proof | null;
  remember(proof: Omit<Proof, 'siteOrigin'>): void;
  /** What an earlier document of this window had is not there any more. */
  onNothing(): void;
};

const RESTORE = 'restore-alone';

export function createChangingHost({ clock, proof, remember, onNothing }: Parts): ChangingHost {
  let page: Host | null = null;
  let turn = 0;
  /** Its words are not ours, nor are the names of its tickets. */
  let isStrange = false;

  const mark = () => `${turn}-`;
  const embedded = (ticket: Ticket): Ticket => ({ ...ticket, options: { ...(ticket.options ?? {}), embedded: true } });
  const adopted = (ticket: Ticket): Ticket => ({ ...embedded(ticket), requestId: mark() + ticket.requestId });

  /** Answers in the end; a page that does not is asked for nothing more. */
  const call = (name: keyof Host, request: never): Promise<unknown> => {
    const asked = page;
    if (!asked) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const cancel = clock.after(SILENCE_MS, () => {
        if (page === asked) page = null;
        resolve(undefined);
      });
      Promise.resolve(asked[name]?.(request)).then(resolve, reject).finally(cancel);
    });
  };

  /** With nobody to ask, the window goes on with what it has. */
  function alone(): HostState | null {
    const known = proof();
    if (!known) return null;
    const { deployment, page: place, ticket } = known;
    const restore = embedded({ requestId: RESTORE, method: 'restoreChat', options: ticket?.options });
    return { version: LINK_VERSION, deployment, page: place, tickets: [restore], session: null };
  }

  return {
    adopted,
    turnTo(next) {
      page = next;
      turn += 1;
    },
    async frameReady(request) {
      const answer = await call('frameReady', request as never);
      if (!answer) return alone();
      const known = v.safeParse(HostState, answer);
      isStrange = !known.success;
      if (!known.success) return answer;
      const { deployment, page: place, tickets, session } = known.output;
      const ticket = session?.ticket ?? tickets[0] ?? proof()?.ticket ?? null;
      remember({ deployment, page: place, ticket });
      const held = session && { ...session, ...(session.ticket && { ticket: adopted(session.ticket) }) };
      return { ...known.output, tickets: tickets.map(adopted), session: held };
    },
    async settle(settlement) {
      const { requestId, outcome } = settlement;
      if (requestId === RESTORE) {
        if (outcome !== 'session') onNothing();
      } else if (isStrange || requestId.startsWith(mark())) {
        await call('settle', {
          ...settlement,
          requestId: isStrange ? requestId : requestId.slice(mark().length),
        } as never);
      }
    },
    sessionEvents: (request) => call('sessionEvents', request as never),
    layout: (request) => call('layout', request as never),
    startAgain: (request) => call('startAgain', request as never),
    // Whoever opens a window of its own gives no functions: they would go with their page.
    runHook: async () => failed(COMMAND_FAILED),
  };
}
