// Everything after the form: waiting for the server, then the conversation. Completes the texts with the default
// language's.

import type { ComponentType } from 'preact';
import { enConversation } from '../locale/en-conversation.ts';
import type { BeginningStrings, Strings } from '../locale/strings.ts';
import type { Connecting } from '../session/state.ts';
import { ChatPage, type ChatPageProps } from './chat-page.tsx';
import { ConnectingPage } from './connecting-page.tsx';
import type { Talk } from './talk.ts';
import { WindowHeader } from './window-header.tsx';

export type LaterPageProps = Omit<ChatPageProps, 'strings' | 'life'> & {
  life: Connecting | Talk;
  /** Those of the beginning; a site's own language has all of them. */
  strings: BeginningStrings;
};

/** As whoever draws the whole interface knows it: addresses are known where the conversation is. */
export type LaterPageComponent = ComponentType<
  Omit<LaterPageProps, 'files' | 'serverOrigin' | 'imageOrigins' | 'sound'>
>;

const completed = new WeakMap<BeginningStrings, Strings>();

/** Once for each: who draws compares them by identity. */
function complete(strings: BeginningStrings): Strings {
  const known = completed.get(strings) ?? { ...enConversation, ...strings };
  completed.set(strings, known);
  return known;
}

export function LaterPage({ life, strings: given, ...props }: LaterPageProps) {
  const strings = complete(given);
  if (life.phase !== 'connecting') return <ChatPage life={life} {...props} strings={strings} />;
  return (
    <div class="window">
      <WindowHeader strings={strings} agent={null} onMinimize={() => props.onWish({ type: 'minimizeRequested' })} />
      <ConnectingPage strings={strings} onCancel={() => props.onWish({ type: 'openingCancelled' })} />
    </div>
  );
}
