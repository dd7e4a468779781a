// The part of the frame for what only some sites ask for: fetched with the first request that the document cannot
// decide by itself, or that is wrong. Puts its own parts together; each watches the chat and acts for itself.

import { FRAME_UNREACHABLE } from '../protocol/errors.ts';
import { failed } from '../protocol/result.ts';
import { browserLog } from './browser-log.ts';
import { browserLook, type Look } from './browser-look.ts';
import { fetchServers } from './browser-servers.ts';
import { keepChronicle } from './extras/chronicle.ts';
import { createFace, type Face } from './extras/face.tsx';
import { createHooks } from './extras/hooks.ts';
import { createLog, type LogTarget } from './extras/log.ts';
import { runRegistrations } from './extras/registration.ts';
import { checkRequest } from './extras/requests.ts';
import { approvedForm } from './extras/saved-forms.ts';
import { announceScenes } from './extras/ui-hooks.ts';
import type { Clock, Log, Random } from './ports.ts';
import type { Host } from './session/engine-parts.ts';
import type { Extras, ExtrasInner } from './session/extras.ts';
import type { Phase } from './session/state.ts';
import { createHostedTransport } from './transport/hosted/create-hosted-transport.ts';

export { default as styles } from './ui/site-form.css?inline';

export type ExtrasParts = {
  clock: Clock;
  random: Random;
  serverOrigin: string;
  /** Where the log goes if the site gave no function for it. */
  log?: typeof browserLog;
  look?: Look;
  /** Origins of the chat servers that the operator lists beside the frame's own. */
  servers?: () => Promise<string[] | null>;
};

export type FrameExtras = Extras & { face(): Face };

export function createExtras(
  { clock, random, serverOrigin, log: toConsole = browserLog, look = browserLook, servers = fetchServers }: ExtrasParts,
  inner: ExtrasInner,
  host: Host,
): FrameExtras {
  const { state } = inner;
  const hooks = createHooks(host, { clock, random });
  const logTo = createLog({ now: clock.now, of: hooks.of, toConsole });
  /** Where the last request that was accepted wants it: it may not have brought a chat. */
  let latest: LogTarget | null = null;
  const log: Log = (...line) => logTo(state().page.extra ?? latest, ...line);
  forgetWithTheChat(inner, hooks.forget);
  keepChronicle(inner, log);
  announceScenes(inner, hooks, log);
  runRegistrations(inner, hooks, log);
  return {
    async check(ticket) {
      const serverOrigins = namesServer(ticket.options) ? await servers() : [];
      if (!serverOrigins) return failed(FRAME_UNREACHABLE);
      const checked = checkRequest(ticket, { ownOrigin: serverOrigin, serverOrigins, supports: look.supports });
      if (checked.ok) {
        latest = checked.value.page.extra;
        logTo(latest, 'info', ticket.method, 'accepted');
        for (const remark of checked.value.remarks) logTo(latest, 'info', remark);
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
    face: createFace(state, hooks, look),
    log,
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
