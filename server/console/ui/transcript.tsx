// A conversation as it is read: drawn in blocks, of which the browser lays out only those in view.

import { useMemo } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import type { Chat } from '../console-state.ts';
import { formatDay, formatTime } from './format.ts';
import { OutgoingLine } from './outgoing-line.tsx';
import { entryLines, inBlocks, type Line, outgoingLines } from './transcript-lines.ts';

export type TranscriptProps = { chat: Chat; onWish(wish: Wish): void };

export const Transcript = ({ chat, onWish }: TranscriptProps) => {
  const { entries, outbox } = chat;
  const blocks = useMemo(() => inBlocks(entryLines(entries)), [entries]);
  return (
    <>
      {blocks.map((lines) => (
        <Block key={lines[0]?.key} lines={lines} onWish={onWish} />
      ))}
      <Block key="outgoing" lines={outgoingLines(outbox)} onWish={onWish} />
    </>
  );
};

type BlockProps = { lines: readonly Line[]; onWish(wish: Wish): void };

/** The log only grows: lines with the same ends are the same lines. */
const Block = ({ lines, onWish }: BlockProps) => {
  const isLog = lines[0]?.kind !== 'outgoing';
  // The ends stand for the lines of the log.
  return useMemo(
    () => (
      <div class="block">
        {lines.map((line) => (
          <LineView key={line.key} line={line} onWish={onWish} />
        ))}
      </div>
    ),
    isLog ? [lines[0]?.key, lines.at(-1)?.key] : [lines],
  );
};

const LineView = ({ line, onWish }: { line: Line; onWish(wish: Wish): void }) => {
  switch (line.kind) {
    case 'day':
      return (
        <p class="day">
          <span>{formatDay(line.at, Date.now())}</span>
        </p>
      );
    case 'note':
      return (
        <p class="note">
          <bdi>{line.text}</bdi> <Time at={line.at} />
        </p>
      );
    case 'message':
      return <MessageLine {...line} />;
    case 'outgoing':
      return <OutgoingLine item={line.item} startsGroup={line.startsGroup} onWish={onWish} />;
  }
};

const MessageLine = ({ entry, startsGroup }: Extract<Line, { kind: 'message' }>) => (
  <div class={`message message-${entry.party.kind}${startsGroup ? ' starts-group' : ''}`}>
    {startsGroup && (
      <p class="message-head">
        <bdi class="message-name">{entry.party.name || 'Visitor'}</bdi> <Time at={entry.at} />
      </p>
    )}
    <p class="bubble" dir="auto" title={formatTime(entry.at)}>
      {entry.text}
    </p>
  </div>
);

const Time = ({ at }: { at: number }) => <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>;
