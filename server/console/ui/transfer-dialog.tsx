// Gives a chat to another agent: who is available, and how busy each is.

import { useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import { freeColleagues } from '../console-selectors.ts';
import type { ConsoleState } from '../console-state.ts';
import { Modal } from './modal.tsx';

export type TransferDialogProps = { state: ConsoleState; sessionId: string; onClose(): void; onWish(wish: Wish): void };

const load = (chats: number): string => (chats === 1 ? '1 chat' : chats === 0 ? 'no chats' : `${chats} chats`);

export const TransferDialog = ({ state, sessionId, onClose, onWish }: TransferDialogProps) => {
  const colleagues = freeColleagues(state);
  const [chosen, setChosen] = useState<string | null>(null);
  const toAgentId = colleagues.some(({ id }) => id === chosen) ? chosen : null;
  return (
    <Modal title="Hand the chat over" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (toAgentId === null) return;
          onWish({ type: 'transferRequested', sessionId, toAgentId });
          onClose();
        }}
      >
        <fieldset class="colleagues">
          <legend>To whom?</legend>
          {colleagues.map(({ id, name, chats }) => (
            <label key={id} class="colleague">
              <input type="radio" name="colleague" checked={id === toAgentId} onChange={() => setChosen(id)} />
              <bdi class="grow">{name}</bdi>
              <span class="under">{load(chats)}</span>
            </label>
          ))}
          {colleagues.length === 0 && <p class="under">No other agent is available now.</p>}
        </fieldset>
        <p class="under">Notes and the whole conversation go along.</p>
        <button type="submit" class="button primary" disabled={toAgentId === null}>
          Hand over
        </button>
      </form>
    </Modal>
  );
};
