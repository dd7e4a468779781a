// Answers to choose from, as long as nothing was said after the question.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import { type Reply, say } from './reply.ts';
import type { Tools } from './tools.ts';

export const QuickReplies = ({ replies, tools }: { replies: readonly Reply[]; tools: Tools }) => (
  <ul class="replies" aria-label={tools.strings.suggestedAnswers}>
    {replies.map((reply, place) => (
      <li key={place}>
        <button type="button" dir="auto" onClick={(event) => say(reply, tools, event.currentTarget)}>
          {fitToShow(reply.label)}
        </button>
      </li>
    ))}
  </ul>
);
