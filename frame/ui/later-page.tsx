// Everything after the form, with the texts of the default language: waiting for the server, then the conversation.

import { en } from '../locale/en.ts';
import type { Connecting } from '../session/state.ts';
import { ChatPage, type ChatPageProps } from './chat-page.tsx';
import { ConnectingPage } from './connecting-page.tsx';
import type { Talk } from './talk.ts';
import { WindowHeader } from './window-header.tsx';

export type LaterPageProps = Omit<ChatPageProps, 'strings' | 'life'> & { life: Connecting | Talk };

export function LaterPage({ life, ...props }: LaterPageProps) {
  if (life.phase !== 'connecting') return <ChatPage life={life} {...props} strings={en} />;
  return (
    <div class="window">
      <WindowHeader strings={en} agent={null} onMinimize={() => props.onWish({ type: 'minimizeRequested' })} />
      <ConnectingPage strings={en} onCancel={() => props.onWish({ type: 'registrationCancelled' })} />
    </div>
  );
}
