// The part of the frame for what only some sites ask for: fetched with the first request that the document cannot
// decide by itself, or that is wrong. Puts its own parts together; each watches the chat and acts for itself.

import { FRAME_UNREACHABLE } from '../protocol/errors.ts';
import type { AttentionOptions } from '../protocol/full-options.ts';
import { failed, ok, type RpcResult } from '../protocol/result.ts';
import type { Attention } from '../protocol/rpc.ts';
import { browserLog } from './browser-log.ts';
import { browserLook, type Look } from './browser-look.ts';
import { fetchServers } from './browser-servers.ts';
import { browserColor, wearFont } from './extras/browser-theme.ts';
import { keepChronicle } from './extras/chronicle.ts';
import { contrastRemarks } from './extras/contrast.ts';
import { createFace, type Face } from './extras/face.tsx';
import { createHooks } from './extras/hooks.ts';
import launcherStyles from './extras/launcher.css?inline';
import { createLauncher } from './extras/launcher.tsx';
import { createLog } from './extras/log.ts';
import { runRegistrations } from './extras/registration.ts';
import { checkRequest } from './extras/requests.ts';
import { approvedForm } from './extras/saved-forms.ts';
import { announceScenes } from './extras/ui-hooks.ts';
import { createOverlay, updated } from './extras/update.ts';
import type { Clock, Log, Random } from './ports.ts';
import type { Host } from './session/engine-parts.ts';
import type { Extras, ExtrasInner } from './session/extras.ts';
import type { ExtraOptions, Phase } from './session/state.ts';
import { createHostedTransport } from './transport/hosted/create-hosted-transport.ts';
import siteFormStyles from './ui/site-form.css?inline';

export const styles = siteFormStyles + launcherStyles;

export type ExtrasParts = {
  clock: Clock;
  random: Random;
  serverOrigin: string;
  /** Where the log goes if the site gave no function for it. */
  log?: typeof browserLog;
  look?: Look;
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
  const hooks = createHooks(host, { clock, random });
  const logTo = createLog({ now: clock.now, of: hooks.of, toConsole });
  /** Where the last request that was accepted wants it: it may not have brought a chat. */
  let latest: ExtraOptions | null = null;
  const overlay = createOverlay();
  /** Those of the chat, or of the request that has brought none. */
  const asked = () => (state().life.phase === 'idle' && latest) || state().page.extra;
  const options = () => overlay.over(asked());
  const log: Log = (...line) => logTo(state().page.extra ?? latest, ...line);
  forgetWithTheChat(inner, hooks.forget);
  keepChronicle(inner, log);
  announceScenes(inner, hooks, log);
  runRegistrations(inner, hooks, log);
  const face = createFace(options, hooks, look, (address) =>
    wearFont(address, () => log('warn', 'ui.theme.fontFile', 'could not be loaded')),
  );
  const remarkOn = ({ ui }: ExtraOptions, remarks: readonly string[]): void => {
    const theme = typeof ui === 'object' ? contrastRemarks(ui.theme, browserColor) : [];
    for (const remark of remarks) log('info', remark);
    for (const remark of theme) log('warn', remark);
  };
  const lookForLauncher = createLauncher({
    ...inner,
    options,
    title: () => face().strings.title,
    layout: (layout) => void host.layout(layout),
    startAgain: () => void host.startAgain?.({ sessionId: '' }),
    later: (run) => void clock.after(0, run),
    stage: () => document.body.appendChild(document.createElement('div')),
  });
  return {
    async check(ticket) {
      const serverOrigins = namesServer(ticket.options) ? await servers() : [];
      if (!serverOrigins) return failed(FRAME_UNREACHABLE);
      const checked = checkRequest(ticket, { ownOrigin: serverOrigin, serverOrigins, supports: look.supports });
      if (checked.ok) {
        latest = checked.value.page.extra;
        logTo(latest, 'info', ticket.method, 'accepted');
        if (latest) remarkOn(latest, checked.value.remarks);
      }
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
      const before = asked();
      const checked = updated(overlay.over(before), given, look.supports);
      if (!checked.ok) return checked;
      overlay.lay(before, checked.value.extra);
      remarkOn(checked.value.extra, checked.value.remarks);
      face();
      redraw();
      lookForLauncher();
      return ok(null);
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
