// The centre pane: one open chat, with what can be done in it at this moment.

import { useMemo, useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import { isMine, visitorName } from '../console-selectors.ts';
import type { Chat, ConsoleState } from '../console-state.ts';
import { ConnectionNotice } from './connection.tsx';
import { ConversationHead } from './conversation-head.tsx';
import { EndNotice } from './end-notice.tsx';
import { FilesContext } from './file-view.tsx';
import { focusLog } from './landing.ts';
import { LogView } from './log-view.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useDrop } from './use-drop.ts';
import { useWide } from './use-wide.ts';
import { VisitorDetails } from './visitor-details.tsx';
import { Writing } from './writing.tsx';

export type ConversationProps = { state: ConsoleState; chat: Chat; onWish(wish: Wish): void };

export const Conversation = ({ state, chat, onWish }: ConversationProps) => {
  const { sessionId } = chat.summary;
  const canWrite = isMine(state, chat);
  const isWide = useWide();
  const [isAsked, setAsked] = useState<boolean | null>(null);
  // Until the agent has said otherwise: where there is room for it.
  const showsDetails = isAsked ?? isWide;
  /** What had the keyboard there is gone with it. */
  const putAway = () => {
    setAsked(false);
    focusLog();
  };
  // Each is of one chat: another one begins without.
  const [handedOver, setHandedOver] = useState<string | null>(null);
  const [noted, setNoted] = useState<string | null>(null);
  const drop = useDrop((files) => onWish({ type: 'filesChosen', sessionId, files }));
  const files = useMemo(
    () => ({
      addresses: state.fileAddresses,
      want: (fileId: string) => onWish({ type: 'fileWanted', sessionId, fileId }),
    }),
    [state.fileAddresses, sessionId],
  );
  return (
    <FilesContext.Provider value={files}>
      <main class={drop.isOver && canWrite ? 'conversation drop-here' : 'conversation'} {...(canWrite ? drop.on : {})}>
        <ConversationHead
          state={state}
          chat={chat}
          showsDetails={showsDetails}
          onDetails={() => setAsked(!showsDetails)}
          onTransfer={() => setHandedOver(sessionId)}
          onWish={onWish}
        />
        <ConnectionNotice connection={state.connection} />
        {state.endingId === sessionId && <EndNotice name={visitorName(chat)} onWish={onWish} />}
        <LogView key={sessionId} chat={chat} onWish={onWish} />
        <Writing
          key={`writing-${sessionId}`}
          state={state}
          chat={chat}
          isNoting={noted === sessionId}
          onNoting={(isNoting) => setNoted(isNoting ? sessionId : null)}
          onWish={onWish}
        />
        {handedOver === sessionId && canWrite && (
          <TransferDialog state={state} sessionId={sessionId} onClose={() => setHandedOver(null)} onWish={onWish} />
        )}
      </main>
      <VisitorDetails chat={chat} isShown={showsDetails} onClose={putAway} />
    </FilesContext.Provider>
  );
};
