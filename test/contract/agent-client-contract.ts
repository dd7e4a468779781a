// What an agent's client promises on any chat server: run on the fake written from the protocol, and on the real one.

import { afterEach, describe, expect, it } from 'vitest';
import type { AgentPresence, Note, SessionSummary, Welcome } from '../../protocol/agent.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import { nodeSocket } from '../../server/assistant.ts';
import { type AgentClient, createAgentClient } from '../../server/console/agent-client.ts';
import { postPieceBy } from '../../server/console/browser-files.ts';
import type { AgentSocket, KeyValueStore, OpenSocket } from '../../server/console/ports.ts';
import { systemClock, systemRandom } from '../../server/ports.ts';

/** A picture of one pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export type Visitor = {
  sessionId: string;
  say(text: string): Promise<void> | void;
  leave(): Promise<void> | void;
  /** Has read the log so far. */
  read(index: number): Promise<void> | void;
};
export type AgentWorld = {
  url: string;
  origin: string;
  openSession(username: string): Promise<Visitor>;
  close(): Promise<void>;
};

export const memoryStorage = (): KeyValueStore => {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
};

/** Waits for what must come, looking again whenever a client has heard something; the test's limit is the only one. */
const lookers = new Set<() => void>();
const until = (isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      lookers.delete(look);
      resolve();
    };
    lookers.add(look);
    look();
  });
/** After the client has finished with what it told. */
const somethingHappened = () => setImmediate(() => [...lookers].forEach((look) => void look()));

function connect(world: AgentWorld, name: string, storage = memoryStorage()) {
  const sockets = new Set<AgentSocket>();
  const open = nodeSocket(world.url, world.origin);
  const openSocket: OpenSocket = (events) => {
    const socket = open({
      ...events,
      onClosed(code) {
        sockets.delete(socket);
        events.onClosed(code);
      },
    });
    sockets.add(socket);
    return socket;
  };
  const heard = {
    ups: [] as Welcome[],
    downs: 0,
    sessions: new Map<string, SessionSummary>(),
    entries: new Map<string, TranscriptEntry[]>(),
    oddities: [] as string[],
    visitorRead: new Map<string, number>(),
    notes: new Map<string, readonly Note[]>(),
    agents: [] as readonly AgentPresence[],
  };
  const client: AgentClient = createAgentClient(
    {
      openSocket,
      clock: systemClock,
      random: { fraction: () => 0, id: systemRandom.id },
      storage,
      storageKey: 'outbox',
      name,
    },
    {
      onUp(welcome) {
        somethingHappened();
        heard.ups.push(welcome);
        heard.agents = welcome.agents ?? heard.agents;
        for (const session of welcome.sessions) heard.sessions.set(session.sessionId, session);
      },
      onDown() {
        somethingHappened();
        heard.downs += 1;
      },
      onStopped() {},
      onSession(session) {
        somethingHappened();
        heard.sessions.set(session.sessionId, session);
      },
      onEntries(sessionId, entries) {
        somethingHappened();
        heard.entries.set(sessionId, [...(heard.entries.get(sessionId) ?? []), ...entries]);
      },
      onVisitorTyping() {},
      onOutbox: somethingHappened,
      onVisitorSeen(sessionId, readIndex) {
        somethingHappened();
        heard.visitorRead.set(sessionId, readIndex);
      },
      onNotes(sessionId, notes) {
        somethingHappened();
        heard.notes.set(sessionId, notes);
      },
      onAgents(agents) {
        somethingHappened();
        heard.agents = agents;
      },
      onOddity: (description) => void heard.oddities.push(description),
    },
  );
  const texts = (sessionId: string) =>
    (heard.entries.get(sessionId) ?? []).flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
  /** As a lost network: the socket is gone, nobody has said goodbye. */
  const cut = () => {
    for (const socket of sockets) socket.close();
  };
  return { client, heard, texts, cut, storage };
}

export function agentClientContract(name: string, openWorld: () => Promise<AgentWorld>): void {
  describe(`agent client on ${name}`, () => {
    const closings: (() => Promise<void> | void)[] = [];
    afterEach(async () => {
      for (const close of closings.splice(0).reverse()) await close();
    });
    const start = async () => {
      const world = await openWorld();
      closings.push(world.close);
      return world;
    };
    const join = (world: AgentWorld, agentName = 'Ada', storage = memoryStorage()) => {
      const joined = connect(world, agentName, storage);
      closings.push(joined.client.close);
      return joined;
    };
    const talking = async () => {
      const world = await start();
      const visitor = await world.openSession('Grace');
      const ada = join(world);
      await until(() => ada.heard.ups.length === 1);
      expect(await ada.client.accept(visitor.sessionId)).toMatchObject({ ok: true });
      ada.client.follow(visitor.sessionId);
      return { world, visitor, ada, sessionId: visitor.sessionId };
    };

    it('is told who it is and who is waiting', async () => {
      const world = await start();
      const { sessionId } = await world.openSession('Grace');
      const { heard } = join(world);
      await until(() => heard.ups.length === 1);
      expect(heard.ups[0]!.agent.name).toBe('Ada');
      expect(heard.ups[0]!.sessions).toMatchObject([{ sessionId, status: 'waiting', username: 'Grace' }]);
    });

    it('hears of visitors who come later', async () => {
      const world = await start();
      const { heard } = join(world);
      await until(() => heard.ups.length === 1);
      const { sessionId } = await world.openSession('Grace');
      await until(() => heard.sessions.get(sessionId)?.status === 'waiting');
    });

    it('gives a visitor to one agent only', async () => {
      const { world, ada, sessionId } = await talking();
      const bob = join(world, 'Bob');
      await until(() => bob.heard.ups.length === 1);
      expect(await bob.client.accept(sessionId)).toMatchObject({ ok: false, error: { code: 51 } });
      expect(await ada.client.accept(sessionId)).toMatchObject({ ok: true });
    });

    it('tells every index of a followed chat once and in order, also those from before', async () => {
      const { visitor, ada, sessionId } = await talking();
      const { texts } = ada;
      for (const text of ['one', 'two', 'three']) await visitor.say(text);
      await until(() => texts(sessionId).length === 3);
      expect(texts(sessionId)).toEqual(['one', 'two', 'three']);
      const indexes = ada.heard.entries.get(sessionId)!.map(({ index }) => index);
      expect(indexes).toEqual(indexes.map((_, at) => at + 1));
    });

    it('sends in order and empties the outbox when the log shows the messages', async () => {
      const { ada, sessionId } = await talking();
      const sent = Array.from({ length: 20 }, (_, at) => `message ${at}`);
      for (const text of sent) ada.client.send(sessionId, text);
      await until(() => ada.client.outbox(sessionId).length === 0);
      expect(ada.texts(sessionId)).toEqual(sent);
    });

    it('loses and doubles nothing while its connection is cut again and again', async () => {
      const { visitor, ada, sessionId } = await talking();
      const sent = Array.from({ length: 30 }, (_, at) => `message ${at}`);
      for (const [at, text] of sent.entries()) {
        ada.client.send(sessionId, text);
        if (at % 10 === 5) {
          await visitor.say(`answer ${at}`);
          ada.cut();
        }
      }
      await until(() => ada.client.outbox(sessionId).length === 0 && ada.texts(sessionId).length === 33);
      expect(ada.texts(sessionId).filter((text) => text.startsWith('message'))).toEqual(sent);
      expect(ada.texts(sessionId).filter((text) => text.startsWith('answer'))).toEqual([
        'answer 5',
        'answer 15',
        'answer 25',
      ]);
      expect(ada.heard.downs).toBeGreaterThan(0);
    });

    it('sends after a reload what was written before it', async () => {
      const { world, ada, sessionId } = await talking();
      ada.cut();
      ada.client.send(sessionId, 'written while cut off');
      ada.client.close();
      const again = join(world, 'Ada', ada.storage);
      await until(() => again.texts(sessionId).includes('written while cut off'));
      expect(again.client.outbox(sessionId)).toEqual([]);
    });

    it('hears the end of a chat, and a message after it is refused and kept in sight', async () => {
      const { visitor, ada, sessionId } = await talking();
      await visitor.leave();
      await until(() => ada.heard.sessions.get(sessionId)?.status === 'ended');
      ada.client.send(sessionId, 'too late');
      await until(() => ada.client.outbox(sessionId)[0]?.status === 'failed');
      ada.client.discard(sessionId, ada.client.outbox(sessionId)[0]!.id);
      expect(ada.client.outbox(sessionId)).toEqual([]);
    });

    it('ends a chat', async () => {
      const { ada, sessionId } = await talking();
      expect(await ada.client.end(sessionId)).toMatchObject({ ok: true });
      await until(() => ada.heard.entries.get(sessionId)?.at(-1)?.kind === 'sessionEnded');
      expect(ada.heard.sessions.get(sessionId)).toMatchObject({ status: 'ended', endReason: 'agent' });
      expect(ada.heard.oddities).toEqual([]);
    });

    describe('beside the talk', () => {
      it('gives a chat to another agent, who then has it alone', async () => {
        const { world, ada, sessionId } = await talking();
        const bob = join(world, 'Bob');
        await until(() => bob.heard.ups.length === 1 && ada.heard.agents.some((agent) => agent.name === 'Bob'));
        const { id } = ada.heard.agents.find((agent) => agent.name === 'Bob')!;
        expect(await ada.client.transfer(sessionId, id)).toMatchObject({ ok: true });
        await until(() => bob.heard.sessions.get(sessionId)?.agent?.name === 'Bob');
        expect(await ada.client.transfer(sessionId, id)).toMatchObject({ ok: false, error: { code: 51 } });
        expect(await bob.client.end(sessionId)).toMatchObject({ ok: true });
      });

      it('tells who is available, and how many chats are theirs', async () => {
        const { world, ada } = await talking();
        const bob = join(world, 'Bob');
        await until(() => bob.heard.ups.length === 1);
        const shown = (name: string) => bob.heard.agents.find((agent) => agent.name === name);
        await until(() => shown('Ada')?.chats === 1);
        expect(shown('Ada')).toMatchObject({ status: 'available' });
        expect(await ada.client.setAvailable(false)).toMatchObject({ ok: true });
        await until(() => shown('Ada')?.status === 'away');
      });

      it('remembers over a reload that the agent is away', async () => {
        const { world, ada } = await talking();
        await ada.client.setAvailable(false);
        ada.client.close();
        const again = join(world);
        await until(() => again.heard.ups.length === 1);
        expect(again.heard.ups[0]!.isAvailable).toBe(false);
      });

      it('keeps a note once, however often it is sent, and shows it to other agents who follow', async () => {
        const { world, ada, sessionId } = await talking();
        for (let time = 0; time < 2; time += 1) {
          expect(await ada.client.note(sessionId, 'note-0001', 'Wants a refund')).toMatchObject({ ok: true });
        }
        const bob = join(world, 'Bob');
        bob.client.follow(sessionId);
        await until(() => bob.heard.notes.has(sessionId));
        expect(bob.heard.notes.get(sessionId)).toMatchObject([{ text: 'Wants a refund', agentName: 'Ada' }]);
        expect(bob.texts(sessionId)).toEqual([]);
      });

      it('hears how far the visitor has read, also of a chat that is followed later', async () => {
        const { world, visitor, ada, sessionId } = await talking();
        ada.client.send(sessionId, 'Read this');
        await until(() => ada.texts(sessionId).length === 1);
        await visitor.read(2);
        await until(() => ada.heard.visitorRead.get(sessionId) === 2);
        const bob = join(world, 'Bob');
        bob.client.follow(sessionId);
        await until(() => bob.heard.visitorRead.get(sessionId) === 2);
      });

      it('finds ended chats by words of theirs, and says when there is no more', async () => {
        const { world, visitor, ada } = await talking();
        await visitor.say('A teapot of cast iron');
        await visitor.leave();
        await until(() => ada.heard.sessions.get(visitor.sessionId)?.status === 'ended');
        await world.openSession('Somebody who waits');
        const found = await ada.client.search('iron grace', null);
        expect(found).toMatchObject({ ok: true, value: { more: false, sessions: [{ username: 'Grace' }] } });
        expect(await ada.client.search('copper', null)).toMatchObject({ ok: true, value: { sessions: [] } });
      });

      it('sends a file in pieces over HTTP, shows it in the log, and is told where it can be read', async () => {
        const { world, ada, sessionId } = await talking();
        const post = postPieceBy((path, init) =>
          fetch(new URL(String(path), world.origin), {
            ...init,
            headers: { ...(init?.headers as Record<string, string>), origin: world.origin },
          }),
        );
        const picture = { sessionId, fileId: 'file-0001', name: 'dot é.png', type: 'image/png', size: DOT.length };
        const [half, rest] = [DOT.subarray(0, 20), DOT.subarray(20)];
        const first = await post({ ...picture, offset: 0, body: new Blob([half]) });
        expect(first).toEqual({ ok: true, receivedBytes: 20, file: null });
        const repeated = await post({ ...picture, offset: 0, body: new Blob([half]) });
        expect(repeated).toMatchObject({ ok: true, receivedBytes: 20 });
        const whole = await post({ ...picture, offset: 20, body: new Blob([rest]) });
        expect(whole).toMatchObject({ ok: true, file: { name: 'dot é.png', mediaType: 'image/png' } });
        ada.client.send(sessionId, 'dot é.png', { fileId: 'file-0001' });
        await until(() => ada.texts(sessionId).includes('dot é.png'));
        const entry = ada.heard.entries.get(sessionId)!.at(-1)!;
        expect(entry).toMatchObject({ parts: [{ kind: 'file', fileId: 'file-0001', sizeBytes: DOT.length }] });
        const address = await ada.client.fileAddress(sessionId, 'file-0001');
        if (!address.ok) throw new Error(address.error.description);
        const read = await fetch(new URL(address.value.path, world.origin));
        expect(Buffer.from(await read.arrayBuffer())).toEqual(DOT);
      });

      it('offers parts to choose from', async () => {
        const { ada, sessionId } = await talking();
        ada.client.send(sessionId, 'Yes or no?', {
          parts: [{ kind: 'quickReplies', replies: [{ label: 'Yes' }, { label: 'No' }] }],
        });
        await until(() => ada.texts(sessionId).length === 1);
        expect(ada.heard.entries.get(sessionId)!.at(-1)).toMatchObject({ parts: [{ kind: 'quickReplies' }] });
      });

      it('is refused the address of a file that is not there', async () => {
        const { ada, sessionId } = await talking();
        expect(await ada.client.fileAddress(sessionId, 'file-that-is-not')).toMatchObject({ ok: false });
      });
    });
  });
}
