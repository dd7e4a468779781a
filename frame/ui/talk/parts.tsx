// What a message carries beside its words. A chunk of its own: most conversations have none.

import type { MessagePart } from '../../../protocol/message-parts.ts';
import { Cards } from './cards.tsx';
import type { MessageLine } from './lines.ts';
import { ListPicker } from './list-picker.tsx';
import { QuickReplies } from './quick-replies.tsx';
import type { Tools } from './tools.ts';

export { FileBox } from './file-box.tsx';

type PartsProps = { line: MessageLine; tools: Tools };

export const Parts = ({ line, tools }: PartsProps) => (
  <>
    {line.parts?.map((part, place) => (
      <OnePart key={place} part={part} line={line} tools={tools} />
    ))}
  </>
);

function OnePart({ part, line, tools }: PartsProps & { part: MessagePart }) {
  switch (part.kind) {
    case 'quickReplies':
      return line.newest && tools.onSay ? <QuickReplies replies={part.replies} tools={tools} /> : null;
    case 'cards':
      return <Cards cards={part.cards} tools={tools} />;
    case 'list':
      return <ListPicker part={part} name={line.key} isOpen={line.newest && tools.onSay !== null} tools={tools} />;
    case 'file':
      return null;
  }
}
