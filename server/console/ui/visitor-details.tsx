// The right pane: what is known of the visitor of the open chat.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import { visitorName } from '../console-selectors.ts';
import type { Chat } from '../console-state.ts';
import { Avatar } from './avatar.tsx';
import { formatDayAndTime } from './format.ts';
import { RatingView } from './rating-view.tsx';
import { PageLink, UserDataTable } from './visitor-facts.tsx';

export type VisitorDetailsProps = { chat: Chat; isShown: boolean; onClose(): void };

export const VisitorDetails = ({ chat, isShown, onClose }: VisitorDetailsProps) => {
  const { summary } = chat;
  return (
    <aside
      class={isShown ? 'details details-shown' : 'details'}
      aria-label="Visitor"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      {/* Where the pane lies over the conversation. */}
      <button type="button" class="button quiet details-close" onClick={onClose}>
        Close
      </button>
      <header class="details-head">
        <Avatar name={visitorName(chat)} presence={null} />
        <h2>
          <bdi>{visitorName(chat)}</bdi>
        </h2>
        {summary.subject && <p dir="auto">{fitToShow(summary.subject)}</p>}
      </header>
      {summary.rating && (
        <Section title="Rating">
          <RatingView rating={summary.rating} />
        </Section>
      )}
      <Section title="Page">
        <PageLink page={summary.page} />
      </Section>
      <Section title="Left by the visitor">
        <UserDataTable userData={summary.userData} />
        {Object.keys(summary.userData).length === 0 && <p class="empty">Nothing.</p>}
      </Section>
      <Section title="Chat">
        <dl class="facts">
          <Fact name="Site" value={summary.siteOrigin} />
          <Fact name="Opened" value={formatDayAndTime(summary.openedAt)} />
          {summary.endedAt === null ? (
            <Fact name="Last seen" value={summary.presence === 'here' ? 'Now' : formatDayAndTime(summary.lastSeenAt)} />
          ) : (
            <Fact name="Over since" value={formatDayAndTime(summary.endedAt)} />
          )}
          {summary.agent && <Fact name="Agent" value={summary.agent.name} />}
        </dl>
      </Section>
    </aside>
  );
};

const Section = ({ title, children }: { title: string; children: preact.ComponentChildren }) => (
  <section class="details-section">
    <h3>{title}</h3>
    {children}
  </section>
);

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <bdi>{fitToShow(value)}</bdi>
    </dd>
  </div>
);
