// The chat object: one chat per page. Holds the open tickets and the session, opens the frame when the first call needs
// it, and keeps every promise. Knows nothing of the DOM, of Penpal or of what goes on inside the frame.

import type { Messenger } from 'penpal';
import {
  CANCELLED,
  type Failure,
  FRAME_UNREACHABLE,
  PARAMETER_WRONG,
  VERSIONS_DIFFER,
} from '../protocol/beginning-errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../protocol/limits.ts';
import { failed } from '../protocol/result.ts';
import type { HostMethods, HostState, Layout, Ticket } from '../protocol/rpc.ts';
import { LINK_VERSION, versionsFit } from '../protocol/version.ts';
import type { ChatApi, ChatOptions, Session, Unsubscribe } from './api.ts';
import type { ChatUi } from './api-data.ts';
import type { AskFor, Call, Core, LoadMore, More, OpenPopup } from './core.ts';
import { createDeferred, type Deferred } from './deferred.ts';
import { type Link, openLink } from './link.ts';
import { createMemory } from './memory.ts';
import { copyPlain } from './options.ts';
import { createSession, type RunCommand, type SessionHandle } from './session.ts';

/** Tells the frame of the page it is on. */
export type DescribePage = () => Pick<HostState, 'deployment' | 'page'>;
/** Puts the frame on the page if it is not there, and opens a way to talk to it. */
export type OpenMessenger = () => Messenger;
/** The page has taken the frame away since. */
export type IsGone = () => boolean;
/** A page that is prerendered waits for this; any other one for nothing. */
export type UntilShown = () => false | undefined | Promise<unknown>;
/** Places the frame; `null` takes it off the page. */
export type PlaceFrame = (layout: Layout | null, core: Core) => void;

type OpenTicket = [ticket: Ticket, deferred: Deferred<Session>];

export function createChatObject(
  describePage: DescribePage,
  openMessenger: OpenMessenger,
  isGone: IsGone,
  untilShown: UntilShown,
  placeFrame: PlaceFrame,
  openPopup: OpenPopup,
  loadMore: LoadMore,
): ChatApi {
  const tickets = new Map<string, OpenTicket>();
  const sessions = createMemory<Session>();
  const changers = new Set<(options: ChatOptions) => void>();
  let ticketCount = 0;
  let link: Link | undefined;
  /** The frame's next document will be given the open tickets. */
  let isAwaited: boolean;
  let timer: ReturnType<typeof setTimeout>;
  let late: typeof timer | undefined;
  let current: SessionHandle | undefined;
  let more: More | undefined;
  let heardCall: unknown = 0;
  const waiting: Call[] = [];

  /** Everything of ours leaves the page; what was open fails. A later call starts afresh. */
  const shut = (error: Failure) => {
    clearTimeout(timer);
    link?.close();
    placeFrame(null, core);
    link = current = core.layout = undefined;
    sessions.values.length = 0;
    for (const [, { fail }] of tickets.values()) fail({ error });
    tickets.clear();
  };

  const refuse = ({ fail }: Deferred<Session>, error: Failure) => {
    fail({ error });
    // Unless the chat itself said no, the frame is of no use to this page: nothing of it stays.
    if (error.code >= FRAME_UNREACHABLE.code && error.code !== CANCELLED.code && !tickets.size && !current) shut(error);
  };

  const hold = (handle: SessionHandle) => {
    current = handle;
    sessions.values.length = 0;
    sessions.tell(handle.session);
  };

  // Without a prototype: Penpal would also find what an object inherits.
  const methods: HostMethods = {
    // @ts-expect-error The language's own way to say it, which the compiler takes for a property.
    __proto__: null,
    frameReady({ version }) {
      clearTimeout(timer);
      isAwaited = false;
      if (!versionsFit(LINK_VERSION, version)) shut(VERSIONS_DIFFER);
      return {
        ...describePage(),
        version: LINK_VERSION,
        tickets: [...tickets.values()].map(([ticket]) => ticket),
        session:
          current && !current.isOver
            ? { sessionId: current.id, toldIndex: current.toldIndex, ticket: current.ticket }
            : null,
      };
    },
    settle(settlement) {
      const { requestId, outcome } = settlement;
      const open = tickets.get(requestId);
      if (!open) return;
      tickets.delete(requestId);
      const [ticket, deferred] = open;
      if (outcome === 'session') {
        if (current?.id !== settlement.sessionId) hold(createSession(settlement.sessionId, run, ticket));
        deferred.done((current as SessionHandle).session);
      } else if (outcome === 'failed') refuse(deferred, settlement.error);
      else deferred.fail({});
    },
    sessionEvents({ sessionId, events, callId }) {
      if (current?.id === sessionId && callId !== heardCall) events.forEach(current.tell);
      // An older frame gives its calls no names.
      heardCall = callId ?? {};
    },
    layout(layout) {
      core.layout = layout;
      placeFrame(layout, core);
    },
    startAgain() {
      core.request(createDeferred(), { ...(core.last as Ticket), method: 'startChat' });
    },
  };

  const run: RunCommand = async (method, read) => {
    try {
      const request = structuredClone(read());
      return link?.call(method, request) ?? failed(FRAME_UNREACHABLE);
    } catch {
      return failed(PARAMETER_WRONG);
    }
  };

  const awaitFrame = () => {
    clearTimeout(timer);
    isAwaited = true;
    timer = setTimeout(() => {
      isAwaited = false;
      for (const requestId of tickets.keys())
        void methods.settle({ requestId, outcome: 'failed', error: FRAME_UNREACHABLE });
    }, HANDSHAKE_LIMIT_MS);
    return openMessenger();
  };

  const submit = async (ticket: Ticket) => {
    // Until then the browser loads no frame, so no time limit runs.
    const shown = untilShown();
    if (shown) await shown;
    if (!tickets.has(ticket.requestId)) return;
    if (!link) {
      link = openLink(awaitFrame, isGone, methods);
    } else if (!isAwaited) {
      const answer = await link.call('submit', ticket);
      if (!answer.ok && !isAwaited) await methods.settle({ ...ticket, outcome: 'failed', error: answer.error });
    }
  };

  const core: Core = {
    methods,
    waiting,
    current: () => current,
    hold,
    refuse,
    tickets,
    request(deferred, given) {
      const ticket: Ticket = { ...given, requestId: `request-${++ticketCount}` };
      core.last = ticket;
      tickets.set(ticket.requestId, [ticket, deferred]);
      void submit(ticket);
      return ticket.requestId;
    },
    shut,
    run,
  };

  /** Calls that wait get no further. */
  const giveUp = (error: Failure) => {
    late = clearTimeout(late) as undefined;
    for (const [, deferred] of waiting.splice(0)) refuse(deferred, error);
  };

  const ask: AskFor = (method) => (given) => {
    const deferred = createDeferred<Session>();
    const call: Call = [method, deferred, given];
    let plain: object | undefined;
    try {
      const options = { ...given };
      // Not an update, which changes what others have asked for.
      if (method[0] !== 'u') {
        for (const changer of changers) {
          try {
            changer(options);
          } catch (error) {
            reportError(error);
          }
        }
      }
      call[3] = options;
      if (options.embedded === true) plain = copyPlain(options);
      else if (method === 'startChat' && !options.embedded)
        call[4] = openPopup((options.ui as ChatUi | undefined)?.popupName);
    } catch {
      // It takes a closer look to say what is wrong, or that nothing is.
    }
    if (plain && !more && !waiting.length && /Chat$/.test(method)) {
      core.request(deferred, { method: method as Ticket['method'], options: plain });
    } else {
      waiting.push(call);
      // A fetch may also hang.
      late ??= setTimeout(giveUp, HANDSHAKE_LIMIT_MS, FRAME_UNREACHABLE);
      void loadMore(core).then(
        (made) => {
          late = clearTimeout(late) as undefined;
          more ||= made();
          more();
        },
        () => giveUp(FRAME_UNREACHABLE),
      );
    }
    return deferred.promise;
  };

  const isMinimized = () => core.layout?.window === 'minimized';
  const setWindow = (to: 'open' | 'minimized' | 'closed') => void link?.call('setWindow', { to });

  return {
    startChat: ask('startChat'),
    restoreChat: ask('restoreChat'),
    startChatInThisWindow: ask('startChatInThisWindow'),
    startSession: ask('startSession'),
    restoreSession: ask('restoreSession'),
    onSession: sessions.on,
    onBeforeChatOptionsApplied(callback): Unsubscribe {
      changers.add(callback);
      return () => changers.delete(callback);
    },
    update: ask('update') as unknown as ChatApi['update'],
    minimize: () => setWindow('minimized'),
    maximize: () => setWindow('open'),
    toggle: () => setWindow(isMinimized() ? 'open' : 'minimized'),
    isMinimized,
    destroy() {
      giveUp(CANCELLED);
      shut(CANCELLED);
    },
    close: () => setWindow('closed'),
  };
}
