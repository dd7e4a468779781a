// A transport around a chat library of somebody else's: botframework-directlinejs, Microsoft's client of Direct Line, as it
// stands in its package. Here it polls; with a server that has sockets it would take those.
//
//   <script src="/packages/directline.js"></script>
//   import { createDirectLineTransport } from '/transports/directline.js';
//   createDirectLineTransport({ DirectLine: DirectLine.DirectLine, domain: 'http://127.0.0.1:8081/directline', secret: 'demo' })
//
// A real site asks a server of its own for a token: a secret has no place in a page.

const ME = { id: 'visitor', name: 'You', role: 'user' };
const OFFLINE = { error: { code: 100, description: 'Direct Line does not answer.' } };
const UNKNOWN = { error: { code: 50, description: 'Direct Line does not know this conversation.' } };
/** The one of the library's connection states that matters here. */
const ONLINE = 2;

const partyOf = ({ id, name }) =>
  id === ME.id ? { id: 1, name: ME.name, type: 'Client' } : { id: 3, name: name ?? 'Agent', type: 'Agent' };

/** An activity as an event that is kept, but for its index; null: it is none. */
function eventOf({ type, timestamp, from, text, channelData, membersAdded, membersRemoved }) {
  const stored = { timestamp: Date.parse(timestamp) };
  if (type === 'endOfConversation') {
    return { ...stored, type: 'SessionEnded', reason: { id: from.id === ME.id ? 1 : 2 } };
  }
  if (type === 'conversationUpdate' && membersAdded) {
    return { ...stored, type: 'AgentConnected', party: partyOf(membersAdded[0]) };
  }
  if (type === 'conversationUpdate' && membersRemoved) {
    return { ...stored, type: 'AgentDisconnected', party: partyOf(membersRemoved[0]) };
  }
  if (type !== 'message' || !text) return null;
  const id = channelData?.clientActivityID;
  return {
    ...stored,
    type: 'MessageReceived',
    party: partyOf(from),
    content: { text, type: 'text' },
    ...(id && { id }),
  };
}

export function createDirectLineTransport({
  DirectLine,
  domain,
  secret,
  pollingInterval = 1_000,
  timeout = 5_000,
  knockMs = 15_000,
}) {
  const callbacks = {};
  const on = (type) => (callback) => {
    callbacks[type] = callback;
  };
  let line = null;
  let isDown = false;
  let knocking;
  let redialing;
  let conversationId;
  const subscriptions = [];
  /** Ids of all activities that came. */
  let seen = new Set();
  /** In the order of the conversation. The number in it is the index, on every page the same. */
  let events = [];
  let userData = {};
  /** While the past comes in, nothing is told: it is asked for. */
  let isQuiet = false;
  let waiting = [];

  function hangUp() {
    clearTimeout(knocking);
    clearTimeout(redialing);
    for (const subscription of subscriptions.splice(0)) subscription.unsubscribe();
    line?.end();
    line = null;
  }

  function forget() {
    hangUp();
    conversationId = undefined;
    seen = new Set();
    events = [];
    userData = {};
    waiting = [];
    isDown = false;
  }

  /** Resolves when the library is online with this conversation, or with a new one. */
  const dial = (id) =>
    new Promise((resolve, reject) => {
      hangUp();
      const mine = new DirectLine({ domain, secret, conversationId: id, pollingInterval, timeout, webSocket: false });
      line = mine;
      const gone = (error) => {
        reject(error?.status === 404 ? UNKNOWN : OFFLINE);
        if (error?.status === 404) hangUp();
        else lost(mine);
      };
      subscriptions.push(mine.activity$.subscribe({ next: take, error: gone, complete: gone }));
      subscriptions.push(
        mine.connectionStatus$.subscribe((status) => {
          if (status !== ONLINE) return;
          knock();
          resolve(mine.conversationId);
        }),
      );
    });

  /** The library keeps it to itself when its polling has failed and stopped: so it is tried whether we are still heard. */
  function knock() {
    clearTimeout(knocking);
    const mine = line;
    knocking = setTimeout(async () => {
      const late = new Promise((resolve) => setTimeout(resolve, timeout + pollingInterval, false));
      const isHeard = await Promise.race([
        upToNow().then(
          () => true,
          () => false,
        ),
        late,
      ]);
      if (!isHeard) lost(mine);
      else if (line === mine) knock();
    }, knockMs);
  }

  function lost(which) {
    if (line !== which) return;
    hangUp();
    if (!conversationId) return;
    if (!isDown) callbacks.Interrupted?.();
    isDown = true;
    redialing = setTimeout(async () => {
      // What fails here is lost, and comes back here by itself.
      if (!(await dial(conversationId).catch(() => null))) return;
      isDown = false;
      callbacks.Continued?.();
    }, pollingInterval);
  }

  function take(activity) {
    if (seen.has(activity.id)) return;
    seen.add(activity.id);
    const isOver = events.at(-1)?.type === 'SessionEnded';
    const stored = isOver ? null : eventOf(activity);
    if (stored) events.push({ ...stored, index: events.length + 1 });
    if (activity.name === 'user-data') userData = { ...userData, ...activity.value };
    if (!isQuiet && stored) callbacks[stored.type]?.(events.at(-1));
    if (!isQuiet && !isOver && activity.type === 'typing' && activity.from.id !== ME.id) {
      callbacks.AgentTyping?.({ type: 'AgentTyping', party: partyOf(activity.from), isTyping: true });
    }
    for (const look of waiting) look();
  }

  /** Resolves with the activity's id. The library says `retry` where it could not reach the server. */
  const post = (activity) =>
    new Promise((resolve, reject) => {
      if (!line) return reject(OFFLINE);
      line.postActivity({ from: ME, ...activity }).subscribe({
        next: (id) => (id === 'retry' ? reject(OFFLINE) : resolve(id)),
        error: () => reject(OFFLINE),
      });
    });

  /** The library gives a stream and no history. What we post comes back in it, after everything that was there before. */
  async function upToNow() {
    const id = await post({ type: 'event', name: 'mark' });
    await new Promise((resolve) => {
      const look = () => {
        if (!seen.has(id)) return;
        waiting = waiting.filter((other) => other !== look);
        resolve();
      };
      waiting.push(look);
      look();
    });
    isQuiet = false;
  }

  async function takePart(id) {
    if (id === conversationId) return;
    forget();
    isQuiet = true;
    await dial(id);
    conversationId = id;
    await upToNow();
  }

  const setData = async (value) => {
    await post({ type: 'event', name: 'user-data', value });
  };

  return {
    init: () => undefined,
    async startSession({ username, userData: data, subject }) {
      forget();
      isQuiet = false;
      conversationId = await dial();
      await setData({ ...data, username, subject });
      return { sessionId: conversationId };
    },
    async sendMessage({ message, id }) {
      await post({ type: 'message', text: message, channelData: { clientActivityID: id } });
    },
    async getTranscript({ sessionId, fromIndex }) {
      if (sessionId !== conversationId) await takePart(sessionId);
      else if (events.at(-1)?.type !== 'SessionEnded') await upToNow();
      return { transcript: events.filter(({ index }) => index >= fromIndex) };
    },
    async sendTyping({ isTyping }) {
      if (isTyping) await post({ type: 'typing' });
    },
    async leaveSession() {
      await post({ type: 'endOfConversation' });
    },
    setUserData: ({ userData: data }) => setData(data),
    async getUserData({ keys }) {
      await upToNow();
      const there = keys.filter((key) => (userData[key] ?? null) !== null);
      return { userData: Object.fromEntries(there.map((key) => [key, userData[key]])) };
    },
    deleteUserData: ({ keys }) => setData(Object.fromEntries(keys.map((key) => [key, null]))),
    onAgentConnected: on('AgentConnected'),
    onAgentDisconnected: on('AgentDisconnected'),
    onAgentTyping: on('AgentTyping'),
    onMessageReceived: on('MessageReceived'),
    onSessionEnded: on('SessionEnded'),
    onError: on('Error'),
    onInterrupted: on('Interrupted'),
    onContinued: on('Continued'),
    close: forget,
  };
}
