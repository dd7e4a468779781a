// Looks at one call after the other: what its options say is done here as far as it is the page's business, and the rest
// goes to the frame, which says what is wrong with it.

import { EMBEDDED_REQUIRED, type Failure, OPTION_INVALID, POPUP_BLOCKED } from '../../protocol/errors.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { ChatOptions, Session } from '../api.ts';
import type { ChatUi } from '../api-data.ts';
import type { Call, Core } from '../core.ts';
import { createDeferred, type Deferred } from '../deferred.ts';
import type { Stage } from '../stage.ts';
import { type Hooks, partOptions, Unfit } from './hooks.ts';
import { createLog } from './log.ts';
import { type Arrival, arrive, onCall } from './opened.ts';
import { findContainer, isElement, readable } from './page-options.ts';
import { createPlaces } from './places.ts';
import { closeFresh, popupAddress, present } from './popup.ts';
import { fetchTexts } from './texts.ts';

export type Prepare = (call: Call) => Promise<void>;

const invalid = (description: string): Failure => ({ code: OPTION_INVALID.code, description });

/** The Chat Service API is the same chat without an interface. */
const WITHOUT_INTERFACE = { startSession: 'startChat', restoreSession: 'restoreChat' } as const;

export function createPreparation(
  core: Core,
  stage: Stage,
  hold: (requestId: string, hooks: Hooks) => void,
  onGone: () => void,
): Prepare {
  const places = createPlaces(core, stage, onGone);

  /** Data and functions apart; null: the call was given up meanwhile. */
  async function looked(call: Call, options: ChatOptions) {
    const hooks: Hooks = new Map();
    const data = partOptions(options, hooks, isElement);
    const ui = (typeof data.ui === 'object' && data.ui !== null ? data.ui : {}) as Record<string, unknown>;
    const container = findContainer(options.ui, ui);
    const log = createLog(options.logger, options.debug === true);
    if (typeof data.localization === 'string') data.localization = await fetchTexts(data.localization, log);
    if (core.waiting[0] !== call) return null;
    const [asked, { promise }] = call;
    log('info', asked);
    promise
      .done(() => log('info', asked, 'done'))
      .fail(({ error }) => log(error ? 'warn' : 'info', asked, error ? error.code : 'no chat to restore'));
    return { data, hooks, ui, container, log };
  }

  async function inPage(call: Call, method: Ticket['method'], options: ChatOptions): Promise<void> {
    const [, deferred] = call;
    if (method === 'restoreChat' && options.embedded !== true) return core.refuse(deferred, EMBEDDED_REQUIRED);
    const found = await looked(call, options);
    if (!found) return;
    const { data, hooks, ui, container, log } = found;
    places.onPage(log, container, ui.position === 'start');
    hold(core.request(deferred, { method, options: data }), hooks);
  }

  /** What an earlier page of this window had goes on; otherwise a chat begins. */
  function restoreOrStart(deferred: Deferred<Session>, options: object, hooks: Hooks): void {
    const ask = (to: Deferred<Session>, method: Ticket['method']) =>
      hold(core.request(to, { method, options, place: 'window' }), hooks);
    const restored = createDeferred<Session>();
    restored.promise
      .done(deferred.done)
      .fail((event) => (event.error ? deferred.fail(event) : ask(deferred, 'startChat')));
    ask(restored, 'restoreChat');
  }

  async function inPopup(call: Call, options: ChatOptions): Promise<void> {
    const [, deferred, , , popup] = call;
    const { embedded = false } = options;
    if (embedded !== false) throw new Unfit(`embedded: expected true or false, received ${String(embedded)}`);
    const { popupUrl } = { ...(options.ui as ChatUi | undefined) };
    const address = popupUrl === undefined ? null : popupAddress(popupUrl);
    if (popupUrl !== undefined && !address) {
      throw new Unfit('ui.popupUrl: expected an address of this site, received another one');
    }
    const found = await looked(call, options);
    if (!found) return closeFresh(popup);
    const { data, hooks, ui, log } = found;
    const [place] = hooks.keys();
    if (place && !address) throw new Unfit(`${place}: expected plain data, as no page of this site is in the window`);
    if (!popup) return core.refuse(deferred, POPUP_BLOCKED);
    if (!places.mayUse(popup)) {
      closeFresh(popup);
      deferred.fail({ error: { code: 200, description: 'A chat is already running on this page.' } });
      return;
    }
    present(popup, ui as ChatUi);
    if (address) places.pageInWindow(log, popup, deferred, address, withoutMarks(data));
    else {
      places.frameInWindow(log, popup);
      restoreOrStart(deferred, { ...data, embedded: true }, hooks);
    }
  }

  async function inThisWindow(call: Call, own: ChatOptions): Promise<void> {
    const [, deferred] = call;
    const arrival: Arrival = { window, origin: stage.origin };
    if (window.opener) arrive(window.opener, arrival);
    const given = arrival.options as ChatOptions | undefined;
    const ui =
      typeof own.ui === 'object' || typeof given?.ui === 'object'
        ? { ui: { ...asObject(given?.ui), ...asObject(own.ui) } }
        : {};
    const found = await looked(call, { ...given, ...own, ...ui, embedded: true });
    if (!found) return;
    places.inThisWindow(found.log);
    const outcome = { promise: deferred.promise, core };
    arrival.hears?.(outcome);
    places.whileHere(onCall(({ origin, hears }) => origin === stage.origin && hears(outcome)));
    restoreOrStart(deferred, found.data, found.hooks);
  }

  return async (call) => {
    const [asked, deferred, given, options, popup] = call;
    try {
      if (!options) throw new Unfit(readable(given));
      if (asked === 'startSession' || asked === 'restoreSession') {
        const { registration, username = 'User' } = options;
        await inPage(call, WITHOUT_INTERFACE[asked], {
          ...{ ...options, embedded: true, ui: false, username },
          registration: typeof registration === 'function' && registration,
        });
      } else if (asked === 'startChatInThisWindow') await inThisWindow(call, options);
      else if (asked === 'startChat' && !options.embedded) await inPopup(call, options);
      else await inPage(call, asked, options);
    } catch (error) {
      closeFresh(popup);
      core.refuse(deferred, invalid(error instanceof Unfit ? error.message : 'The options could not be read.'));
    }
  };
}

const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** Functions stay with their page. */
const withoutMarks = (data: Record<string, unknown>): object =>
  JSON.parse(JSON.stringify(data), (_, value) => (value?.$hook ? undefined : value));
