// The frame's beginning: hands the browser's abilities to the parts and draws each state. Opened by anybody but a host
// page that names itself in the address, it does nothing. In a window of its own it takes a chunk for that. What a
// conversation needs comes later, in a chunk of its own.

import { render } from 'preact';
import type { FrameMethods, PageMethods } from '../protocol/rpc.ts';
import {
  browserClock as clock,
  browserLifecycle as lifecycle,
  browserLocks as locks,
  browserMark as mark,
  onceShown,
  browserRandom as random,
  browserStorage as storage,
} from './browser-ports.ts';
import { composeFrame, type FrameParts } from './compose.ts';
import type { FrameExtras } from './extras.ts';
import { enBeginning } from './locale/en-beginning.ts';
import type { Log } from './ports.ts';
import { retrying } from './retrying.ts';
import { claimedOrigin, openLink } from './rpc/link.ts';
import { createMessenger } from './rpc/messenger.ts';
import type { Engine } from './session/engine.ts';
import { App, type AppProps } from './ui/app.tsx';
import { landFocus } from './ui/land-focus.ts';
import { MINIMIZED_SIZE } from './ui/sizes.ts';

const serverOrigin = location.origin;
const siteOrigin = claimedOrigin(location.hash);
const root = document.getElementById('root');
let extras: FrameExtras | null = null;
let laterPage: AppProps['laterPage'] = null;
let engine: Engine | null = null;
let redraw = (): void => {};

const log: Log = (...words) => extras?.log(...words);

/** A sheet made by script is no inline style to the frame's policy. */
function wear(styles: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

async function loadConversation() {
  const { createConversation, joinPage, styles } = await import('./conversation.ts');
  wear(styles);
  if (engine && root) joinPage({ engine, root, clock, storage, extras: () => extras });
  const conversation = createConversation({ clock, random, serverOrigin, log, extras: () => extras });
  laterPage = conversation.laterPage;
  return conversation;
}

/** Draws at once, then at most once a task: many events may come in one. */
function show(running: Engine, stage: Element): void {
  engine = running;
  let scheduled = false;
  const onWish: AppProps['onWish'] = (wish) => {
    running.wish(wish);
    if (wish.type === 'registrationEdited') running.prepare();
  };
  const draw = (): void => {
    scheduled = false;
    const face = extras?.face();
    render(
      <App
        state={running.state()}
        strings={face?.strings ?? enBeginning}
        now={clock.now}
        onWish={onWish}
        laterPage={laterPage}
        siteForm={face?.SiteForm ?? null}
      />,
      stage,
    );
  };
  redraw = draw;
  running.subscribe(() => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(draw);
  });
  // With the conversation comes more, see attention/edge.ts.
  addEventListener('focus', () => laterPage || landFocus(stage as HTMLElement));
  addEventListener(
    'keydown',
    // Esc, by its old code: while an input method has a use for it that is another one, in Safari alone too (is-composing.ts).
    ({ keyCode }) => laterPage || keyCode !== 27 || running.wish({ type: 'minimizeRequested' }),
  );
  draw();
}

/** What few pages tell, by a chunk of its own. */
const fromPage = (method: keyof PageMethods) => async (input: never) => {
  const { heardFromPage } = await import('./attention/page-methods.ts');
  return heardFromPage(method, input, { clock, engine, extras: () => extras });
};

function begin(root: Element, siteOrigin: string): void {
  const parts: Omit<FrameParts, 'openLink'> = {
    ...{ clock, random, lifecycle, storage, locks, siteOrigin, log },
    mark: mark(),
    minimizedSize: MINIMIZED_SIZE,
    loadConversation: retrying(loadConversation, { clock, random }),
    loadExtras: (inner, host) =>
      retrying(
        async () => {
          const { createExtras, styles } = await import('./extras.ts');
          wear(styles);
          extras = createExtras({ clock, random, serverOrigin, redraw: () => redraw() }, inner, host);
          return extras;
        },
        { clock, random },
      )(),
  };
  const draw = (running: Engine) => show(running, root);
  if (window.parent !== window) {
    const link = (methods: FrameMethods) =>
      openLink(
        createMessenger({ here: window, there: parent }, siteOrigin, clock),
        Object.assign(Object.create(null), methods, { update: fromPage('update'), setInsets: fromPage('setInsets') }),
      );
    void composeFrame({ ...parts, openLink: link }, draw);
  } else void import('./own-window.ts').then(({ openOwnWindow }) => openOwnWindow(parts, root, draw));
}

if (root && siteOrigin) onceShown(() => begin(root, siteOrigin));
