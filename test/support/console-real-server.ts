// The real chat server on a free port with nothing on disk, and visitors who speak to it over HTTP.

import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { CallAnswer, type ClientMessage, Opened } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { SERVER_VERSION } from '../../protocol/version.ts';
import { defaultConfig } from '../../server/config.ts';
import { startServer } from '../../server/start-server.ts';
import type { AgentWorld } from '../contract/agent-client-contract.ts';
import { createMemoryStore } from './memory-store.ts';

const id = () => randomBytes(16).toString('base64url');

export async function startRealServer(): Promise<AgentWorld> {
  const parts = { distFolder: '/nowhere', demoFolder: null, store: createMemoryStore() };
  const server = await startServer({ ...defaultConfig(), port: 0 }, parts);
  const origin = server.origins.chat[0]!;

  const call = async (session: SessionKey | null, request: ClientMessage) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/chat/v1/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ session, writerEpoch: 0, request }),
    });
    const { result } = v.parse(CallAnswer, await response.json());
    if (!result.ok) throw new Error(result.error.description);
    return result.value;
  };

  return {
    url: `ws://127.0.0.1:${server.port}/agent/v1/socket`,
    origin,
    async openSession(username) {
      const siteOrigin = server.origins.allowedSites[0]!;
      const opened = await call(null, {
        type: 'open',
        id: id(),
        version: SERVER_VERSION,
        deployment: 'default',
        openId: id(),
        username,
        subject: '',
        userData: {},
        page: { url: siteOrigin, title: '' },
        siteOrigin,
        maxOfflineSeconds: 1_800,
        writerEpoch: 0,
        identity: null,
      });
      const { session } = v.parse(Opened, opened);
      return {
        sessionId: session.sessionId,
        say: async (text) => void (await call(session, { type: 'append', id: id(), contentType: 'text', text })),
        read: async (index) => void (await call(session, { type: 'seen', id: id(), readIndex: index })),
        leave: async () => void (await call(session, { type: 'leave', id: id() })),
      };
    },
    close: server.close,
  };
}
