// A chat in a browser window of its own, opened by a page of the site. That page may be left, come back as another, or be
// gone: the chat goes on, and whoever comes gets it. Takes every ability from outside, as compose.ts does.

import type { FrameMethods, HostState } from '../../protocol/rpc.ts';
import { composeFrame, type FrameParts } from '../compose.ts';
import type { OwnWindowStrings } from '../locale/strings.ts';
import type { KeyValueStore, Locks } from '../ports.ts';
import type { Engine, Host } from '../session/engine.ts';
import { isAtRest, isLive, windowOf } from '../session/selectors.ts';
import { greetHost } from '../start.ts';
import { createChangingHost, SILENCE_MS } from './changing-host.ts';
import { createProofs } from './proof.ts';

/** A page that is there answers at once; this long nothing is on the screen. */
const PATIENCE_MS = 1_500;
/** What the opener still has to hear goes out first. */
const CLOSING_MS = 300;

export type OwnWindow = {
  /** Tells of the opener's page, and of each that comes in its place. false: there is no opener. */
  openLink(methods: FrameMethods, onPage: (page: Host) => void): boolean;
  /** Lives as long as the window. */
  storage: KeyValueStore;
  /** In place of a chat. */
  say(why: keyof OwnWindowStrings): void;
  close(): void;
};

type Parts = Omit<FrameParts, 'openLink'>;

/**
 * What is kept here is another chat than that of the site's pages: some browsers keep the storage of an iframe apart from
 * that of a window, and some do not.
 */
const keyOf = (name: string): string => `${name}:window`;
const keptApart = (storage: KeyValueStore): KeyValueStore => ({
  get: (key) => storage.get(keyOf(key)),
  set: (key, value) => storage.set(keyOf(key), value),
  remove: (key) => storage.remove(keyOf(key)),
});
const heldApart = (locks: Locks): Locks => ({
  hold: (name, onHeld, onRefused) => locks.hold(keyOf(name), onHeld, onRefused),
});

export async function runOwnWindow(
  parts: Parts,
  own: OwnWindow,
  onEngine: (engine: Engine) => void,
): Promise<Engine | null> {
  const { clock, siteOrigin } = parts;
  const proofs = createProofs(own.storage, siteOrigin);
  const host = createChangingHost({
    ...{ clock, proof: proofs.load, remember: proofs.save },
    onNothing: () => own.say('windowOver'),
  });
  let engine: Engine | null = null;
  let isGreeted = false;
  let greetFirst: () => void = () => {};
  const first = new Promise<void>((resolve) => {
    greetFirst = resolve;
  });

  const onPage = (page: Host): void => {
    host.turnTo(page);
    if (isGreeted) void goOn();
    else greetFirst();
  };

  /** Another page, or the same one again: it gets what runs here. */
  async function goOn(): Promise<void> {
    const known = await greetHost(host);
    if (known && engine) handOver(engine, known);
  }

  const running = await composeFrame(
    {
      ...parts,
      storage: keptApart(parts.storage),
      locks: heldApart(parts.locks),
      async openLink(methods) {
        const hasOpener = own.openLink(adopting(methods, host.adopted), onPage);
        const hasProof = proofs.load() !== null;
        if (!hasOpener) greetFirst();
        else clock.after(hasProof ? PATIENCE_MS : SILENCE_MS, greetFirst);
        await first;
        isGreeted = true;
        return host;
      },
    },
    (made) => {
      engine = made;
      keepOpen(made, () => clock.after(CLOSING_MS, own.close));
      onEngine(made);
    },
  );
  if (!running) own.say('windowOfAnotherPage');
  return running;
}

/** Its tickets under names of their own. */
function adopting(methods: FrameMethods, adopted: ReturnType<typeof createChangingHost>['adopted']): FrameMethods {
  const submit: FrameMethods['submit'] = (ticket) => methods.submit(isTicket(ticket) ? adopted(ticket) : ticket);
  return Object.freeze(Object.assign(Object.create(null), methods, { submit }));
}

const isTicket = (input: unknown): input is HostState['tickets'][number] =>
  typeof input === 'object' && input !== null && typeof (input as { requestId?: unknown }).requestId === 'string';

/** A page that has no session yet asked for one: what is here is what it asked for. */
function handOver(engine: Engine, { tickets, session }: HostState): void {
  const { life } = engine.state();
  for (const ticket of tickets) engine.submit(isAtRest(life) ? ticket : { ...ticket, method: 'restoreChat' });
  if (!isLive(life)) return;
  const { sessionId } = life.session;
  // It hears everything from where it stopped; a page that is new to the chat, from the beginning.
  const toldIndex = session?.sessionId === sessionId ? session.toldIndex : 0;
  engine.begin({ tickets: [], session: { sessionId, toldIndex } });
}

/** A window of its own cannot be made small, and closes with its chat. */
function keepOpen(engine: Engine, close: () => void): void {
  let wasShown = false;
  engine.subscribe(() => {
    const { life } = engine.state();
    const where = windowOf(life);
    if (where === 'minimized') engine.wish({ type: 'maximizeRequested' });
    const isOver = wasShown && where === null && isAtRest(life) && !('leaveOwed' in life && life.leaveOwed);
    wasShown ||= where !== null;
    if (isOver) close();
  });
}
