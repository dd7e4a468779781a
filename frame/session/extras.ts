// What only some sites ask for, fetched only then: the whole check of the options, functions of the site, texts of its own,
// other back ends. Types; the composition root puts it together.

import type { Failure } from '../../protocol/errors.ts';
import type { RpcResult } from '../../protocol/result.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';
import type { Log } from '../ports.ts';
import type { Transport, TransportEvents } from '../transport/transport.ts';
import type { Inner } from './conversation.ts';
import type { Engine } from './engine-parts.ts';
import type { CheckedRequest } from './requests.ts';
import type { ExtraOptions, PageOptions, SessionState } from './state.ts';

export type Extras = {
  /** The whole truth about a request's options. */
  check(ticket: Ticket): Promise<RpcResult<CheckedRequest>>;
  /** A saved form, on a page that asks for something or with one that is not the default; null: it cannot go on here. */
  approved(saved: LoadedState | null, page: PageOptions): LoadedState | null;
  /** What the site called functions of ours with; unchecked. */
  callbackCalls(input: unknown): Promise<RpcResult<(Failure | null)[]>>;
  /** The way to the server of these options, if it is not the built-in one. */
  transport(extra: ExtraOptions, events: TransportEvents, state: () => SessionState): Transport | null;
  log: Log;
};

/** What the engine lends to the extras. */
export type ExtrasInner = Pick<Inner, 'state' | 'subscribe' | 'dispatch'> & Pick<Engine, 'wish'>;
