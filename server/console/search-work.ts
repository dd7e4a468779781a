// The search of past chats: one query at a time, page by page. Pure, a part of the transition.

import type { Step } from './console-events.ts';
import type { ConsoleState } from './console-state.ts';
import { step } from './console-wishes.ts';
import type { WorkEvent } from './work-events.ts';

type SearchEvent = Extract<WorkEvent, { type: 'searched' | 'moreWanted' | 'searchClosed' | 'searchAnswered' }>;

const MAX_QUERY_CHARS = 200;

export function whenSearching(state: ConsoleState, event: SearchEvent): Step<ConsoleState> {
  const { search } = state;
  switch (event.type) {
    case 'searched': {
      const query = event.query.trim().slice(0, MAX_QUERY_CHARS);
      if (query === '') return step({ ...state, search: null });
      return step(
        { ...state, search: { query, status: 'asking', results: [], more: false } },
        { kind: 'search', query, before: null },
      );
    }
    case 'moreWanted': {
      const before = search?.results.at(-1)?.endedAt;
      if (!search?.more || search.status === 'asking' || typeof before !== 'number') return step(state);
      return step(
        { ...state, search: { ...search, status: 'asking' } },
        { kind: 'search', query: search.query, before },
      );
    }
    case 'searchClosed':
      return step({ ...state, search: null });
    case 'searchAnswered': {
      // Another query was asked meanwhile, or this one twice.
      const awaited = search?.status === 'asking' ? (search.results.at(-1)?.endedAt ?? null) : undefined;
      if (!search || search.query !== event.query || awaited !== event.before) return step(state);
      if (!event.answer.ok) return step({ ...state, search: { ...search, status: 'failed' } });
      const { sessions, more } = event.answer.value;
      const known = new Set(search.results.map(({ sessionId }) => sessionId));
      const results = [...search.results, ...sessions.filter(({ sessionId }) => !known.has(sessionId))];
      return step({ ...state, search: { ...search, status: 'answered', results, more } });
    }
  }
}
