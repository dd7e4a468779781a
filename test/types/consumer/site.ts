// A site that installed the package, compiled against what the build made. What must not compile is marked, and a mark
// on something that does compile is an error too.

import {
  type AgentConnectedEvent,
  type ApiTranscriptItem,
  CHAT_ERRORS,
  type ChatApi,
  type ChatOptions,
  type ChatPromise,
  type ChatSetup,
  createChat,
  type FailEvent,
  type Failure,
  type FormDefinition,
  type FormInput,
  type MessageReceivedEvent,
  type Session,
  type Unsubscribe,
  type UserData,
} from 'tagalong';

const setup: ChatSetup = { origin: 'https://chat.example.com', deployment: 'shop' };
export const chat: ChatApi = createChat(setup);
// @ts-expect-error An origin is needed.
createChat({});
// @ts-expect-error The origin is a text.
createChat({ origin: 1 });

// Options

const size: FormInput = { name: 'size', type: 'select', required: true, options: [{ value: '41', label: 'EU 41' }] };
const registration: FormDefinition = { inputs: [size, { name: 'note', type: 'textarea', maxlength: 500 }] };
const userData: UserData = { customer: 4711, vip: true, name: 'Ann', left: null };
export const options: ChatOptions = {
  ...{ embedded: true, serverUrl: 'https://chat.example.com', registration, userData, username: 'Ann', subject: 'Tea' },
  ...{ debug: false, maxOfflineDuration: 60, disableWebSockets: true, subject: undefined },
  ...{ templates: 'mine.html', widgetUrl: null, stateStorage: 1, source: '', cookieMaxAge: 0 },
};
// @ts-expect-error No such option.
chat.startChat({ colour: 'red' });
// @ts-expect-error Not a boolean.
chat.startChat({ embedded: 'yes' });
// @ts-expect-error User data is flat.
chat.startChat({ userData: { deep: { er: 1 } } });
// @ts-expect-error No such kind of field.
chat.startChat({ registration: { inputs: [{ name: 'a', type: 'file' }] } });
// @ts-expect-error A field has a name.
chat.startChat({ registration: { inputs: [{ label: 'A' }] } });

// The chat object

const outcomes: ChatPromise<Session>[] = [
  chat.startChat(options),
  chat.restoreChat({ embedded: true }),
  chat.startChatInThisWindow(),
  chat.startSession({ username: 'Ann' }),
  chat.restoreSession(),
];
const unsubscribes: Unsubscribe[] = [
  chat.onSession((session: Session) => session.leave()),
  chat.onBeforeChatOptionsApplied((changed: ChatOptions) => {
    changed.embedded = true;
  }),
];
for (const act of [chat.close, chat.minimize, chat.maximize, chat.toggle, chat.destroy]) act();
export const isMinimized: boolean = chat.isMinimized();
// @ts-expect-error No such method.
chat.open();
// @ts-expect-error A callback is needed.
chat.onSession();
for (const off of unsubscribes) off();

// Promises

export async function all(): Promise<Session[]> {
  for (const outcome of outcomes) {
    const same: ChatPromise<Session> = outcome
      .done((session: Session) => session.sendMessage('hello'))
      .fail(({ error }: FailEvent) => {
        const failure: Failure | undefined = error;
        // @ts-expect-error There may have been no chat to restore: then there is no error.
        return error.code + (failure?.code ?? 0);
      })
      .done(() => {});
    // @ts-expect-error A ChatPromise can be awaited, but it is not a native promise.
    same.finally(() => {});
  }
  return Promise.all(outcomes);
}
export const codes: [300, 306] = [CHAT_ERRORS.frameUnreachable.code, CHAT_ERRORS.optionInvalid.code];
// @ts-expect-error No such failure.
CHAT_ERRORS.unknown;

// The session

export async function talk(session: Session): Promise<ApiTranscriptItem[]> {
  await session.sendMessage('hello');
  await session.sendMessage({ message: 'https://example.com', type: 'url' });
  await session.sendTyping();
  await session.sendTyping({ isTyping: false, typedText: 'hel' });
  await session.setUserData(userData);
  const { userData: kept }: { userData: UserData } = await session.getUserData('customer');
  await session.deleteUserData(Object.keys(kept)[0] ?? '');
  // @ts-expect-error Neither a text nor an object.
  await session.sendMessage(1);
  // @ts-expect-error No such kind of message.
  await session.sendMessage({ message: 'a', type: 'html' });
  // @ts-expect-error Data is flat.
  await session.setUserData({ list: [1] });
  const { transcript } = await session.getTranscript({ fromIndex: 3 });
  const left: ChatPromise<void> = session.leave();
  await left;
  return transcript;
}

export function listen(session: Session): Unsubscribe[] {
  return [
    session.onAgentConnected(({ party, index, timestamp, restored }: AgentConnectedEvent) => {
      const name: string = party.name;
      const agent: true | undefined = party.type.agent;
      return [name, agent, index + timestamp, restored];
    }),
    session.onAgentDisconnected(({ party }) => party.id.toFixed()),
    session.onAgentTyping(({ isTyping, party }) => isTyping && party.name),
    session.onMessageReceived(({ content }: MessageReceivedEvent) => content.type.url && new URL(content.text)),
    session.onSessionEnded(({ reason }) => reason.leaveRequest ?? reason.agent ?? reason.error),
    session.onError(({ error }) => `${error.code.toFixed()} ${error.description.trim()}`),
    session.onInterrupted(({ restored }) => !restored),
    session.onContinued(({ restored }) => !restored),
    // @ts-expect-error A message has no such field.
    session.onMessageReceived(({ html }) => html),
  ];
}
// @ts-expect-error No such event.
export const wrong = (session: Session) => session.onTyping(() => {});

export const kinds = (item: ApiTranscriptItem): string => {
  switch (item.type) {
    case 'MessageReceived':
      return item.content.text;
    case 'AgentConnected':
    case 'AgentDisconnected':
      return item.party.name;
    case 'SessionEnded':
      return item.reason.agent ? 'by the agent' : `at ${item.timestamp}`;
  }
};
