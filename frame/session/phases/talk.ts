// What the visitor does with a conversation, alike whether the server has answered yet or not.

import type { SessionEvent } from '../events.ts';
import { fileFault } from '../file-limits.ts';
import * as outbox from '../outbox.ts';
import { isLive, type Live } from '../selectors.ts';
import { type Step, step } from './step.ts';

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
      return step(life, { kind: 'takeFiles', files: event.files });
    case 'filesTaken':
      return queue(outbox.handedOver(life.outbox, event.items));
    case 'fileProgressed':
      return queue(outbox.progressed(life.outbox, event.id, event.sentBytes));
    case 'retryRequested':
      return queue(outbox.retried(life.outbox, event.messageId));
    case 'discardRequested':
      return takenBack(life, queue(outbox.discarded(life.outbox, event.messageId)), event.messageId);
    case 'outboxHandedOver':
      return queue(outbox.handedOver(life.outbox, outbox.withoutLogged(event.items, life.transcript.entries)));
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

/** Nobody needs the bytes of such a file any more. */
function takenBack(before: Live, after: Step, id: string): Step {
  const file = before.outbox.find((item) => item.id === id)?.file;
  if (!file || !isLive(after.life) || after.life.outbox.some((item) => item.id === id)) return after;
  const { sessionId } = before.session;
  return { ...after, effects: [...after.effects, { kind: 'dropFile', sessionId, fileId: file.fileId }] };
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
