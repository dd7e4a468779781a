// What the visitor does with a conversation, alike whether the server has answered yet or not.

import type { SavedItem } from '../../../protocol/persisted.ts';
import type { Effect } from '../effects.ts';
import type { SessionEvent } from '../events.ts';
import { fileFault } from '../file-limits.ts';
import * as outbox from '../outbox.ts';
import { isLive, type Live } from '../selectors.ts';
import { type Step, step } from './step.ts';

/** Nobody takes back so many before every other tab has heard of the first. */
const MAX_TAKEN_BACK = 100;

export function talked(life: Live, event: SessionEvent): Step {
  const queue = (next: outbox.Outbox): Step => (next === life.outbox ? step(life) : pumped({ ...life, outbox: next }));
  switch (event.type) {
    case 'draftEdited':
      return step({ ...life, draft: event.text });
    case 'scrolled':
      return step(event.fromEnd === life.scroll ? life : { ...life, scroll: event.fromEnd });
    case 'messageSubmitted': {
      const { id, text, contentType, at } = event;
      return queue(outbox.enqueue(life.outbox, { id, text, contentType, at }));
    }
    case 'filesChosen':
      // What was picked for one chat and took its time is not for the next one.
      return event.sessionId === life.session.sessionId
        ? step(life, { kind: 'takeFiles', files: event.files })
        : step(life);
    case 'filesTaken':
      return queue(outbox.handedOver(life.outbox, event.items));
    case 'fileProgressed':
      return queue(outbox.progressed(life.outbox, event.id, event.sentBytes));
    case 'retryRequested':
      return queue(outbox.retried(life.outbox, event.messageId));
    case 'discardRequested':
      return takenBack(life, queue(outbox.discarded(life.outbox, event.messageId)), event.messageId);
    case 'outboxHandedOver':
      return queue(outbox.handedOver(life.outbox, stillToSend(life, event.items)));
    case 'outboxShared':
      return queue(outbox.mirrored(life.outbox, event.items, life.transcript.entries));
    case 'messageTakenBackElsewhere':
      return takenBack(life, queue(outbox.without(life.outbox, event.id)), event.id);
    case 'messageAnswered':
      // What is above comes by itself, and takes its message out of the outbox then.
      return event.index > life.transcript.lastIndex ? step(life) : queue(outbox.without(life.outbox, event.id));
    case 'seenElsewhere': {
      const seenIndex = Math.min(event.index, life.transcript.lastIndex);
      return seenIndex > life.seenIndex ? step({ ...life, seenIndex }) : step(life);
    }
    case 'conversationSeen':
      return life.seenIndex === life.transcript.lastIndex
        ? step(life)
        : step({ ...life, seenIndex: life.transcript.lastIndex });
    default:
      return step(life);
  }
}

const stillToSend = ({ transcript, takenBack }: Live, items: readonly SavedItem[]): readonly SavedItem[] =>
  outbox.withoutLogged(items, transcript.entries).filter(({ id }) => !takenBack.includes(id));

/** It stays taken back, and nobody needs the bytes of such a file any more. */
function takenBack(before: Live, { life, effects }: Step, id: string): Step {
  if (!isLive(life) || life.outbox.some((item) => item.id === id)) return { life, effects };
  const ids = life.takenBack.includes(id) ? life.takenBack : [...life.takenBack, id].slice(-MAX_TAKEN_BACK);
  const file = before.outbox.find((item) => item.id === id)?.file;
  const { sessionId } = before.session;
  const drops: Effect[] = file ? [{ kind: 'dropFile', sessionId, fileId: file.fileId }] : [];
  return step({ ...life, takenBack: ids }, ...effects, ...drops);
}

/** Sends the head of the queue, if it may be sent now: never outside `active`. */
export function pumped(before: Live): Step {
  const checked = outbox.judged(before.outbox, (file) => fileFault(file, before.limits));
  const life = checked === before.outbox ? before : { ...before, outbox: checked };
  if (life.phase !== 'active' || life.transport.status !== 'up' || life.leaving) return step(life);
  const next = outbox.pump(life.outbox);
  if (!next.send) return step(life);
  return step({ ...life, outbox: next.outbox }, { kind: 'sendMessage', message: next.send });
}
