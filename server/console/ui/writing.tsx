// The foot of a conversation: a reply or a note, files on their way, and who is typing.

import { useRef } from 'preact/hooks';
import { acceptOf } from '../../../protocol/file-endings.ts';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Wish } from '../console-events.ts';
import { isMine, visitorName } from '../console-selectors.ts';
import type { Chat, ConsoleState } from '../console-state.ts';
import { Composer } from './composer.tsx';
import { useKey } from './keys.ts';
import { NoteForm } from './note-form.tsx';
import { OfferedWith } from './offered-with.tsx';
import { UploadList } from './upload-list.tsx';

export type WritingProps = {
  state: ConsoleState;
  chat: Chat;
  isNoting: boolean;
  onNoting(isNoting: boolean): void;
  onWish(wish: Wish): void;
};

export const Writing = ({ state, chat, isNoting, onNoting, onWish }: WritingProps) => {
  const canWrite = isMine(state, chat);
  const noteKey = useKey('i');
  return (
    <footer class="writing">
      <Typing chat={chat} />
      <UploadList chat={chat} onWish={onWish} />
      {canWrite && !isNoting && <OfferedWith chat={chat} onWish={onWish} />}
      {canWrite && !isNoting && <Composer state={state} chat={chat} onWish={onWish} />}
      {isNoting && <NoteForm chat={chat} onWish={onWish} />}
      {!canWrite && !isNoting && <p class="closed-note">{closedNote(chat)}</p>}
      <div class="tools">
        <button type="button" class="tool" aria-pressed={isNoting} {...noteKey} onClick={() => onNoting(!isNoting)}>
          Note for agents
        </button>
        {canWrite && state.files && <AttachButton chat={chat} types={state.files.types} onWish={onWish} />}
      </div>
    </footer>
  );
};

type AttachButtonProps = { chat: Chat; types: readonly string[]; onWish(wish: Wish): void };

const AttachButton = ({ chat, types, onWish }: AttachButtonProps) => {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="tool" {...useKey('f')} onClick={() => picker.current?.click()}>
        Attach files
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={acceptOf(types)}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file may be chosen again.
          currentTarget.value = '';
          onWish({ type: 'filesChosen', sessionId: chat.summary.sessionId, files });
        }}
      />
    </>
  );
};

/** Beside the log, not in it: what somebody types would be read out letter by letter. */
const Typing = ({ chat }: { chat: Chat }) => (
  <p class="typing">
    {chat.typing && (
      <>
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <span class="clip">
          <bdi>{visitorName(chat)}</bdi> is typing{chat.typing.text ? ': ' : '…'}
          {chat.typing.text && <bdi class="typing-text">{fitToShow(chat.typing.text)}</bdi>}
        </span>
      </>
    )}
  </p>
);

function closedNote({ summary }: Chat): string {
  if (summary.status === 'ended') return 'This chat is over. It can still be read.';
  if (summary.status === 'waiting') return 'This visitor is waiting for an agent.';
  return `${fitToShow(summary.agent?.name ?? 'Another agent')} is talking with this visitor.`;
}
