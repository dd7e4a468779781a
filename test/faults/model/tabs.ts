// The tabs of the visitor's browser: each shows one page, and keeps those that it can go back to.

import type { Ticket } from '../../../protocol/rpc.ts';
import { createHostPage } from './host-page.ts';
import { openPage, type Page, type PageWorld } from './page.ts';
import { drained } from './timeline.ts';

export type Tab = { name: string; page: Page | null; cached: Page[] };

export type Tabs = {
  list: readonly Tab[];
  first: Tab;
  /** Every page that ever was. */
  pages: readonly Page[];
  /** A new page in this tab, in the place of the one that is there. */
  open(tab: Tab, method?: Ticket['method']): Page;
  /** As `open`, and the page before it can be gone back to. */
  navigate(tab: Tab): void;
  back(tab: Tab): void;
  /** The frame's document is loaded anew, and the page knows nothing of it. */
  reloadFrame(tab: Tab): Promise<void>;
  close(tab: Tab): void;
  kill(tab: Tab): void;
};

/** A browser keeps some pages to go back to, not all. */
const MAX_CACHED = 3;

export function createTabs(world: PageWorld, count: number): Tabs {
  const first: Tab = { name: 'a', page: null, cached: [] };
  const others = ['b', 'c', 'd'].slice(0, count - 1);
  const list = [first, ...others.map((name): Tab => ({ name, page: null, cached: [] }))];
  const pages: Page[] = [];
  let opened = 0;
  const load = (tab: Tab, method: Ticket['method']): Page => {
    opened += 1;
    const name = `${tab.name}${opened}`;
    tab.page = openPage(world, name, createHostPage(name, method), `iframe-${name}`);
    pages.push(tab.page);
    return tab.page;
  };
  const forget = (tab: Tab, leave: (page: Page) => void): void => {
    if (tab.page) leave(tab.page);
    for (const page of tab.cached) page.kill();
    Object.assign(tab, { page: null, cached: [] });
  };
  return {
    list,
    first,
    pages,
    open(tab, method = 'restoreChat') {
      tab.page?.leave();
      return load(tab, method);
    },
    navigate(tab) {
      const before = tab.page;
      if (before?.state() === 'running') {
        before.hide();
        tab.cached.push(before);
        if (tab.cached.length > MAX_CACHED) tab.cached.shift()?.kill();
      } else before?.leave();
      load(tab, 'restoreChat');
    },
    back(tab) {
      const before = tab.cached.pop();
      if (!before) return;
      tab.page?.leave();
      tab.page = before;
      before.show();
    },
    async reloadFrame(tab) {
      const before = tab.page;
      if (before?.state() !== 'running') return;
      before.leave();
      // Its last words are there long before another document has come.
      await drained();
      opened += 1;
      tab.page = openPage(world, `${tab.name}${opened}`, before.host, before.mark);
      pages.push(tab.page);
    },
    close: (tab) => forget(tab, (page) => page.leave()),
    kill: (tab) => forget(tab, (page) => page.kill()),
  };
}
