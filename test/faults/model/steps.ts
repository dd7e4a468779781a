// What people and browsers do in a history, one step after another. A step that means nothing at its moment does nothing, so
// that any part of a schedule is a schedule too.

import { isLive, sessionIdOf } from '../../../frame/session/selectors.ts';
import type { Wish } from '../../../frame/session/wishes.ts';
import type { Ticket } from '../../../protocol/rpc.ts';
import { agentEnds, isEnded, leave } from './ends.ts';
import { FAULTS, isLasting } from './faults.ts';
import { bytesOf, contentOf } from './files.ts';
import type { Tab } from './tabs.ts';
import type { World } from './world.ts';

export type Step =
  | {
      do:
        | 'say'
        | 'sendFile'
        | 'type'
        | 'reload'
        | 'navigate'
        | 'back'
        | 'reloadFrame'
        | 'open'
        | 'close'
        | 'wake'
        | 'hideAndShow'
        | 'leave';
      tab: number;
    }
  | { do: 'agentSays' | 'agentTypes' | 'agentEnds' }
  | { do: 'begin' | 'end'; fault: string }
  | { do: 'wait'; ms: number };

export async function perform(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'wait':
      return world.timeline.advance(step.ms);
    // What lasts is so from the first moment to the last: no browser gains or loses it under a page.
    case 'begin':
      return isLasting(step.fault) ? undefined : FAULTS[step.fault]?.begin(world);
    case 'end':
      return isLasting(step.fault) ? undefined : FAULTS[step.fault]?.end?.(world);
    case 'agentSays':
      return agentSays(world);
    case 'agentEnds':
      return agentEnds(world);
    case 'agentTypes':
      // Who answers has read.
      world.agent.look();
      return world.agent.type();
    default:
      return onPage(world, world.tabs.list[step.tab] as Tab, step.do);
  }
}

function agentSays(world: World): void {
  const { agent, said } = world;
  const text = `agent ${said.length + 1}`;
  const sessionId = agent.sessionId();
  if (sessionId && agent.say(text))
    said.push({ text, by: 'agent', promised: !isEnded(world, sessionId), sessionId, page: null });
}

function onPage(world: World, tab: Tab, act: Extract<Step, { tab: number }>['do']): void | Promise<void> {
  const { tabs, browser } = world;
  // Beside a tab in which the chat has yet to begin there is nothing to show.
  const isEarly = !browser.hasChat() && tabs.list.some(({ page }) => page !== null);
  if (act === 'open') return tab.page || isEarly ? undefined : void tabs.open(tab, again(world));
  const { page } = tab;
  if (!page) return;
  if (page.state() === 'frozen' && act !== 'close' && act !== 'reload') return;
  switch (act) {
    case 'say':
      return say(world, tab);
    case 'sendFile':
      return sendFile(world, tab);
    case 'type':
      page.engine()?.wish({ type: 'conversationSeen' });
      return page.engine()?.wish({ type: 'draftEdited', text: 'I am wri' });
    case 'leave':
      return leave(world, tab);
    case 'reload':
      return void tabs.open(tab, again(world));
    case 'wake':
      return page.wake();
    case 'hideAndShow':
      page.hide();
      return world.timeline.advance(world.dice.between(0, 3_000)).then(page.show);
    default:
      return tabs[act](tab);
  }
}

/** Once a chat was ended some pages begin another. One that is kept would give way to it, as its site has said then. */
const again = ({ ends, dice, browser }: World): Ticket['method'] =>
  ends.length > 0 && dice.chance(0.5) && !browser.hasChat() ? 'startChat' : 'restoreChat';

/** Of one piece or several, and none that only a page's memory would have. */
function sendFile(world: World, tab: Tab): void {
  const { said, browser, dice } = world;
  const state = tab.page?.engine()?.state();
  if (browser.storageMode !== 'normal' || !state?.storageWorks) return;
  const content = contentOf(said.length + 1, dice.oneOf([20, 40_000, 110_000]));
  const words = `tab ${tab.name} ${said.length + 1}.bin`;
  const files = [{ name: words, mediaType: '', bytes: bytesOf(content) }];
  take(world, tab, words, { type: 'filesChosen', sessionId: sessionIdOf(state.life) ?? '', files }, content);
}

/** It is taken on if the page shows it as on its way. */
function say(world: World, tab: Tab): void {
  const text = `tab ${tab.name} ${world.said.length + 1}`;
  take(world, tab, text, { type: 'messageSubmitted', text });
}

function take(world: World, { name, page }: Tab, text: string, wish: Wish, content?: Uint8Array): void {
  const { said, browser } = world;
  const engine = page?.engine();
  if (!page || !engine || !isLive(engine.state().life)) return;
  engine.wish(wish);
  const { life } = engine.state();
  if (!isLive(life)) return;
  const { sessionId } = life.session;
  const promised = !isEnded(world, sessionId) && life.outbox.some((item) => item.text === text);
  // What only its page knows has no order with what is said on the next.
  const by = browser.storageMode === 'normal' ? `tab ${name}` : `page ${page.name}`;
  said.push({ text, by, promised, sessionId, page, ...(content && { content }) });
}
