// A transport over plain requests: asks a server every second whether there is something new. The server is a stranger's
// (demo/stranger/server.mjs): it has tickets and lines, not sessions and events, and this file is all that knows both.
//
//   import { createPollingTransport } from '/transports/http-polling.js';
//   chat.startChat({ embedded: true, transport: createPollingTransport({ server: 'http://127.0.0.1:8081' }) });

const PARTIES = {
  guest: (name) => ({ id: 1, name, type: 'Client' }),
  house: (name) => ({ id: 2, name, type: 'External' }),
  staff: (name) => ({ id: 3, name, type: 'Agent' }),
};
const REASONS = { guest: 1, staff: 2, house: 3 };

/** A line of the stranger's as an event of the chat. */
function eventOf({ no, when, by, name, what, words, key }) {
  const stored = { index: no, timestamp: Date.parse(when) };
  if (what === 'came') return { ...stored, type: 'AgentConnected', party: PARTIES[by](name) };
  if (what === 'went') return { ...stored, type: 'AgentDisconnected', party: PARTIES[by](name) };
  if (what === 'closed') return { ...stored, type: 'SessionEnded', reason: { id: REASONS[by] } };
  const content = { text: words, type: 'text' };
  return { ...stored, type: 'MessageReceived', party: PARTIES[by](name), content, ...(key && { id: key }) };
}

export function createPollingTransport({ server, pauseMs = 1_000 }) {
  const callbacks = {};
  /** The ticket that is listened to, and the last line that was told of. */
  let listening = null;
  let isDown = false;
  let timer;

  const on = (type) => (callback) => {
    callbacks[type] = callback;
  };

  /** Rejects with a failure that the chat understands: 50 for a ticket that is not there, 100 for a server that is not. */
  async function ask(method, path, body) {
    const answer = await fetch(server + path, {
      method,
      signal: AbortSignal.timeout(8_000),
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch(() => {
      throw { error: { code: 100, description: 'The server does not answer.' } };
    });
    if (answer.ok) return answer.json();
    if (answer.status === 404) throw { error: { code: 50, description: 'There is no such ticket.' } };
    if (answer.status >= 500) throw { error: { code: 100, description: 'The server is out of order.' } };
    throw { error: { code: 52, description: await answer.text() } };
  }

  function listen(ticket, after) {
    clearTimeout(timer);
    listening = { ticket, after, isTyping: false };
    void poll(listening);
  }

  async function poll(current) {
    const news = await ask('GET', `/tickets/${current.ticket}/lines?after=${current.after}`).catch(() => null);
    // Meanwhile the page may have been left, or another ticket may have been opened.
    if (current !== listening) return;
    if (isDown !== (news === null)) {
      isDown = !isDown;
      callbacks[isDown ? 'Interrupted' : 'Continued']?.();
    }
    if (news) tell(current, news);
    if (current === listening) timer = setTimeout(() => void poll(current), pauseMs);
  }

  function tell(current, { lines, typing }) {
    for (const line of lines) {
      current.after = line.no;
      const event = eventOf(line);
      callbacks[event.type]?.(event);
      // Nothing comes after the end.
      if (event.type === 'SessionEnded') listening = null;
    }
    if (typing === current.isTyping) return;
    current.isTyping = typing;
    callbacks.AgentTyping?.({ type: 'AgentTyping', party: PARTIES.staff('Staff'), isTyping: typing });
  }

  return {
    init: () => undefined,
    async startSession({ username, subject, userData, id }) {
      const { ticket } = await ask('POST', '/tickets', { who: username, topic: subject, facts: userData, key: id });
      listen(ticket, 0);
      return { sessionId: ticket };
    },
    sendMessage: ({ sessionId, message, id }) =>
      ask('POST', `/tickets/${sessionId}/lines`, { words: message, key: id }),
    async getTranscript({ sessionId, fromIndex }) {
      const { lines } = await ask('GET', `/tickets/${sessionId}/lines?after=${Math.max(0, fromIndex - 1)}`);
      // A page that has just been loaded: what comes after these lines is told of.
      const isOver = lines.at(-1)?.what === 'closed';
      if (listening?.ticket !== sessionId && !isOver) listen(sessionId, lines.at(-1)?.no ?? fromIndex - 1);
      return { transcript: lines.map(eventOf) };
    },
    sendTyping: ({ sessionId, isTyping }) => ask('PUT', `/tickets/${sessionId}/typing`, { typing: isTyping }),
    async leaveSession({ sessionId }) {
      await ask('POST', `/tickets/${sessionId}/close`, {});
    },
    setUserData: ({ sessionId, userData }) => ask('PATCH', `/tickets/${sessionId}/facts`, userData),
    async getUserData({ sessionId, keys }) {
      const { facts } = await ask('GET', `/tickets/${sessionId}/facts`);
      return { userData: Object.fromEntries(keys.filter((key) => key in facts).map((key) => [key, facts[key]])) };
    },
    deleteUserData: ({ sessionId, keys }) =>
      ask('PATCH', `/tickets/${sessionId}/facts`, Object.fromEntries(keys.map((key) => [key, null]))),
    onAgentConnected: on('AgentConnected'),
    onAgentDisconnected: on('AgentDisconnected'),
    onAgentTyping: on('AgentTyping'),
    onMessageReceived: on('MessageReceived'),
    onSessionEnded: on('SessionEnded'),
    onError: on('Error'),
    onInterrupted: on('Interrupted'),
    onContinued: on('Continued'),
    close() {
      clearTimeout(timer);
      listening = null;
    },
  };
}
