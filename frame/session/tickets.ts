// Open requests of the host page, each settled once and looked at in the order of their coming. A ticket that comes again
// (the link was healed, the frame was reloaded) is the same ticket: its settlement is repeated, not its request.

import { type Failure, FRAME_UNREACHABLE } from '../../protocol/beginning-errors.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { HostState, Settlement, Ticket } from '../../protocol/rpc.ts';
import { type FilledForm, isFresh, type LoadedState } from '../../protocol/saved-form.ts';
import { isDefault } from './default-form.ts';
import type { Effect } from './effects.ts';
import type { Dispatch, EngineParts } from './engine-parts.ts';
import { PART_LIMIT_MS } from './event-queue.ts';
import type { OpenContext, RestoreRequested } from './events.ts';
import type { Extras } from './extras.ts';
import { INITIAL_STATE } from './initial-state.ts';
import { after, type Maybe } from './maybe.ts';
import { isChatElsewhere } from './phases/idle.ts';
import { type CheckedRequest, plainRequest } from './requests.ts';
import { isAtRest } from './selectors.ts';
import type { PageOptions, SessionState } from './state.ts';

type Inner = {
  state: () => SessionState;
  open: () => OpenContext;
  dispatch: Dispatch;
  settle: (effect: Effect) => void;
  extras: () => Promise<Extras>;
};

/** A form that stands, or one of the site's own that was sent. */
type MayNeedALook = { phase?: string; form?: FilledForm['form']; own?: unknown };

export function createTickets(
  { clock, store, presence, mark, log }: EngineParts,
  { state, open, dispatch, settle, extras }: Inner,
) {
  /** null while open. */
  const known = new Map<string, Settlement | null>();
  /** Of the request that is still being looked at. */
  let last: Promise<void> | null = null;

  function settled(settlement: Settlement): void {
    known.set(settlement.requestId, settlement);
    log('info', 'settled', settlement);
  }

  function refuse(requestId: string, error: Failure): void {
    const settlement: Settlement = { requestId, outcome: 'failed', error };
    settled(settlement);
    settle({ kind: 'settle', settlement });
  }

  const check = (ticket: Ticket): Maybe<RpcResult<CheckedRequest>> => {
    const plain = plainRequest(ticket);
    return plain
      ? ok(plain)
      : new Promise((resolve) => {
          // The part did not come, or its answer.
          clock.after(PART_LIMIT_MS, () => resolve(failed(FRAME_UNREACHABLE)));
          void extras()
            .then((it) => it.check(ticket))
            .then(resolve);
        });
  };

  /** What stands in storage at this moment, as far as this page can go on with it. */
  function savedFor(page: PageOptions): Maybe<LoadedState | null> {
    const saved = store.load();
    const kept: MayNeedALook | undefined = saved?.saved;
    return kept?.own || (kept?.form && (page.extra || !isDefault(kept.form)))
      ? extras().then((it) => it.approved(saved, page))
      : saved;
  }

  /** A request for a new chat that an earlier document in this iframe had begun to fulfil. */
  const isBegun = (page: PageOptions): boolean => {
    const saved = store.load();
    return saved?.mark === mark && isFresh(saved, page.maxOfflineSeconds, clock.now());
  };

  const decide = (ticket: Ticket, isAgain: boolean): Maybe<void> =>
    after(check(ticket), (checked) => {
      const { requestId, method } = ticket;
      if (!checked.ok) {
        return refuse(requestId, checked.error);
      }
      const { form, remembered, page } = checked.value;
      const isStart = method === 'startChat' && !(isAgain && isBegun(page));
      return after(isElsewhere(isStart), (elsewhere) =>
        after(savedFor(page), (saved) =>
          isStart
            ? dispatch({ type: 'startRequested', requestId, form, remembered, page, open: open(), saved, elsewhere })
            : dispatch({ type: 'restoreRequested', requestId, page, held: null, saved, elsewhere }),
        ),
      );
    });

  /** A chat is shown by as many tabs as like; a form, and what becomes of it until there is a chat, by one. */
  const isElsewhere = (isStart: boolean): Maybe<boolean> =>
    isAtRest(state().life) && (isStart || (store.load()?.saved.phase ?? 'active') !== 'active')
      ? after(presence.isElsewhere(), (known) => known ?? (isStart && isChatElsewhere(store.load(), clock.now())))
      : false;

  /** One after the other: a request that takes longer to look at does not lose its place. */
  function inOrder(run: () => Maybe<void>): void {
    const running = last ? last.then(run, run) : run();
    if (!running) return;
    last = running;
    void running.finally(() => {
      if (last === running) last = null;
    });
  }

  return {
    /** `isAgain`: the page may have asked for it before this document was loaded. */
    submit(ticket: Ticket, isAgain = false): void {
      const settlement = known.get(ticket.requestId);
      if (settlement) settle({ kind: 'settle', settlement });
      if (settlement !== undefined) return;
      known.set(ticket.requestId, null);
      inOrder(() => decide(ticket, isAgain));
    },
    settled,
    refuse,
    /** The page holds a session and this document was loaded anew beneath it. */
    resumeHeld({ sessionId, toldIndex, ticket }: NonNullable<HostState['session']>): void {
      const held: RestoreRequested['held'] = { sessionId, toldIndex };
      inOrder(() =>
        after(ticket && check(ticket), (checked) => {
          const page = checked?.ok ? checked.value.page : INITIAL_STATE.page;
          return after(savedFor(page), (saved) =>
            dispatch({ type: 'restoreRequested', requestId: null, page, held, saved, elsewhere: false }),
          );
        }),
      );
    },
  };
}
