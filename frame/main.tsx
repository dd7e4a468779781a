// The frame's beginning: hands the browser's abilities to the parts and draws each state. Opened by anybody but a host
// page that names itself in the address, it does nothing.

import { render } from 'preact';
import {
  browserClock,
  browserLifecycle,
  browserLog,
  browserNetwork,
  browserRandom,
  browserStorage,
} from './browser-ports.ts';
import { composeFrame } from './compose.ts';
import { en } from './locale/en.ts';
import { claimedOrigin, messengerTo, openLink } from './rpc/link.ts';
import type { Engine } from './session/engine.ts';
import { createBuiltInTransport } from './transport/built-in.ts';
import { App } from './ui/app.tsx';
import { MINIMIZED_SIZE } from './ui/sizes.ts';

/** Draws at once, then at most once a task: many events may come in one. */
function show(engine: Engine, root: Element): void {
  let scheduled = false;
  const draw = (): void => {
    scheduled = false;
    render(<App state={engine.state()} strings={en} now={browserClock.now} onWish={engine.wish} />, root);
  };
  engine.subscribe(() => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(draw);
  });
  draw();
}

const channel = { network: browserNetwork, clock: browserClock, random: browserRandom };
const serverOrigin = location.origin;
let logging: Engine | null = null;
const root = document.getElementById('root');
const siteOrigin = claimedOrigin(location.hash);
const log = (...words: unknown[]): void => {
  if (logging?.state().page.debug) browserLog(...words);
};
if (root && siteOrigin && window.parent !== window) {
  void composeFrame(
    {
      clock: browserClock,
      random: browserRandom,
      lifecycle: browserLifecycle,
      storage: browserStorage,
      siteOrigin,
      serverOrigin,
      minimizedSize: MINIMIZED_SIZE,
      openLink: (methods) => openLink(messengerTo(window.parent, siteOrigin), methods),
      createTransport: (events, state) =>
        createBuiltInTransport(
          { ...channel, serverOrigin, log, isSocketAllowed: () => !state().page.disableWebSockets },
          events,
        ),
      log,
    },
    (engine) => {
      logging = engine;
      show(engine, root);
    },
  );
}
