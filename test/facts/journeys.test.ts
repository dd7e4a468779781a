// No journey may go missing or be passed over: what Playwright would run is compared with the agreed list, and the
// words that skip a test are not to be found in the specs. And no rule of the public API may be without a journey: the
// table of rules is compared with both, with what Playwright runs and with the names that the code has.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSession } from '../../host/session.ts';
import { installStub } from '../../host/snippet.ts';
import { CHAT_ERRORS } from '../../protocol/errors.ts';
import { ChatOptions } from '../../protocol/full-options.ts';
import { listedJourneys, readJourneysFile } from '../support/listed-journeys.ts';

const specs = fileURLToPath(new URL('../journeys/', import.meta.url));

let listed: string[];
beforeAll(() => {
  listed = listedJourneys();
}, 60_000);

it('runs every journey of the list, and no other', () => {
  const agreed = readJourneysFile('journeys.json') as string[];
  expect([...listed].sort()).toEqual([...agreed].sort());
});

it('skips no journey', () => {
  for (const name of readdirSync(specs).filter((file) => file.endsWith('.ts'))) {
    const text = readFileSync(`${specs}${name}`, 'utf8');
    expect(
      text.match(/\b(test|it|describe|info|testInfo)\.(skip|only|fixme|fail|slow)\b|waitForTimeout/),
      name,
    ).toBeNull();
  }
});

describe('the table of rules, test/journeys/spec-rows.json', () => {
  /** `of`: a name of the API that the rule is about. */
  type Row = { of?: string; says?: string; tests: string[] };
  const rows = Object.values(readJourneysFile('spec-rows.json') as Record<string, Row[]>).flat();
  const named = new Set(rows.flatMap(({ of }) => of ?? []));
  /** Codes of the original that no call of ours gives to a site: one is between frame and server, one is an agent's. */
  const { unknownCommand, loginFailed, newerWriter } = CHAT_ERRORS;
  const NOT_FOR_SITES: number[] = [unknownCommand.code, loginFailed.code, newerWriter.code];

  it('names a journey that exists for each rule', () => {
    for (const { of, says, tests } of rows) {
      expect(tests.length, `${of} ${says}`).toBeGreaterThan(0);
      for (const test of tests) expect(listed, `${of} ${says}`).toContain(test);
    }
  });

  it('has no rule twice', () => {
    const words = rows.map(({ of, says }) => `${of} ${says}`);
    expect(words).toEqual([...new Set(words)]);
  });

  it('has every member of the chat object and of the session, every option and every error code, and nothing else', () => {
    const stub = installStub({}, 'chat');
    const { session } = createSession('session-1', () => new Promise(() => {}));
    const expected = [
      ...Object.keys(stub).flatMap((name) => (name === 'q' ? [] : `chat.${name}`)),
      ...Object.keys(session).map((name) => `session.${name}`),
      ...Object.keys(ChatOptions.entries).map((name) => `option ${name}`),
      ...Object.values(CHAT_ERRORS).flatMap(({ code }) => (NOT_FOR_SITES.includes(code) ? [] : `code ${code}`)),
    ];
    expect([...named].sort()).toEqual(expected.sort());
  });
});
