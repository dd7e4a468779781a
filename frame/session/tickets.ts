// Open requests of the host page, each settled once. A ticket that comes again (the link was healed, the frame was
// reloaded) is the same ticket: its settlement is repeated, not its request.

import type { HostState, Settlement, Ticket } from '../../protocol/rpc.ts';
import type { Effect } from './effects.ts';
import type { Dispatch, EngineParts } from './engine-parts.ts';
import type { OpenContext } from './events.ts';
import { INITIAL_STATE } from './initial-state.ts';
import { checkRequest } from './requests.ts';

type Inner = { open: () => OpenContext; dispatch: Dispatch; settle: (effect: Effect) => void };

export function createTickets({ store, serverOrigin, log }: EngineParts, { open, dispatch, settle }: Inner) {
  /** null while open. */
  const known = new Map<string, Settlement | null>();

  function submit(ticket: Ticket): void {
    const { requestId, method } = ticket;
    const settlement = known.get(requestId);
    if (settlement) settle({ kind: 'settle', settlement });
    if (settlement !== undefined) return;
    known.set(requestId, null);

    const checked = checkRequest(ticket, serverOrigin);
    if (!checked.ok) {
      const refusal: Settlement = { requestId, outcome: 'failed', error: checked.error };
      settled(refusal);
      settle({ kind: 'settle', settlement: refusal });
      return;
    }
    const { form, remembered, page, ignored } = checked.value;
    for (const name of ignored) log(`The option ${name} has no meaning here and is ignored.`);
    const saved = store.load();
    if (method === 'startChat') {
      dispatch({ type: 'startRequested', requestId, form, remembered, page, open: open(), saved });
    } else dispatch({ type: 'restoreRequested', requestId, page, held: null, saved });
  }

  const settled = (settlement: Settlement): void => void known.set(settlement.requestId, settlement);

  return {
    submit,
    settled,
    /** The page holds a session and this document was loaded anew beneath it. */
    resumeHeld(held: NonNullable<HostState['session']>) {
      dispatch({ type: 'restoreRequested', requestId: null, page: INITIAL_STATE.page, held, saved: store.load() });
    },
  };
}
