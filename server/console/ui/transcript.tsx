// A conversation as it is read: drawn in blocks, of which the browser lays out only those in view.

import { useMemo } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Wish } from '../console-events.ts';
import type { Chat } from '../console-state.ts';
import { formatDay, formatTime } from './format.ts';
import { LinkedText } from './linked-text.tsx';
import { OutgoingLine } from './outgoing-line.tsx';
import { PartView } from './parts-view.tsx';
import { entryLines, inBlocks, type Line, outgoingLines } from './transcript-lines.ts';
import { useToday } from './use-now.ts';

export type TranscriptProps = { chat: Chat; onWish(wish: Wish): void };

export const Transcript = ({ chat, onWish }: TranscriptProps) => {
  const { entries, notes, visitorReadIndex, outbox, summary } = chat;
  const blocks = useMemo(
    () => inBlocks(entryLines(entries, notes, visitorReadIndex)),
    [entries, notes, visitorReadIndex],
  );
  const today = useToday();
  return (
    <>
      {blocks.map((lines) => (
        <Block key={lines[0]?.key} lines={lines} today={today} />
      ))}
      {/* Read out when the log shows them, not twice. */}
      <div class="block" aria-live="off">
        {outgoingLines(outbox, summary.status === 'ended').map(
          (line) =>
            line.kind === 'outgoing' && (
              <OutgoingLine key={line.key} item={line.item} startsGroup={line.startsGroup} onWish={onWish} />
            ),
        )}
      </div>
    </>
  );
};

/** Lines never change: blocks of the same lines are the same, until the day is another one. */
const Block = ({ lines, today }: { lines: readonly Line[]; today: string }) =>
  useMemo(
    () => (
      <div class="block">
        {lines.map((line) => (
          <LineView key={line.key} line={line} />
        ))}
      </div>
    ),
    [lines.map(({ key }) => key).join(), today],
  );

const LineView = ({ line }: { line: Line }) => {
  switch (line.kind) {
    case 'day':
      return (
        <p class="day">
          <span>{formatDay(line.at, Date.now())}</span>
        </p>
      );
    case 'system':
      return (
        <p class="note">
          <bdi>{fitToShow(line.text)}</bdi> <Time at={line.at} />
        </p>
      );
    case 'note':
      return (
        <div class="agents-note" role="note" aria-label="Note for agents">
          <p class="message-head">
            Note · <bdi class="message-name">{line.note.agentName}</bdi> <Time at={line.note.at} />
          </p>
          <p class="agents-note-text" dir="auto">
            <LinkedText text={line.note.text} />
          </p>
        </div>
      );
    case 'read':
      return <p class="delivery read-mark">Read by the visitor</p>;
    case 'message':
      return <MessageLine {...line} />;
    case 'outgoing':
      return null;
  }
};

const MessageLine = ({ entry, startsGroup }: Extract<Line, { kind: 'message' }>) => {
  // Alone in its message, whose text is its name.
  const file = entry.parts?.find((part) => part.kind === 'file');
  return (
    <div class={`message message-${entry.party.kind}${startsGroup ? ' starts-group' : ''}`}>
      {startsGroup && (
        <p class="message-head">
          <bdi class="message-name">{fitToShow(entry.party.name) || 'Visitor'}</bdi> <Time at={entry.at} />
        </p>
      )}
      {!file && (
        <p class="bubble" dir="auto" title={formatTime(entry.at)}>
          <LinkedText text={entry.text} />
        </p>
      )}
      {entry.parts?.map((part, at) => (
        <PartView key={at} part={part} />
      ))}
    </div>
  );
};

const Time = ({ at }: { at: number }) => <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>;
