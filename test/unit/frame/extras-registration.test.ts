// Registration by functions and forms of the site's own, in a frame whose host page answers what a test says.

import { describe, expect, it } from 'vitest';
import type { CallbackMark, HookCall } from '../../../protocol/hooks.ts';
import { ok } from '../../../protocol/result.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';

const FUNCTION = { registration: { $hook: 'registration' } };

type Given = { values: object; restored: boolean; save: CallbackMark; cancel: CallbackMark };

/** The site's side: what was run, and calls of what it was handed. */
function openSite(options?: Parameters<typeof startEngine>[0]) {
  const calls: HookCall[] = [];
  const site = startEngine({
    ...options,
    runHook: async (call) => {
      calls.push(call);
      return ok(undefined);
    },
  });
  const run = async (callback: CallbackMark | undefined, ...args: unknown[]) => {
    const answer = await (await site.engine.extras()).callbackCalls({
      calls: [{ callback: callback?.$callback ?? '', args }],
    });
    await settled();
    return answer;
  };
  const given = () => {
    const [done, context] = (calls.filter(({ hook }) => hook === 'registration').at(-1)?.args ?? []) as [
      CallbackMark,
      Given,
    ];
    return { done, ...context };
  };
  return { ...site, calls, run, given };
}

describe('a registration function', () => {
  it('is run when the chat gets there, with nothing of ours on the page', async () => {
    const { submit, calls, engine, heard } = openSite();
    submit('startChat', { ...FUNCTION, userData: { CustomerId: 7 } });
    await settled();
    expect(calls).toMatchObject([{ requestId: 'startChat-1', hook: 'registration' }]);
    expect(calls[0]?.args[1]).toMatchObject({ values: { CustomerId: 7 }, restored: false });
    expect(engine.state().life.phase).toBe('registering');
    expect(heard.filter(([method]) => method === 'layout').at(-1)?.[1]).toEqual({ window: 'hidden' });
  });

  it('completes the registration by done, whose object becomes the user data', async () => {
    const { submit, given, run, engine, calls } = openSite();
    submit('startChat', { ...FUNCTION, userData: { CustomerId: 7 } });
    await settled();
    expect(await run(given().done, { FirstName: 'Ann', vip: true })).toEqual(ok([null]));
    expect(engine.state().life).toMatchObject({
      phase: 'connecting',
      request: { userData: { CustomerId: 7, FirstName: 'Ann', vip: true }, username: 'Ann' },
    });
    expect(calls).toHaveLength(1);
  });

  it('may call done without anything, once', async () => {
    const { submit, given, run, transport } = openSite();
    submit('startChat', FUNCTION);
    await settled();
    await run(given().done);
    await run(given().done);
    expect(transport.calls).toEqual(['start']);
  });

  it('counts for nothing once there is a session, or was one', async () => {
    const { submit, given, run, engine, transport } = openSite();
    submit('startChat', FUNCTION);
    await settled();
    const { done, cancel, save } = given();
    await run(done, { FirstName: 'Ann' });
    transport.events.onOpened(opened());
    await settled();
    const before = engine.state();
    for (const late of [done, cancel, save]) expect(await run(late, { FirstName: 'Late' })).toEqual(ok([null]));
    expect(engine.state()).toBe(before);
    transport.events.onRefused({ code: 50, description: 'unknown' });
    await settled();
    for (const late of [done, cancel, save]) expect(await run(late, { FirstName: 'Late' })).toEqual(ok([null]));
    expect(engine.state().life.phase).toBe('ended');
    expect(transport.calls.filter((call) => call === 'start')).toHaveLength(1);
  });

  it.each([
    ['a list', [1]],
    ['an object in it', { a: { b: 1 } }],
    ['too many keys', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`k${n}`, n]))],
  ])('hears of %s handed to done, and the registration goes on', async (_what, userData) => {
    const { submit, given, run, engine } = openSite();
    submit('startChat', FUNCTION);
    await settled();
    expect(await run(given().done, userData)).toMatchObject({ ok: true, value: [{ code: 3 }] });
    expect(engine.state().life.phase).toBe('registering');
  });

  it('counts what the options attached already', async () => {
    const { submit, given, run } = openSite();
    const userData = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`a${n}`, n]));
    submit('startChat', { ...FUNCTION, userData });
    await settled();
    const more = Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`b${n}`, n]));
    expect(await run(given().done, more)).toMatchObject({ value: [{ code: 3 }] });
  });

  it('gives up by cancel: 304', async () => {
    const { submit, given, run, heard } = openSite();
    submit('startChat', FUNCTION);
    await settled();
    await run(given().cancel);
    expect(heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({
      outcome: 'failed',
      error: { code: 304 },
    });
  });

  it('is no chat when it fails', async () => {
    const { submit, heard } = startEngine({
      runHook: async () => ({ ok: false, error: { code: 52, description: 'registration threw' } }),
    });
    submit('startChat', FUNCTION);
    await settled();
    expect(heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({ error: { code: 304 } });
  });

  it('is run again on the next page, with what it saved', async () => {
    const first = openSite();
    first.submit('startChat', FUNCTION);
    await settled();
    await first.run(first.given().save, { step: 2 });
    first.lifecycle.hide();
    const second = openSite({ storage: first.storage, clock: first.clock });
    second.submit('restoreChat', FUNCTION);
    await settled();
    expect(second.given()).toMatchObject({ values: { step: 2 }, restored: true });
  });

  it('that the next page does not bring leaves nothing to restore', async () => {
    const first = openSite();
    first.submit('startChat', FUNCTION);
    await settled();
    first.lifecycle.hide();
    const second = openSite({ storage: first.storage, clock: first.clock });
    second.submit('restoreChat');
    await settled();
    expect(second.heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({ outcome: 'noSession' });
  });

  it('of an earlier chat does nothing to a later one', async () => {
    const { submit, given, run, engine } = openSite();
    submit('startChat', FUNCTION);
    await settled();
    const { done, cancel } = given();
    await run(cancel);
    submit('startChat', FUNCTION, 'startChat-2');
    await settled();
    await run(done, { FirstName: 'Old' });
    await run(cancel);
    expect(engine.state().life.phase).toBe('registering');
  });
});

describe('a form of the site’s own on the next page', () => {
  const inputs = [{ name: 'order', validate: { $hook: 'registration.inputs.0.validate' } }];
  const leftWith = async (registration: object) => {
    const first = openSite();
    first.submit('startChat', { registration });
    await settled();
    first.lifecycle.hide();
    return openSite({ storage: first.storage, clock: first.clock });
  };
  const formOf = ({ engine }: ReturnType<typeof openSite>) => {
    const { life } = engine.state();
    return life.phase === 'registering' ? life.form : null;
  };

  it('comes back without functions that are not on that page', async () => {
    const second = await leftWith({ inputs });
    second.submit('restoreChat');
    await settled();
    expect(formOf(second)).toEqual({ inputs: [{ name: 'order' }] });
  });

  it('comes back with the functions of the same fields there', async () => {
    const second = await leftWith({ inputs });
    second.submit('restoreChat', { registration: { inputs } });
    await settled();
    expect(formOf(second)).toEqual({ inputs });
  });

  describe('that was sent and not answered before the page changed', () => {
    const sentWith = async (options: object) => {
      const first = openSite();
      first.submit('startChat', { registration: { inputs } });
      await settled();
      first.engine.wish({ type: 'registrationSubmitted', values: { order: '4711' } });
      await settled();
      first.lifecycle.hide();
      const second = openSite({ storage: first.storage, clock: first.clock });
      second.submit('restoreChat', options);
      await settled();
      expect(second.engine.state().life.phase).toBe('connecting');
      return second;
    };
    const refuse = async (page: ReturnType<typeof openSite>) => {
      page.transport.events.onRefused({ code: 50, description: 'unknown' });
      await settled();
    };

    it.each([
      ['with the functions of the same fields there', { registration: { inputs } }, inputs],
      ['without functions that are not on that page', {}, [{ name: 'order' }]],
    ])('comes back with what was typed where the server refuses it, %s', async (_, options, there) => {
      const second = await sentWith(options);
      await refuse(second);
      expect(second.engine.state().life).toMatchObject({ phase: 'registering', refusal: 'refused' });
      expect(second.engine.state().life).toMatchObject({ values: { order: '4711' } });
      expect(formOf(second)).toEqual({ inputs: there });
    });

    it('comes back on any later page', async () => {
      const second = await sentWith({});
      second.lifecycle.hide();
      const third = openSite({ storage: second.storage, clock: second.clock });
      third.submit('restoreChat', { registration: { inputs } });
      await settled();
      await refuse(third);
      expect(third.engine.state().life).toMatchObject({ phase: 'registering', values: { order: '4711' } });
    });

    it('does not come back where nothing is drawn: the site hears why', async () => {
      const second = await sentWith({ ui: false });
      await refuse(second);
      expect(second.heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({ error: { code: 50 } });
    });
  });

  it('does not come back where nothing is drawn', async () => {
    const second = await leftWith({ inputs });
    second.submit('restoreChat', { ui: false });
    await settled();
    expect(second.heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({ outcome: 'noSession' });
  });
});

describe('hooks of the interface', () => {
  const ui = { onBeforeChat: { $hook: 'ui.onBeforeChat' }, onBeforeRegistration: { $hook: 'ui.onBeforeRegistration' } };

  it('hear of the form with what stands in it, and of the chat, once each', async () => {
    const { submit, calls, engine, transport } = openSite();
    submit('startChat', { ui, userData: { FirstName: 'Ann' } });
    await settled();
    expect(calls.map(({ hook, args }) => [hook, ...args])).toEqual([
      ['ui.onBeforeRegistration', { restored: false, values: { firstname: 'Ann' } }],
    ]);
    engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Ann' } });
    await settled();
    transport.events.onOpened(opened());
    await settled();
    expect(calls.slice(1).map(({ hook, args }) => [hook, ...args])).toEqual([['ui.onBeforeChat', { restored: false }]]);
  });

  it('hear that a chat or a form is a restored one', async () => {
    const first = openSite();
    first.submit('startChat');
    first.lifecycle.hide();
    const second = openSite({ storage: first.storage, clock: first.clock });
    second.submit('restoreChat', { ui });
    await settled();
    expect(second.calls[0]?.args).toMatchObject([{ restored: true }]);
    second.engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Ann' } });
    await settled();
    second.transport.events.onOpened(opened());
    await settled();
    second.lifecycle.hide();
    const third = openSite({ storage: first.storage, clock: first.clock });
    third.submit('restoreChat', { ui });
    await settled();
    expect(third.calls.map(({ hook, args }) => [hook, ...args])).toEqual([['ui.onBeforeChat', { restored: true }]]);
  });

  it('do not hear of a registration by a function, which shows nothing of ours', async () => {
    const { submit, calls } = openSite();
    submit('startChat', { ...FUNCTION, ui });
    await settled();
    expect(calls.map(({ hook }) => hook)).toEqual(['registration']);
  });
});

describe('without an interface', () => {
  it('nothing is shown, no form is asked for, and the chat begins', async () => {
    const { submit, transport, heard } = openSite();
    submit('startChat', { ui: false, registration: { inputs: [{ name: 'a' }] } });
    await settled();
    expect(transport.calls).toEqual(['start']);
    expect(heard.filter(([method]) => method === 'layout').map(([, layout]) => layout)).toEqual([{ window: 'hidden' }]);
  });
});
