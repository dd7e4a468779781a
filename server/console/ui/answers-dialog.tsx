// Ready answers: the agent's own, to add, change and delete, and below them the operator's.

import { useState } from 'preact/hooks';
import type { CannedReply } from '../../../protocol/agent.ts';
import type { Wish } from '../console-events.ts';
import type { ConsoleState } from '../console-state.ts';
import { AnswerForm } from './answer-form.tsx';
import { Modal } from './modal.tsx';
import { PartView } from './parts-view.tsx';

export type AnswersDialogProps = { state: ConsoleState; onClose(): void; onWish(wish: Wish): void };

export const AnswersDialog = ({ state, onClose, onWish }: AnswersDialogProps) => {
  const [edited, setEdited] = useState<CannedReply | null>(null);
  const [saved, setSaved] = useState(0);
  const save = (reply: CannedReply) => {
    onWish({ type: 'ownReplySaved', reply, replaces: edited?.shortcut ?? null });
    setEdited(null);
    setSaved(saved + 1);
  };
  return (
    <Modal title="Ready answers" onClose={onClose}>
      <p class="under">
        Type / at the beginning of an answer to choose one. {'{name}'} stands for the visitor’s name. Your own are kept
        in this browser.
      </p>
      <ul class="answers" aria-label="Own answers">
        {state.ownReplies.map((reply) => (
          <li key={reply.shortcut} class="answer">
            <Words reply={reply} />
            <button
              type="button"
              class="button quiet"
              aria-describedby={wordsId(reply)}
              onClick={() => setEdited(reply)}
            >
              Edit
            </button>
            <button
              type="button"
              class="button quiet"
              aria-describedby={wordsId(reply)}
              onClick={() => onWish({ type: 'ownReplyDeleted', shortcut: reply.shortcut })}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      <AnswerForm
        key={`${edited?.shortcut ?? ''} ${saved}`}
        edited={edited}
        onSave={save}
        onCancel={() => setEdited(null)}
      />
      {state.cannedReplies.length > 0 && (
        <>
          <h3>For everybody</h3>
          <ul class="answers" aria-label="For everybody">
            {state.cannedReplies.map((reply) => (
              <li key={reply.shortcut} class="answer">
                <div class="grow">
                  <Words reply={reply} />
                  {reply.parts?.map((part, place) => (
                    <PartView key={place} part={part} />
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
};

const wordsId = ({ shortcut }: CannedReply): string => `answer-${shortcut}`;

const Words = ({ reply }: { reply: CannedReply }) => (
  <span id={wordsId(reply)} class="grow">
    <b>
      /<bdi>{reply.shortcut}</bdi>
    </b>
    <span class="answer-text" dir="auto">
      {reply.text}
    </span>
  </span>
);
