// The console without its page, on the fake server: what survives a reload, a cut and a refusing store.

import { afterEach, describe, expect, it } from 'vitest';
import { nodeSocket } from '../../../server/assistant.ts';
import { postPieceBy } from '../../../server/console/browser-files.ts';
import { type Console, createConsole } from '../../../server/console/console-engine.ts';
import { openChat } from '../../../server/console/console-selectors.ts';
import type { ConsoleState } from '../../../server/console/console-state.ts';
import type { KeyValueStore } from '../../../server/console/ports.ts';
import { systemClock, systemRandom } from '../../../server/ports.ts';
import { startFakeServer } from '../../support/console-fake-server.ts';
import { memoryStore, refusingStore } from './console-fixtures.ts';

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function world(storage: KeyValueStore = memoryStore()) {
  const server = await startFakeServer();
  closings.push(server.close);
  const page = { address: null as string | null };
  const load = () => {
    const agentConsole = createConsole({
      openSocket: nodeSocket(server.url, server.origin),
      clock: systemClock,
      random: { fraction: () => 0, id: systemRandom.id },
      storage,
      name: 'Ada',
      agentKey: 'named:Ada',
      openId: page.address,
      showAddress(openId) {
        page.address = openId;
      },
      postPiece: postPieceBy((path, init) => fetch(new URL(String(path), server.origin), init)),
      attract() {},
      log() {},
      onDown() {},
    });
    closings.push(agentConsole.close);
    return agentConsole;
  };
  return { server, load, page };
}

/** Resolves as soon as the console's state is so. */
const until = (agentConsole: Console, isSo: (state: ConsoleState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (!isSo(agentConsole.state())) return;
      stop();
      resolve();
    };
    const stop = agentConsole.subscribe(look);
    look();
  });

const texts = (state: ConsoleState) =>
  (openChat(state)?.entries ?? []).flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
const isTalking = (state: ConsoleState) => openChat(state)?.summary.status === 'active';

async function talking(storage?: KeyValueStore) {
  const made = await world(storage);
  const sessionId = made.server.openSession({ username: 'Grace' });
  const agentConsole = made.load();
  await until(agentConsole, ({ chats }) => Object.keys(chats).length === 1);
  agentConsole.wish({ type: 'acceptRequested', sessionId });
  await until(agentConsole, isTalking);
  const write = (target: Console, text: string) => target.wish({ type: 'draftEdited', sessionId, text });
  return { ...made, sessionId, agentConsole, write };
}

describe('console', () => {
  it('opens the chat that was accepted and shows what is said in it', async () => {
    const { server, sessionId, agentConsole, page, write } = await talking();
    server.say(sessionId, 'Is anybody there?');
    write(agentConsole, 'Yes!');
    agentConsole.wish({ type: 'replySubmitted', sessionId });
    await until(agentConsole, (state) => texts(state).length === 2 && openChat(state)?.outbox.length === 0);
    expect(texts(agentConsole.state()).sort()).toEqual(['Is anybody there?', 'Yes!']);
    expect(page.address).toBe(sessionId);
  });

  it('comes back after a reload with its open chat, draft, read position and unsent messages', async () => {
    const { server, sessionId, agentConsole, load, write } = await talking();
    server.say(sessionId, 'one');
    await until(agentConsole, (state) => texts(state).length === 1);
    agentConsole.wish({ type: 'chatSeen', sessionId });
    server.faults.swallowNextAnswers = 1;
    write(agentConsole, 'sent, but the answer was lost');
    agentConsole.wish({ type: 'replySubmitted', sessionId });
    write(agentConsole, 'half a dr');
    await until(agentConsole, ({ connection }) => connection.status === 'down');
    agentConsole.close();

    const again = load();
    await until(again, (state) => texts(state).length === 2 && openChat(state)?.outbox.length === 0);
    expect(texts(again.state())).toEqual(['one', 'sent, but the answer was lost']);
    expect(openChat(again.state())).toMatchObject({ draft: 'half a dr', seenIndex: 2 });
    expect(server.appends).toHaveLength(1);
  });

  it('fetches entries that were lost on the way', async () => {
    const { server, sessionId, agentConsole } = await talking();
    await until(agentConsole, (state) => (openChat(state)?.entries.length ?? 0) === 1);
    server.faults.dropEntriesOnce = true;
    server.say(sessionId, 'lost on the way');
    server.say(sessionId, 'shows the gap');
    await until(agentConsole, (state) => texts(state).length === 2);
    expect(texts(agentConsole.state())).toEqual(['lost on the way', 'shows the gap']);
  });

  it('tries a reply again by itself when the server had too many calls', async () => {
    const { server, sessionId, agentConsole, write } = await talking();
    server.faults.refuseNext.push(server.tooMany(10));
    write(agentConsole, 'patience');
    agentConsole.wish({ type: 'replySubmitted', sessionId });
    await until(agentConsole, (state) => texts(state).includes('patience'));
  });

  it('sends a file in pieces and then says it, under its name, once', async () => {
    const { server, sessionId, agentConsole } = await talking();
    server.files.faults.cutNext = 1;
    const file = new File([new Uint8Array(400_000)], 'Grüße 🫖.png', { type: 'image/png' });
    agentConsole.wish({ type: 'filesChosen', sessionId, files: [file] });
    await until(agentConsole, (state) => texts(state).includes('Grüße 🫖.png'));
    const entry = server.log(sessionId).at(-1);
    expect(entry).toMatchObject({ parts: [{ kind: 'file', name: 'Grüße 🫖.png', sizeBytes: 400_000 }] });
    expect(openChat(agentConsole.state())!.uploads).toEqual([]);
    agentConsole.wish({ type: 'fileWanted', sessionId, fileId: server.files.pieces[0]!.fileId });
    await until(agentConsole, ({ fileAddresses }) => Object.keys(fileAddresses).length === 1);
  });

  it('sends a ready answer with what goes out with it, also after a reload', async () => {
    const { sessionId, agentConsole, load } = await talking();
    const parts = [{ kind: 'list' as const, items: [{ label: 'Old Town' }, { label: 'Station' }] }];
    agentConsole.wish({ type: 'answerChosen', sessionId, text: 'Which shop?', parts });
    agentConsole.close();

    const again = load();
    await until(again, (state) => openChat(state)?.draft === 'Which shop?');
    again.wish({ type: 'replySubmitted', sessionId });
    await until(again, (state) => texts(state).length === 1 && openChat(state)?.outbox.length === 0);
    expect(openChat(again.state())!.entries.at(-1)).toMatchObject({ text: 'Which shop?', parts });
    expect(openChat(again.state())).toMatchObject({ draft: '', offered: [] });
  });

  it('keeps a note, and finds the chat when it is over', async () => {
    const { server, sessionId, agentConsole } = await talking();
    agentConsole.wish({ type: 'noteEdited', sessionId, text: 'Wants a refund' });
    agentConsole.wish({ type: 'noteSubmitted', sessionId });
    await until(agentConsole, (state) => openChat(state)?.notes.length === 1 && openChat(state)?.noteDraft === '');
    server.leave(sessionId);
    agentConsole.wish({ type: 'searched', query: 'grace' });
    await until(agentConsole, ({ search }) => search?.status === 'answered');
    expect(agentConsole.state().search!.results).toMatchObject([{ sessionId, status: 'ended' }]);
  });

  it('tells how far a chat was read, once for a burst of messages', async () => {
    const { server, sessionId, agentConsole } = await talking();
    for (const text of ['one', 'two', 'three']) server.say(sessionId, text);
    await until(agentConsole, (state) => texts(state).length === 3);
    agentConsole.wish({ type: 'chatSeen', sessionId });
    await server.heard(() => server.seen.some(({ readIndex }) => readIndex === 4));
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });

  it('works where the browser refuses storage', async () => {
    const { sessionId, agentConsole, write } = await talking(refusingStore);
    write(agentConsole, 'Hello');
    agentConsole.wish({ type: 'replySubmitted', sessionId });
    await until(agentConsole, (state) => texts(state).includes('Hello'));
  });

  it('tells nobody anything after it was closed, also twice', async () => {
    const { server, sessionId, agentConsole, load } = await talking();
    const other = load();
    await until(other, isTalking);
    let told = 0;
    agentConsole.subscribe(() => {
      told += 1;
    });
    agentConsole.close();
    agentConsole.close();
    server.say(sessionId, 'too late');
    await until(other, (state) => texts(state).includes('too late'));
    expect(told).toBe(0);
  });
});
