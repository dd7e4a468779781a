// The Session object of the page: turns commands into calls of the frame and events into callbacks. Knows nothing of
// links, windows or tickets.

import type { RpcResult } from '../protocol/result.ts';
import type { FrameMethods, PageEvent, PageMethods, Ticket } from '../protocol/rpc.ts';
import type { Session } from './api.ts';
import { createDeferred } from './deferred.ts';
import { createMemory, type Memory } from './memory.ts';

export type CommandName = Exclude<keyof FrameMethods, 'submit' | 'setWindow' | 'callbackCalls'>;
/** Answers always; never throws. `read` may throw: a parameter is wrong. */
export type RunCommand = (
  method: CommandName | 'callbackCalls' | keyof PageMethods | 'setWindow',
  read: () => object,
) => Promise<RpcResult<unknown>>;

export type SessionHandle = {
  id: string;
  /** The request that brought it. */
  ticket: Ticket | undefined;
  session: Session;
  /** The last index that the page was told of. */
  toldIndex: number;
  isOver: boolean;
  tell(event: PageEvent): void;
};

type Text = { message?: unknown; type?: unknown };
type Typing = { isTyping?: unknown; typedText?: unknown };
const inKeys = (key: unknown) => ({ keys: [key] });

/** What each command sends. Values go as they come: the frame checks them and says what was wrong. */
const REQUESTS: Record<CommandName, (input: never) => object> = {
  sendMessage: (input: unknown) => {
    const { message, type = 'text' } = (Object(input) === input ? input : { message: input }) as Text;
    return { text: message, contentType: type };
  },
  sendFile: ({ file }: { file: unknown }) => ({ file }),
  sendTyping: ({ isTyping = true, typedText = null }: Typing = {}) => ({ isTyping, typedText }),
  getTranscript: ({ fromIndex = 0 }: { fromIndex?: unknown } = {}) => ({ fromIndex }),
  setUserData: (userData: unknown) => ({ userData }),
  getUserData: inKeys,
  deleteUserData: inKeys,
  leave: () => ({}),
};

const EVENTS = 'AgentConnected AgentDisconnected AgentTyping MessageReceived SessionEnded Error Interrupted Continued';

export function createSession(id: string, run: RunCommand, ticket?: Ticket): SessionHandle {
  const session: Record<string, unknown> = {};
  const memories: Record<string, Memory<unknown>> = Object.create(null);
  for (const [name, toRequest] of Object.entries(REQUESTS)) {
    session[name] = (input: never) => {
      if (handle.isOver) throw new TypeError('Session ended.');
      const { promise, done, fail } = createDeferred<unknown>();
      void run(name as CommandName, () => ({ sessionId: id, ...toRequest(input) })).then((result) =>
        result.ok ? done(result.value) : fail({ error: result.error }),
      );
      return promise;
    };
  }
  for (const name of EVENTS.split(' ')) {
    const memory = createMemory();
    memories[name.toLowerCase()] = memory;
    session[`on${name}`] = memory.on;
  }
  const handle: SessionHandle = {
    id,
    ticket,
    session: session as Session,
    toldIndex: 0,
    isOver: false,
    tell({ name, event }) {
      const { index, toldIndex = handle.toldIndex } = event as { index: number; toldIndex?: number };
      // The frame tells again what it does not know to have been heard. Without an index nothing is less.
      if (index <= toldIndex) return;
      handle.toldIndex = index ?? toldIndex;
      // It is in one of the names only. A window's session is followed by names that begin with a capital.
      handle.isOver ||= /End/.test(name);
      memories[name.toLowerCase()]?.tell(event);
    },
  };
  return handle;
}
