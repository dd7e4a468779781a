// A transport without any server: the back end is this page, and whoever answers is a function. Good for seeing what a
// transport must do, because nothing else is here.
//
//   import { createMemoryBackEnd, createMemoryTransport, keptIn, teaRobot } from '/transports/memory.js';
//   const backEnd = createMemoryBackEnd({ keep: keptIn(localStorage, 'tea-chat'), robot: teaRobot });
//   chat.startChat({ embedded: true, transport: createMemoryTransport(backEnd) });

const VISITOR = { id: 1, name: 'You', type: 'Client' };
const STAFF = { id: 3, name: 'Tea robot', type: 'Agent' };

/** A failure is an object with `error`; the code is one of the chat's own. It may be thrown. */
const failure = (code, description) => ({ error: { code, description } });

const nothingKept = { load: () => ({}), save: () => {} };

/** The site may keep what it likes: this makes the chat survive a reload, and shows it in the site's other tabs. */
export const keptIn = (storage, key) => ({
  load: () => JSON.parse(storage.getItem(key) ?? '{}'),
  save: (sessions) => storage.setItem(key, JSON.stringify(sessions)),
});

/** A back end: sessions, each with a log in which every event has the next index. */
export function createMemoryBackEnd({ keep = nothingKept, robot = () => {}, now = Date.now } = {}) {
  let sessions = keep.load();
  let isReachable = true;
  const transports = new Set();

  const find = (sessionId) => {
    const session = sessions[sessionId];
    if (!session) throw failure(50, 'There is no such session.');
    return session;
  };
  const tell = (sessionId, event) => {
    if (isReachable) for (const transport of transports) transport.hear(sessionId, event);
  };

  /** Stores an event and tells everybody who takes part. */
  function append(sessionId, event) {
    const { log } = find(sessionId);
    if (log.at(-1)?.type === 'SessionEnded') throw failure(51, 'The session is over.');
    const stored = { ...event, index: log.length + 1, timestamp: now() };
    log.push(stored);
    keep.save(sessions);
    tell(sessionId, stored);
  }

  const staff = {
    joins: (sessionId) => append(sessionId, { type: 'AgentConnected', party: STAFF }),
    leaves: (sessionId) => append(sessionId, { type: 'AgentDisconnected', party: STAFF }),
    says: (sessionId, text) =>
      append(sessionId, { type: 'MessageReceived', party: STAFF, content: { text, type: 'text' } }),
    types: (sessionId, isTyping) => tell(sessionId, { type: 'AgentTyping', party: STAFF, isTyping }),
    ends: (sessionId) => append(sessionId, { type: 'SessionEnded', reason: { id: 2 } }),
  };

  return {
    staff,
    open(userData) {
      const sessionId = crypto.randomUUID();
      sessions[sessionId] = { log: [], userData: { ...userData } };
      keep.save(sessions);
      robot(sessionId, null, staff);
      return sessionId;
    },
    /** A message that is sent again has the id that it had before: it is stored once. */
    say(sessionId, { message, type, id }) {
      if (find(sessionId).log.some((event) => event.id === id)) return;
      append(sessionId, { type: 'MessageReceived', party: VISITOR, content: { text: message, type }, id });
      robot(sessionId, message, staff);
    },
    end: (sessionId) => append(sessionId, { type: 'SessionEnded', reason: { id: 1 } }),
    log: (sessionId) => find(sessionId).log,
    changeUserData(sessionId, change) {
      change(find(sessionId).userData);
      keep.save(sessions);
    },
    userData: (sessionId) => find(sessionId).userData,
    join(transport) {
      transports.add(transport);
      return () => transports.delete(transport);
    },
    /** Another tab has stored something. */
    reload() {
      const before = sessions;
      sessions = keep.load();
      for (const [sessionId, { log }] of Object.entries(sessions)) {
        for (const event of log.slice(before[sessionId]?.log.length ?? 0)) tell(sessionId, event);
      }
    },
    isReachable: () => isReachable,
    /** To try what a lost connection looks like. */
    setReachable(value) {
      isReachable = value;
      for (const transport of transports) transport.wayChanged(value);
    },
  };
}

/** One for each page. Every method gives its value at once; what goes wrong is thrown. */
export function createMemoryTransport(backEnd) {
  const callbacks = {};
  let current = null;
  let leave = () => {};

  const reached = () => {
    if (!backEnd.isReachable()) throw failure(100, 'The line is cut.');
    return backEnd;
  };
  const ears = {
    hear(sessionId, event) {
      if (sessionId === current) callbacks[event.type]?.(structuredClone(event));
    },
    wayChanged: (isReachable) => callbacks[isReachable ? 'Continued' : 'Interrupted']?.(),
  };
  const on = (type) => (callback) => {
    callbacks[type] = callback;
  };

  return {
    init() {
      leave = backEnd.join(ears);
    },
    startSession({ userData }) {
      current = reached().open(userData);
      return { sessionId: current };
    },
    sendMessage: (request) => reached().say(request.sessionId, request),
    getTranscript({ sessionId, fromIndex }) {
      const log = reached().log(sessionId);
      // From here on this page takes part in the session, also if an earlier page has begun it.
      current = sessionId;
      return { transcript: structuredClone(log.filter(({ index }) => index >= fromIndex)) };
    },
    sendTyping: () => void reached(),
    leaveSession: ({ sessionId }) => reached().end(sessionId),
    setUserData: ({ sessionId, userData }) =>
      reached().changeUserData(sessionId, (data) => Object.assign(data, userData)),
    getUserData({ sessionId, keys }) {
      const data = reached().userData(sessionId);
      return { userData: Object.fromEntries(keys.filter((key) => key in data).map((key) => [key, data[key]])) };
    },
    deleteUserData: ({ sessionId, keys }) =>
      reached().changeUserData(sessionId, (data) => {
        for (const key of keys) delete data[key];
      }),
    onAgentConnected: on('AgentConnected'),
    onAgentDisconnected: on('AgentDisconnected'),
    onAgentTyping: on('AgentTyping'),
    onMessageReceived: on('MessageReceived'),
    onSessionEnded: on('SessionEnded'),
    onError: on('Error'),
    onInterrupted: on('Interrupted'),
    onContinued: on('Continued'),
    close() {
      leave();
      current = null;
    },
  };
}

/** Greets, and has something to say to everything. */
export function teaRobot(sessionId, message, staff) {
  const soon = (delayMs, run) =>
    setTimeout(() => {
      try {
        run();
      } catch {
        // The session is over.
      }
    }, delayMs);
  if (message === null) {
    soon(300, () => staff.joins(sessionId));
    soon(600, () => staff.says(sessionId, 'Good day. I live in this page and know only tea.'));
    return;
  }
  soon(400, () => staff.types(sessionId, true));
  soon(1_500, () => staff.says(sessionId, `“${message}”? Water at 80 degrees, two minutes, and all will be well.`));
}
