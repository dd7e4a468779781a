// One document of the site with the real frame in it, and the states of a page's life. While it sleeps, what comes for it
// waits; once it is gone, nothing of it runs.

import { composeFrame, type FrameParts } from '../../../frame/compose.ts';
import type { Clock, Lifecycle, Random } from '../../../frame/ports.ts';
import type { Engine } from '../../../frame/session/engine.ts';
import { createBuiltInTransport } from '../../../frame/transport/built-in.ts';
import { createFileUpload } from '../../../frame/transport/file-upload.ts';
import { linesOf } from '../../../frame/ui/view.ts';
import { conversationFor } from '../../support/frame-conversation.ts';
import type { Screen } from '../history-checker.ts';
import type { Browser } from './browser.ts';
import { type Doors, networkOf, type Owner } from './client-sockets.ts';
import { createIds } from './dice.ts';
import { uploadOver } from './files.ts';
import { type HostPage, hostOf } from './host-page.ts';
import { SERVER_ORIGIN, SITE } from './server.ts';
import type { Timeline } from './timeline.ts';

export type PageWorld = {
  timeline: Timeline;
  startAt: number;
  browser: Browser;
  doors: Doors;
  socketsAllowed: boolean;
};

export type Page = {
  name: string;
  /** Of its iframe. */
  mark: string;
  host: HostPage;
  engine(): Engine | null;
  state(): 'running' | 'frozen' | 'cached' | 'gone';
  freeze(): void;
  thaw(): void;
  /** Into the back/forward cache, and out of it. */
  hide(): void;
  show(): void;
  /** A hint that the network may work again. */
  wake(): void;
  leave(): void;
  kill(): void;
  /** null: no chat is on this page. */
  screen(): Screen | null;
};

export function openPage(world: PageWorld, name: string, host: HostPage, mark: string): Page {
  const life = createLife(world.timeline);
  const { lifecycle, fire } = createLifecycle();
  const clock = clockOf(world, life.owner);
  let engine: Engine | null = null;
  void composeFrame(frameParts(world, { name, mark, clock, lifecycle, owner: life.owner, host }), (made) => {
    engine = made;
  });
  return {
    ...{ name, mark, host, engine: () => engine, state: life.state, freeze: life.freeze, kill: life.end },
    thaw: () => life.state() === 'frozen' && life.wakeUp(),
    hide() {
      if (life.state() !== 'running') return;
      fire('hide');
      life.cache();
    },
    show() {
      if (life.state() !== 'cached') return;
      life.wakeUp();
      fire('show');
    },
    wake: () => life.state() === 'running' && fire('wake'),
    leave() {
      if (life.state() === 'running') fire('hide');
      life.end();
    },
    screen: () => (engine && life.state() === 'running' ? screenOf(name, engine, clock.now()) : null),
  };
}

/** Runs what comes for a page, now, later or never. */
function createLife(timeline: Timeline) {
  let state: ReturnType<Page['state']> = 'running';
  let waiting: (() => void)[] = [];
  const goneRuns: (() => void)[] = [];
  const owner: Owner = {
    run(task) {
      if (state === 'running') task();
      else if (state !== 'gone') waiting.push(task);
    },
    onGone: (run) => void goneRuns.push(run),
  };
  return {
    owner,
    state: () => state,
    freeze() {
      if (state === 'running') state = 'frozen';
    },
    cache() {
      state = 'cached';
    },
    wakeUp() {
      state = 'running';
      const late = waiting;
      waiting = [];
      for (const task of late) timeline.after(0, () => owner.run(task));
    },
    end() {
      state = 'gone';
      for (const run of goneRuns) run();
    },
  };
}

function createLifecycle() {
  const runs: Record<'hide' | 'show' | 'wake', (() => void)[]> = { hide: [], show: [], wake: [] };
  const on = (kind: keyof typeof runs) => (run: () => void) => {
    runs[kind].push(run);
    return () => {};
  };
  const lifecycle: Lifecycle = { onHide: on('hide'), onShow: on('show'), onWake: on('wake') };
  const fire = (kind: keyof typeof runs): void => {
    for (const run of runs[kind]) run();
  };
  return { lifecycle, fire };
}

/** Timers run by true time, whatever the clock on the wall says, and not while the page sleeps. */
const clockOf = ({ timeline, startAt, browser }: PageWorld, owner: Owner): Clock => ({
  now: () => startAt + timeline.now() + browser.clockAheadMs,
  uptime: timeline.now,
  after(delayMs, run) {
    let isOff = false;
    const cancel = timeline.after(delayMs, () => owner.run(() => isOff || run()));
    return () => {
      isOff = true;
      cancel();
    };
  },
});

type Making = { name: string; mark: string; clock: Clock; lifecycle: Lifecycle; owner: Owner; host: HostPage };

function frameParts({ browser, doors, socketsAllowed }: PageWorld, making: Making): FrameParts {
  const { name, mark, clock, lifecycle, owner, host } = making;
  const random: Random = { fraction: doors.net.dice.fraction, id: createIds(name) };
  const log = (): void => {};
  const transport = {
    ...{ clock, random, log, network: networkOf(doors, owner), serverOrigin: SERVER_ORIGIN },
    isSocketAllowed: () => socketsAllowed,
  };
  return {
    ...{ clock, random, lifecycle, mark, log, storage: browser.storage, locks: browser.locksOf(owner) },
    ...{ siteOrigin: SITE, minimizedSize: { width: 240, height: 56 } },
    openLink: async () => hostOf(host),
    // Only for what these pages never ask for.
    loadExtras: () => new Promise<never>(() => {}),
    loadConversation: () =>
      conversationFor({
        createTransport: (events) => createBuiltInTransport(transport, events),
        ...{ rows: browser.rows, fileRows: browser.fileRows, channels: browser.channelsOf(owner) },
        sendFile: createFileUpload({ clock, log, upload: uploadOver(doors, owner), serverOrigin: () => SERVER_ORIGIN }),
      }),
  };
}

function screenOf(name: string, engine: Engine, now: number): Screen | null {
  const { life } = engine.state();
  if (life.phase !== 'active' && life.phase !== 'ended') return null;
  const lines = linesOf(life, 0, now).flatMap((line) =>
    line.kind === 'message' ? [{ text: line.text, from: line.from, delivery: line.delivery }] : [],
  );
  return { name, lines, fromIndex: life.transcript.firstIndex };
}
