// The part of the frame for what only some sites ask for: fetched with the first request that the document cannot
// decide by itself, or that is wrong. Puts its own parts together; each watches the chat and acts for itself.

import { FRAME_UNREACHABLE } from '../protocol/errors.ts';
import type { AttentionOptions } from '../protocol/full-options.ts';
import { failed, ok, type RpcResult } from '../protocol/result.ts';
import type { Attention, Ticket } from '../protocol/rpc.ts';
import { fetchServers } from './browser-lists.ts';
import { browserLog } from './browser-log.ts';
import { browserLook, type Look } from './browser-look.ts';
import { browserColor, wearFont } from './extras/browser-theme.ts';
import { keepChronicle } from './extras/chronicle.ts';
import { contrastRemarks } from './extras/contrast.ts';
import { createFace, type Face } from './extras/face.tsx';
import { createHooks } from './extras/hooks.ts';
import launcherStyles from './extras/launcher.css?inline';
import { createLauncher } from './extras/launcher.tsx';
import { createLog } from './extras/log.ts';
import { createOverlay } from './extras/overlay.ts';
import { runRegistrations } from './extras/registration.ts';
import { checkRequest, type FullRequest } from './extras/requests.ts';
import { approvedForm } from './extras/saved-forms.ts';
import themeStyles from './extras/theme.css?inline';
import { createTranslate } from './extras/translate.ts';
import { announceScenes } from './extras/ui-hooks.ts';
import { updated } from './extras/update.ts';
import { browserLanguages } from './locale/browser-languages.ts';
import type { Clock, Log, Random } from './ports.ts';
import type { Host } from './session/engine-parts.ts';
import type { Extras, ExtrasInner } from './session/extras.ts';
import type { ExtraOptions, Phase } from './session/state.ts';
import { createHostedTransport } from './transport/hosted/create-hosted-transport.ts';
import siteFormStyles from './ui/site-form.css?inline';

/** A window of its own speaks the visitor's language before anything else of this is needed. */
export { createTranslate };
export const styles = siteFormStyles + launcherStyles + themeStyles;

export type ExtrasParts = {
  clock: Clock;
  random: Random;
  serverOrigin: string;
  /** Where the log goes if the site gave no function for it. */
  log?: typeof browserLog;
  look?: Look;
  languages?: typeof browserLanguages;
  importTexts?: Parameters<typeof createTranslate>[0]['importTexts'];
  /** Origins of the chat servers that the operator lists beside the frame's own. */
  servers?: () => Promise<string[] | null>;
  /** Draws the chat anew under other options. */
  redraw?: () => void;
};

export type FrameExtras = Extras & {
  face(): Face;
  /** `chat.update`; unchecked. */
  update(options: unknown): Promise<RpcResult<null>>;
  /** How this page wants the visitor's attention to be asked for. */
  attention(): AttentionOptions;
  /** Has the page ask for it. */
  attract(request: Attention): void;
};

export function createExtras(
  { clock, random, serverOrigin, ...given }: ExtrasParts,
  inner: ExtrasInner,
  host: Host,
): FrameExtras {
  const { state } = inner;
  const { log: toConsole = browserLog, look = browserLook, servers = fetchServers, redraw = () => {} } = given;
  const { languages = browserLanguages, importTexts } = given;
  const hooks = createHooks(host, { clock, random });
  const logTo = createLog({ now: clock.now, of: hooks.of, toConsole });
  /** Where the last request that was accepted wants it: it may not have brought a chat. */
  let latest: ExtraOptions | null = null;
  /** Requests that are being looked at: what is said of the latest counts for it, however long that takes. */
  let checking: Promise<unknown> = Promise.resolve();
  const log: Log = (...line) => logTo(state().page.extra ?? latest, ...line);
  forgetWithTheChat(inner, hooks.forget);
  keepChronicle(inner, log);
  announceScenes(inner, hooks, log);
  runRegistrations(inner, hooks, log);
  const translate = createTranslate({ clock, languages, ...(importTexts && { importTexts }) });
  const remarkOn = ({ ui }: ExtraOptions, remarks: readonly string[]): void => {
    const theme = typeof ui === 'object' ? contrastRemarks(ui.theme, browserColor) : [];
    for (const remark of remarks) log('info', remark);
    for (const remark of theme) log('warn', remark);
  };
  const { options, update } = createOverlay({
    /** Those of the chat, or of the request that has brought none. */
    asked: () => (state().life.phase === 'idle' && latest) || state().page.extra,
    check: (before, options) => updated(before, options, look.supports),
    translate: (texts) => translate(texts, log),
    remark: remarkOn,
    onChange() {
      face();
      redraw();
      lookForLauncher();
    },
  });
  const face = createFace(options, hooks, look, {
    resolve: browserColor,
    wearFont: (address) => wearFont(address, (why) => log('warn', why)),
    nameFrame: (title) => void host.nameFrame?.({ title }).catch(Boolean),
  });
  const lookForLauncher = createLauncher({
    ...inner,
    options,
    title: () => face().strings.title,
    layout: (layout) => host.layout(layout),
    startAgain: () => void host.startAgain?.({ sessionId: '' }),
    later: (run) => void clock.after(0, run),
    stage: () => document.body.appendChild(document.createElement('div')),
    hasFocus: () => document.hasFocus(),
  });
  async function check(ticket: Ticket): Promise<RpcResult<FullRequest>> {
    const serverOrigins = namesServer(ticket.options) ? await servers() : [];
    if (!serverOrigins) return failed(FRAME_UNREACHABLE);
    const checked = checkRequest(ticket, { ownOrigin: serverOrigin, serverOrigins, supports: look.supports });
    const extra = checked.ok ? checked.value.page.extra : null;
    if (!checked.ok || !extra) return checked;
    const { page, remarks } = checked.value;
    latest = { ...extra, texts: await translate(extra.texts, (...line) => logTo(extra, ...line)) };
    logTo(latest, 'info', ticket.method, 'accepted');
    remarkOn(latest, remarks);
    return ok({ ...checked.value, page: { ...page, extra: latest } });
  }
  return {
    check(ticket) {
      const checked = check(ticket);
      checking = checked;
      return checked;
    },
    approved: approvedForm,
    callbackCalls: hooks.callbackCalls,
    transport: (extra, events, state) =>
      extra.transport &&
      createHostedTransport(
        {
          ...{ clock, random, marks: extra.transport, call: hooks.of(extra.requestId).call },
          maxOfflineSeconds: () => state().page.maxOfflineSeconds,
          firstUnsent: () => firstUnsentOf(state().life),
        },
        events,
      ),
    face,
    async update(given) {
      await checking;
      return update(given);
    },
    attract: (request) => void host.attention?.(request),
    attention() {
      const ui = options()?.ui;
      return (typeof ui === 'object' && ui.attention) || {};
    },
    log(...line) {
      log(...line);
      // A request that came to nothing changes no state.
      if (line[1] === 'settled') lookForLauncher();
    },
  };
}

const namesServer = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && 'serverUrl' in options;

/** What an earlier page may have sent already. */
const firstUnsentOf = (life: Phase) => ('outbox' in life && life.outbox[0]) || null;

/** Functions that were handed to the site are listened to as long as the chat of their request is on this page. */
function forgetWithTheChat({ state, subscribe }: ExtrasInner, forget: (requestId: string) => void): void {
  let current: string | null = null;
  subscribe(() => {
    const { life, page } = state();
    const owner = life.phase === 'idle' ? null : (page.extra?.requestId ?? null);
    if (current && owner !== current) forget(current);
    current = owner;
  });
}
