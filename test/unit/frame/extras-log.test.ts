// The frame's part of the log: who gets it, what stands in it, and what never does.

import { describe, expect, it } from 'vitest';
import type { HookCall } from '../../../protocol/hooks.ts';
import { ok } from '../../../protocol/result.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { AGENT, opened, resumed, SESSION, said } from '../../support/frame-facts.ts';
import { createRefusingStore, settled } from '../../support/frame-fakes.ts';

const LOGGER = { logger: { $hook: 'logger' } };

function openSite(options: Parameters<typeof startEngine>[0] = {}) {
  const calls: HookCall[] = [];
  const printed: unknown[][] = [];
  const site = startEngine({
    ...options,
    print: (...line) => void printed.push(line),
    runHook: async (call) => {
      calls.push(call);
      return ok(undefined);
    },
  });
  const lines = () => calls.filter(({ hook }) => hook === 'logger').map(({ args }) => args);
  return { ...site, calls, printed, lines };
}

/** From the form to a chat with an agent's words and an end of its way. */
async function lead({ engine, transport, submit }: ReturnType<typeof openSite>, options: object) {
  submit('startChat', { userData: { CustomerId: 'secret-customer' }, ...options });
  await settled();
  engine.wish({ type: 'registrationSubmitted', values: { firstname: 'secret-name' } });
  await settled();
  transport.events.onOpened(opened());
  transport.events.onPush({ type: 'entries', entries: [said(1, 'message-0001')] });
  engine.wish({ type: 'messageSubmitted', text: 'secret-text' });
  transport.events.onDown();
  await settled();
}

describe('the log', () => {
  it('tells the site’s function what happens, with time, level and source', async () => {
    const site = openSite();
    await lead(site, LOGGER);
    const told = site.lines().map(([, level, source, ...words]) => [level, source, ...words]);
    for (const line of [
      ['info', 'frame', 'startChat', 'accepted'],
      ['info', 'frame', 'phase', 'registering'],
      ['debug', 'frame', 'window', 'open'],
      ['info', 'frame', 'phase', 'connecting'],
      ['info', 'frame', 'phase', 'active'],
      ['info', 'frame', 'settled', 'session'],
      ['info', 'frame', 'transport', 'down'],
    ]) {
      expect(told).toContainEqual(line);
    }
    expect(site.lines()[0]?.[0]).toBe(new Date(site.clock.now()).toISOString());
    expect(site.printed).toEqual([]);
  });

  it('goes to the console if it was asked for and there is no function', async () => {
    const site = openSite();
    await lead(site, { debug: true });
    expect(site.printed.map(([, ...line]) => line)).toContainEqual(['info', 'frame', 'phase', 'active']);
  });

  it('is not written where nobody asked for it', async () => {
    const site = openSite();
    await lead(site, { debug: false, ui: {} });
    expect(site.printed).toEqual([]);
    expect(site.calls).toEqual([]);
  });

  it('never holds the token, texts, values of the form or user data', async () => {
    const site = openSite();
    await lead(site, LOGGER);
    (await site.engine.extras()).log('error', 'odd', new Error('secret-error'), { text: 'secret-object' });
    const all = JSON.stringify(site.lines());
    expect(all).toContain('active');
    expect(all).not.toContain('secret');
    expect(all).not.toContain(SESSION.token);
  });

  it.each([
    ['the console', { debug: true }],
    ['the site’s function', { debug: true, ...LOGGER }],
  ])('to %s holds nothing of anybody in all of a chat, whatever fails in it', async (_where, options) => {
    const printed: unknown[][] = [];
    const failure = { code: 52, description: 'secret-failure' };
    const site = startEngine({
      print: (...line) => void printed.push(line),
      async runHook({ hook, args }) {
        if (hook === 'logger') printed.push([...args]);
        return hook === 'logger' ? ok(undefined) : { ok: false, error: failure };
      },
    });
    const { engine, submit, transport, lifecycle, clock } = site;
    const ui = { title: 'secret-title', onBeforeChat: { $hook: 'ui.onBeforeChat' } };
    submit('startChat', { ...options, ui, username: 'secret-user', userData: { CustomerId: 'secret-customer' } });
    await settled();
    submit('startChat', { ...options, subject: ['secret-subject'] }, 'wrong');
    await settled();
    engine.wish({ type: 'registrationEdited', values: { firstname: 'secret-name' } });
    engine.wish({ type: 'registrationSubmitted', values: { firstname: 'secret-name', email: 'secret@example.org' } });
    await settled();
    const session = { ...SESSION, token: 'secret-token-of-a-session' };
    transport.events.onOpened({ ...opened(), session });
    transport.events.onPush({ type: 'entries', entries: [said(1, 'message-0001', AGENT, 'secret-answer')] });
    await settled();
    const commands = await engine.commands();
    transport.answer = () => ({ ok: false, error: failure });
    const named = { requestId: 'command-1', sessionId: SESSION.sessionId };
    await commands.sendMessage({ ...named, text: 'secret-message', contentType: 'text' });
    await commands.sendMessage({ ...named, text: 7, contentType: 'secret-kind' });
    await commands.setUserData({ ...named, userData: { phone: 'secret-phone' } });
    await commands.getUserData({ ...named, keys: ['secret-key'] });
    await commands.getTranscript({ ...named, fromIndex: 1 });
    engine.wish({ type: 'draftEdited', text: 'secret-draft' });
    engine.wish({ type: 'messageSubmitted', text: 'secret-text' });
    transport.events.onError(failure);
    transport.events.onDown();
    await clock.advance(10_000);
    transport.events.onResumed(resumed(1));
    lifecycle.hide();
    lifecycle.show();
    await clock.advance(10_000);
    transport.events.onRefused(failure);
    await settled();
    expect(engine.state().life.phase).toBe('ended');
    expect(printed.map((line) => line.slice(3))).toContainEqual(['phase', 'ended']);
    expect(printed.map((line) => line.slice(3))).toContainEqual(['settled', 'failed 306']);
    expect(printed.map((line) => line.slice(3))).toContainEqual(['ui.onBeforeChat failed', 52]);
    expect(JSON.stringify(printed)).not.toContain('secret');
  });

  it('says with which code a request failed, and that storage was refused', async () => {
    const site = openSite({ storage: createRefusingStore() });
    site.submit('startChat', LOGGER);
    await settled();
    site.engine.wish({ type: 'registrationEdited', values: { firstname: 'A' } });
    await site.clock.advance(10_000);
    site.engine.wish({ type: 'registrationCancelled' });
    await settled();
    const told = site.lines().map(([, , , ...words]) => words);
    expect(told).toContainEqual(['settled', 'failed 304']);
    expect(told).toContainEqual(['storage', 'refused']);
  });

  it('names options that have no meaning here, and texts of unknown names', async () => {
    const site = openSite();
    site.submit('startChat', { ...LOGGER, source: 'web', localization: { hello: 'x' } });
    await settled();
    const told = site.lines().map(([, , , word]) => word);
    expect(told).toContain('source: has no meaning here');
    expect(told).toContain('localization.hello: there is no text of this name');
  });
});
