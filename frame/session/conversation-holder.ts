// Holds the part that a conversation needs, and what waits for it. Once it has come, everything happens at once; what
// came before happens first and in order. Knows no chat.

import type { Conversation, Performer } from './conversation.ts';

export type Loaded = { conversation: Conversation; performer: Performer };

export type ConversationHolder = {
  loaded(): Loaded | null;
  /** Runs when the part is there: now, or after everything that waits already. */
  use(run: (loaded: Loaded) => void): void;
};

export function createConversationHolder(
  load: () => Conversation | Promise<Conversation>,
  assemble: (conversation: Conversation) => Performer,
): ConversationHolder {
  let loaded: Loaded | null = null;
  let waiting: ((loaded: Loaded) => void)[] | null = null;

  function arrive(conversation: Conversation): void {
    loaded = { conversation, performer: assemble(conversation) };
    for (const run of waiting ?? []) run(loaded);
    waiting = null;
  }

  function use(run: (loaded: Loaded) => void): void {
    if (loaded && !waiting) run(loaded);
    else if (waiting) waiting.push(run);
    else {
      waiting = [run];
      const coming = load();
      if ('then' in coming) void coming.then(arrive);
      else arrive(coming);
    }
  }

  return {
    loaded: () => loaded,
    use,
  };
}
