// Looks at one call after the other: what its options say is done here as far as it is the page's business, and the rest
// goes to the frame, which says what is wrong with it.

import { EMBEDDED_REQUIRED, type OPTION_INVALID, POPUP_BLOCKED } from '../../protocol/errors.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { ChatOptions, Session } from '../api.ts';
import type { ChatUi } from '../api-data.ts';
import type { Call, Core } from '../core.ts';
import { createDeferred, type Deferred } from '../deferred.ts';
import { inSlot, type Stage } from '../stage.ts';
import { type Hooks, partOptions } from './hooks.ts';
import { inContainer, inCorner, inWindow } from './layouts.ts';
import { createLog } from './log.ts';
import { onSign, type Sign, sign } from './opened.ts';
import { findContainer } from './page-options.ts';
import { createPlaces } from './places.ts';
import { closeFresh, frameInWindow, pageInWindow, popupAddress, present } from './popup.ts';
import { fetchTexts } from './texts.ts';
import { type Unfit, unfit } from './unfit.ts';

/** How soon a window follows what it waited for. */
const AGAIN_MS = 100;

export type Prepare = (call: Call) => Promise<void>;

export function createPreparation(
  core: Core,
  stage: Stage,
  hold: (requestId: string, hooks: Hooks) => void,
  onGone: () => void,
): Prepare {
  let stopListening = (): void => {};
  let join: (deferred: Deferred<Session>) => void;
  const corner = stage.view;
  const root = (): Element => document.documentElement;
  let isInCorner = true;
  /** Where the last call wanted it. */
  let wanted = root;
  const [put, isUndecided] = createPlaces(core, stage, () => {
    stopListening();
    onGone();
  });

  /** Data and functions apart; null: the call was given up meanwhile. */
  async function looked(call: Call, options: ChatOptions) {
    const hooks: Hooks = new Map();
    const data = partOptions(options, hooks);
    const ui: Record<string, unknown> = Object(data.ui);
    const container = findContainer(options.ui, ui);
    const log = createLog(options.logger, options.debug === true);
    if (typeof data.localization === 'string') data.localization = await fetchTexts(data.localization, log);
    if (core.waiting[0] !== call) return null;
    const [asked, { promise }] = call;
    log('info', asked);
    promise
      .done(() => log('info', asked, 'done'))
      .fail(({ error }) => log(error ? 'warn' : 'info', asked, error ? error.code : 'no chat'));
    return { data, hooks, ui, container, log };
  }

  /** A page that takes an element away and has another in its place finds its chat there. */
  const inside = (container: () => Element) => () =>
    [container(), wanted()].find(({ isConnected }) => isConnected) ?? root();

  async function inPage(call: Call, method: Ticket['method'], options: ChatOptions): Promise<void> {
    const [, deferred] = call;
    if (method === 'restoreChat' && options.embedded !== true) return core.refuse(deferred, EMBEDDED_REQUIRED);
    const found = await looked(call, options);
    if (!found) return;
    const { data, hooks, ui, container, log } = found;
    wanted = container ?? root;
    const { tickets, current } = core;
    // A chat that is open stays as it is.
    if (!tickets.size && (current()?.isOver ?? true)) {
      stage.layOut = inCorner(ui);
      isInCorner = !container;
    }
    if (container) put(log, container(), () => inSlot(stage, inside(container), inContainer));
    else put(log, false, () => corner);
    if (method === 'startChat') askForNotices(ui as ChatUi);
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
    if (embedded !== false) throw unfit('embedded', `${embedded}`, 'a boolean');
    const { popupUrl } = { ...(options.ui as ChatUi | undefined) };
    const address = popupUrl !== undefined && popupAddress(popupUrl);
    // A restore on this page may come to nothing, and then the window is wanted.
    while (isUndecided(popup)) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    const found = await looked(call, options);
    if (!found) {
      closeFresh(popup);
      return;
    }
    const { data, hooks, ui, log } = found;
    const [place] = hooks.keys();
    if (place && !address) throw unfit(place, 'a function', 'plain data for a window');
    if (!popup) return core.refuse(deferred, POPUP_BLOCKED);
    const isPut = put(log, popup, () => {
      if (!address) return frameInWindow(core, stage, popup);
      const page = pageInWindow(core, stage, popup, address, withoutMarks(data));
      join = page.join;
      return page.view;
    });
    if (!isPut) {
      closeFresh(popup);
      deferred.fail({ error: { code: 200, description: 'A chat is already running on this page.' } });
      return;
    }
    present(popup, ui as ChatUi);
    if (address) join(deferred);
    else restoreOrStart(deferred, { ...data, embedded: true }, hooks);
  }

  async function inThisWindow(call: Call, own: ChatOptions): Promise<void> {
    const [, deferred] = call;
    const { origin } = stage;
    const arrived: Sign = { origin, from: window };
    if (window.opener) sign(window.opener, arrived);
    const given = arrived.options as ChatOptions | undefined;
    const ui = own.ui === false ? false : { ...Object(given?.ui), ...Object(own.ui) };
    const found = await looked(call, { ...given, ...own, ui, embedded: true });
    if (!found) return;
    isInCorner = false;
    stage.layOut = inWindow;
    put(found.log, window, () => corner);
    const outcome = { promise: deferred.promise, core };
    arrived.hears?.(outcome);
    // A later page of the site finds the window open.
    stopListening = onSign(origin, ({ hears }) => hears?.(outcome));
    restoreOrStart(deferred, found.data, found.hooks);
  }

  return async (call) => {
    const [asked, deferred, given, options, popup] = call;
    try {
      // The one that cannot be read is found by reading them again.
      if (!options) {
        partOptions(given as object, new Map());
        throw given;
      }
      if (asked === 'update') {
        const found = await looked(call, options);
        if (found) await import('./update.ts').then(({ update }) => update(core, stage, call, found.data, isInCorner));
      } else if (/Session/.test(asked)) {
        const { registration, username = 'User' } = options;
        await inPage(call, asked.replace('Session', 'Chat') as Ticket['method'], {
          ...{ ...options, embedded: true, ui: false, username },
          registration: typeof registration === 'function' && registration,
        });
      } else if (/Window/.test(asked)) await inThisWindow(call, options);
      else if (asked === 'startChat' && !options.embedded) await inPopup(call, options);
      else await inPage(call, asked as Ticket['method'], options);
    } catch (error) {
      closeFresh(popup);
      const { words } = (error as Unfit | null)?.words ? (error as Unfit) : unfit('options', 'an unreadable value');
      const refusal = { code: 306 satisfies typeof OPTION_INVALID.code, description: words };
      // What is there stays there.
      if (asked === 'update') deferred.fail({ error: refusal });
      else core.refuse(deferred, refusal);
    }
  };
}

/** While the visitor is acting: browsers refuse, and people dislike, to be asked at any other time. */
function askForNotices({ attention }: ChatUi): void {
  if (attention?.notice === 'ask' && navigator.userActivation?.isActive && 'Notification' in window) {
    void Notification.requestPermission();
  }
}

/** Functions stay with their page. */
const withoutMarks = (data: Record<string, unknown>): object =>
  JSON.parse(JSON.stringify(data), (_, value) => (value?.$hook ? undefined : value));
