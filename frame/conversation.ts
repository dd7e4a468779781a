// The second part of the frame, fetched while the visitor fills in the form, or at once when a conversation is to go
// on: the whole transition, what carries out its effects, the transport, and the page of the conversation.

import { h } from 'preact';
import { stateKey } from '../protocol/saved-form.ts';
import { joinPage as join } from './attention/join-page.ts';
import { browserChannels } from './browser-channels.ts';
import { browserFiles } from './browser-files.ts';
import { browserHistory } from './browser-history.ts';
import { fetchImageOrigins } from './browser-lists.ts';
import { browserNetwork, browserUpload } from './browser-network.ts';
import type { Clock, Log, Random, TabChannels } from './ports.ts';
import { checkedCommands } from './rpc/commands.ts';
import { createSessionCommands } from './session/commands.ts';
import type { Conversation } from './session/conversation.ts';
import type { Extras } from './session/extras.ts';
import { createFileAddresses, type FileAddresses } from './session/file-addresses.ts';
import { createFileExchange } from './session/file-exchange.ts';
import { createPersister } from './session/others-outbox.ts';
import { createOwedLeaves } from './session/owed-leaves.ts';
import { createPerformer } from './session/perform.ts';
import { createSharedTransport } from './session/shared-transport.ts';
import { SITE_TRANSPORT } from './session/site-transport.ts';
import type { SessionState } from './session/state.ts';
import { transition } from './session/transition.ts';
import { createFileStore } from './storage/file-store.ts';
import { createHistoryStore } from './storage/history-store.ts';
import { createBuiltInTransport } from './transport/built-in.ts';
import { createFileUpload } from './transport/file-upload.ts';
import { createSwitchingTransport } from './transport/switching.ts';
import type { Transport } from './transport/transport.ts';
import { LaterPage, type LaterPageComponent } from './ui/later-page.tsx';
import type { SoundSwitch } from './ui/sound-button.tsx';

export { default as styles } from './ui/conversation.css?inline';

/** Of the one page around this document. */
let sound: SoundSwitch | null = null;

/** Before a conversation is drawn. */
export function joinPage(parts: Parameters<typeof join>[0]): void {
  sound = join(parts);
}

type Parts = {
  clock: Clock;
  random: Random;
  serverOrigin: string;
  /** There, once a page has asked for what only the extras know. */
  extras(): Extras | null;
  log: Log;
};

/** What a browser gives, or a test in its place. */
export type ConversationParts = Pick<
  Conversation,
  'createTransport' | 'openHistory' | 'openFiles' | 'createSendFile'
> & {
  channels: TabChannels;
};

/** Everything but the way to the server and the browser's database. */
export const conversationOver = ({ channels, createTransport, ...given }: ConversationParts): Conversation => ({
  ...given,
  transition,
  toPersisted: createPersister(),
  createTransport,
  createPerformer: (parts, inner, conversation) => {
    const name = stateKey(parts.place.deployment, parts.place.siteOrigin);
    const files = createFileExchange(conversation.openFiles(parts));
    const shared = { ...parts, ...inner, channels, name, files };
    const create: Conversation['createTransport'] = (events, state) =>
      createSharedTransport(shared, (to) => createTransport(to, state), events);
    const leaves = createOwedLeaves(parts, inner, createTransport);
    const whole = { ...conversation, createTransport: create, openFiles: () => files.store };
    return createPerformer(parts, inner, whole, leaves);
  },
  createCommands: ({ clock, random }, inner, performer) =>
    checkedCommands(createSessionCommands({ clock, random, ...performer, ...inner })),
});

const openHistory: Conversation['openHistory'] = ({ clock, place }) =>
  createHistoryStore(browserHistory(stateKey(place.deployment, place.siteOrigin)), clock);
const openFiles: Conversation['openFiles'] = ({ clock, place }) =>
  createFileStore(browserFiles(stateKey(place.deployment, place.siteOrigin)), clock);

/** `laterPage`: everything after the form, which asks where its files and pictures can be had. */
export function createConversation({ extras, ...parts }: Parts): Conversation & { laterPage: LaterPageComponent } {
  let addresses: FileAddresses | null = null;
  const files: FileAddresses = {
    watch: (fileId, run) => addresses?.watch(fileId, run) ?? (() => {}),
    renew: (fileId) => addresses?.renew(fileId),
  };
  const serverOf = ({ page }: SessionState): string => page.serverOrigin ?? parts.serverOrigin;
  let serverOrigin = (): string => parts.serverOrigin;
  const imageOrigins = async (): Promise<readonly string[]> => (await fetchImageOrigins()) ?? [];
  const createTransport: Conversation['createTransport'] = (events, state) =>
    createSwitchingTransport(() => {
      const { extra } = state().page;
      const serverOrigin = serverOf(state());
      // What has the chat decides, not what the page brings.
      const own = serverOrigin === SITE_TRANSPORT ? extra : null;
      const builtIn = (): Transport =>
        createBuiltInTransport(
          {
            ...{ ...parts, serverOrigin },
            ...{ network: browserNetwork, isSocketAllowed: () => !state().page.disableWebSockets },
          },
          events,
        );
      return {
        name: own ? `of ${own.requestId}` : `to ${serverOrigin}`,
        create: () => (own && extras()?.transport(own, events, state)) || builtIn(),
      };
    });
  const createSendFile: Conversation['createSendFile'] = (_, state) =>
    createFileUpload({ ...parts, upload: browserUpload, serverOrigin: () => serverOf(state()) });
  const conversation = conversationOver({
    ...{ createTransport, createSendFile, openHistory, openFiles },
    channels: browserChannels,
  });
  return {
    ...conversation,
    laterPage: (props) => h(LaterPage, { ...props, files, serverOrigin: serverOrigin(), imageOrigins, sound }),
    createPerformer(engineParts, inner, whole) {
      const performer = conversation.createPerformer(engineParts, inner, whole);
      const { request } = performer.transport;
      const { lifecycle } = engineParts;
      const around = { lifecycle, serverOrigin: () => serverOf(inner.state()), isSeen: () => !document.hidden };
      addresses = createFileAddresses({ ...parts, ...around, request }, inner);
      // A chat system of the site's own has no addresses of its own here.
      serverOrigin = () => {
        const origin = serverOf(inner.state());
        return origin === SITE_TRANSPORT ? parts.serverOrigin : origin;
      };
      return performer;
    },
  };
}
