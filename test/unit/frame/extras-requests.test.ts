// What the whole check of a request's options says: exact words for what is wrong, and what the rest means.

import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../../frame/extras/requests.ts';
import type { Ticket } from '../../../protocol/rpc.ts';

const OWN = 'https://chat.example';
const ticket = (options: unknown, method: Ticket['method'] = 'startChat'): Ticket => ({
  requestId: 'request-1',
  method,
  options,
});
const facts = {
  ownOrigin: OWN,
  serverOrigins: ['https://other.example'],
  supports: (_property: string, value: string) => value !== 'nonsense',
};
const check = (options: object) => checkRequest(ticket({ embedded: true, ...options }), facts);
const remarks = (options: object) => {
  const checked = check(options);
  return checked.ok ? checked.value.remarks : null;
};
const words = (options: object) => {
  const checked = check(options);
  return checked.ok ? null : [checked.error.code, checked.error.description];
};
const form = (...inputs: object[]) => ({ registration: { inputs } });
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));

it('a list is no user data', () => {
  expect(words({ userData: ['Ann'] })).toEqual([306, expect.stringMatching(/^userData: expected .*it is no list/)]);
});

describe('a form definition that makes no sense is refused with words that say why', () => {
  it.each([
    [
      'two fields of one name',
      form({ name: 'a' }, { name: 'a' }),
      'registration.inputs.1.name: expected a name of its own, received "a" again',
    ],
    [
      'a select without options',
      form({ name: 'a', type: 'select' }),
      'registration.inputs.0.options: expected a list for a select, received undefined',
    ],
    [
      'a pattern that is none',
      form({ name: 'a', pattern: '(' }),
      'registration.inputs.0.pattern: expected a regular expression, received "("',
    ],
    [
      'a box with a text as default',
      form({ name: 'a', type: 'checkbox', value: 'yes' }),
      'registration.inputs.0.value: expected boolean for a checkbox, received "yes"',
    ],
    [
      'a text with a tick as default',
      form({ name: 'a', value: true }),
      'registration.inputs.0.value: expected string for a text, received true',
    ],
    [
      'a default that is not offered',
      form({ name: 'a', type: 'select', options: [{ value: '1', label: 'One' }], value: '2' }),
      'registration.inputs.0.value: expected one of the options, received "2"',
    ],
    [
      'a condition on no field',
      form({ name: 'a', showIf: { name: 'b', equals: 'x' } }),
      'registration.inputs.0.showIf.name: expected the name of a field of this form, received "b"',
    ],
    [
      'a condition that can never hold',
      form({ name: 'a' }, { name: 'b', showIf: { name: 'a', equals: true } }),
      'registration.inputs.1.showIf.equals: expected a string as "a" holds, received true',
    ],
    [
      'conditions in a circle',
      form({ name: 'a', showIf: { name: 'b', equals: 'x' } }, { name: 'b', showIf: { name: 'a', equals: 'x' } }),
      'registration.inputs.0.showIf.name: expected no circle, received "b"',
    ],
    [
      'more names than a session takes',
      { ...form({ name: 'a' }, { name: 'k1' }), userData: keys(100) },
      "userData: expected at most 100 keys together with the form's fields, received 101",
    ],
    [
      'more names than a session takes, with the default form',
      { userData: keys(97) },
      "userData: expected at most 100 keys together with the form's fields, received 101",
    ],
  ])('%s', (_what, options, description) => {
    expect(words(options)).toEqual([306, description]);
  });

  it('but as many as a session takes are welcome', () => {
    expect(check({ ...form({ name: 'a' }, { name: 'k1' }), userData: keys(99) }).ok).toBe(true);
    expect(check({ registration: false, userData: keys(100) }).ok).toBe(true);
  });
});

describe('a request with more than most sites ask for', () => {
  it('asks no form of anybody where nothing is drawn', () => {
    expect(check({ ui: false })).toMatchObject({ ok: true, value: { form: null } });
  });

  it('has a form without fields for a function of the site, also where nothing is drawn', () => {
    const registration = { $hook: 'registration' };
    expect(check({ ui: false, registration })).toMatchObject({ ok: true, value: { form: { inputs: [] } } });
  });

  it('says which options of the original have no meaning here', () => {
    expect(remarks({ templates: 'x.html', source: 'web' })).toEqual([
      'templates: has no meaning here',
      'source: has no meaning here',
    ]);
  });
});

describe('what may be of several kinds is described by the one that was meant', () => {
  it.each([
    [{ ui: { theme: { accent: 5 } } }, 'ui.theme.accent: expected string, received 5'],
    [{ ui: { titel: 'x' } }, 'ui.titel: unknown, received "titel"'],
    [{ ui: 'no' }, 'ui: expected (boolean | Object), received "no"'],
    [{ registration: { inputs: 'none' } }, 'registration.inputs: expected Array, received "none"'],
    [form({ name: 'a', typ: 'text' }), 'registration.inputs.0.typ: unknown, received "typ"'],
    [
      form({ name: 'a', showIf: { name: 'a' } }),
      'registration.inputs.0.showIf.equals: expected "equals", received undefined',
    ],
  ])('%j', (options, description) => {
    expect(words(options)).toEqual([306, description]);
  });
});

describe('a theme', () => {
  it('that the browser does not understand is refused with the value', () => {
    expect(words({ ui: { theme: { accent: 'nonsense' } } })).toEqual([
      306,
      'ui.theme.accent: expected a CSS colour, received "nonsense"',
    ]);
  });

  it.each(['var(--brand)', 'inherit', ' unset '])('does not point elsewhere: %s', (text) => {
    expect(words({ ui: { theme: { text } } })?.[1]).toContain('ui.theme.text: expected a CSS colour');
  });
});

describe('texts of the site’s own', () => {
  const textsOf = (localization: object) => {
    const checked = check({ localization });
    return checked.ok ? checked.value.page.extra?.texts : checked.error;
  };

  it('are taken by our names and by the two known ones of the original', () => {
    expect(textsOf({ language: 'fi', regSubmit: 'Aloita', regExit: 'Peru', send: 'Lähetä' })).toEqual({
      language: 'fi',
      startChat: 'Aloita',
      cancel: 'Peru',
      send: 'Lähetä',
    });
  });

  it('that depend on a number may be one text for all', () => {
    expect(textsOf({ unread: '{count} new' })).toEqual({ unread: { other: '{count} new' } });
  });

  it.each([
    ['a number', { send: 7 }, 'localization.send: expected'],
    [
      'forms where there is one text',
      { send: { other: 'x' } },
      'localization.send: expected a string, received Object',
    ],
    ['no language', { language: 'finnish language' }, 'localization.language: expected'],
  ])('of the wrong kind are refused: %s', (_what, localization, description) => {
    expect(words({ localization })?.[0]).toBe(306);
    expect(words({ localization })?.[1]).toContain(description);
  });

  it('of unknown names, and without a place for a name, are named for the log', () => {
    expect(remarks({ localization: { hello: 'Hi', agentJoined: 'Somebody came' } })).toEqual([
      'localization.hello: there is no text of this name',
      'localization.agentJoined: has no {name} in it',
    ]);
  });

  it('of a file cost no chat: what is wrong is left out and named', () => {
    const localization = { $file: { send: 7, message: 'Viesti', discard: { other: 'x' }, deep: { a: [] } } };
    expect(textsOf(localization)).toEqual({ message: 'Viesti' });
    expect(remarks({ localization })).toHaveLength(3);
  });
});

describe('a chat server', () => {
  it('is one of those that the operator lists', () => {
    expect(check({ serverUrl: 'https://other.example/chat' })).toMatchObject({
      value: { page: { serverOrigin: 'https://other.example' } },
    });
    expect(words({ serverUrl: 'https://evil.example' })).toEqual([
      306,
      'serverUrl: expected an address of https://chat.example or https://other.example, received "https://evil.example"',
    ]);
  });
});
