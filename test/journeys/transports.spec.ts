// Other chat systems behind the widget: the demo's three transports, in a page of a real site.

import { join } from 'node:path';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';

type Staff = Record<'comes' | 'closes', (id: string) => unknown> & { says(id: string, words: string): unknown };
type Stranger = {
  port: number;
  tickets: {
    staff: Staff;
    facts(id: string): object;
    lines(id: string, after: number): { lines: { words?: string }[] };
  };
  directLine: { staff: Staff; activities(id: string): { text?: string }[] };
  setCut(isCut: boolean): void;
  close(): Promise<void>;
};

/** Nobody answers by himself. `newest`: the conversation that was begun last. */
async function startStranger(): Promise<Stranger & { newest(): string }> {
  const { startStranger: start } = await import(join(process.cwd(), 'demo/stranger/server.mjs'));
  let newest = '';
  const robot = (id: string, words: string | null) => {
    if (words === null) newest = id;
  };
  return { ...(await start({ robot })), newest: () => newest };
}

/** From the button to the end, over a reload. */
async function talksAndComesBack(
  visitor: Visitor,
  { newest }: { newest(): string },
  staff: Staff,
  said: (id: string) => (string | undefined)[],
) {
  await visitor.startChat();
  const id = newest();
  staff.comes(id);
  staff.says(id, 'Good morning.');
  await visitor.sees('Good morning.');
  await visitor.say('Is the kettle made of iron?');
  await visitor.hears('messageReceived', 'Is the kettle made of iron?');
  staff.says(id, 'Of clay.');
  await visitor.sees('Of clay.');

  await visitor.page.reload();
  await visitor.hears('done');
  for (const text of ['Good morning.', 'Is the kettle made of iron?', 'Of clay.']) await visitor.sees(text);
  staff.says(id, 'Still here?');
  await visitor.sees('Still here?');
  await visitor.say('Yes.');
  await visitor.hears('messageReceived', 'Yes.');
  const everything = ['Good morning.', 'Is the kettle made of iron?', 'Of clay.', 'Still here?', 'Yes.'];
  expect(said(id).filter(Boolean)).toEqual(everything);
  const heard = (await visitor.heard()).flatMap(({ event }) => event?.content?.text ?? []);
  expect(heard).toEqual(everything);
  staff.closes(id);
  expect(await visitor.hears('sessionEnded')).toMatchObject({ reason: { agent: true } });
  return id;
}

test('a transport in memory: the talk outlives a reload and is live in another tab', async ({ visitor, sites }) => {
  await visitor.open(`${sites.shop}/transport-memory.html`);
  await visitor.startChat();
  await visitor.sees('I live in this page and know only tea.');
  await visitor.say('Hello, robot');
  await visitor.sees('“Hello, robot”? Water at 80 degrees');
  await visitor.page.reload();
  await visitor.hears('done');
  await visitor.sees('“Hello, robot”? Water at 80 degrees');

  const other = createVisitor(await visitor.page.context().newPage());
  await other.open(`${sites.shop}/transport-memory.html`);
  await other.sees('“Hello, robot”? Water at 80 degrees');
  await other.say('From the other tab');
  await visitor.sees('“From the other tab”? Water at 80 degrees');
  await visitor.end();
  expect(await visitor.hears('sessionEnded')).toMatchObject({ reason: { leaveRequest: true } });
  await other.hears('sessionEnded');
});

test('a transport in memory: a line that is cut is told of, and what was said meanwhile follows', async ({
  visitor,
  sites,
}) => {
  await visitor.open(`${sites.shop}/transport-memory.html`);
  await visitor.startChat();
  await visitor.sees('I live in this page and know only tea.');
  await visitor.page.getByRole('button', { name: 'Cut the line' }).click();
  await visitor.hears('interrupted');
  await visitor.say('Is anybody there?');
  await visitor.page.getByRole('button', { name: 'Mend the line' }).click();
  await visitor.hears('continued');
  await visitor.sees('“Is anybody there?”? Water at 80 degrees');
  await visitor.end();
});

test('a transport over plain requests: talks, comes back, and outlives a lost server', async ({ visitor, sites }) => {
  const stranger = await startStranger();
  const { staff, facts, lines } = stranger.tickets;
  try {
    const address = `${sites.shop}/transport-polling.html?stranger=${stranger.port}`;
    await visitor.open(address);
    const said = (id: string) => lines(id, 0).lines.map(({ words }) => words);
    const id = await talksAndComesBack(visitor, stranger, staff, said);
    expect(facts(id)).toMatchObject({ FirstName: 'Ann', EmailAddress: 'ann@example.org' });

    await visitor.open(address);
    await visitor.startChat();
    const second = stranger.newest();
    stranger.setCut(true);
    await visitor.hears('interrupted');
    await visitor.say('Lost?');
    staff.says(second, 'Said meanwhile.');
    stranger.setCut(false);
    await visitor.hears('continued');
    await visitor.hears('messageReceived', 'Lost?');
    await visitor.sees('Said meanwhile.');
    expect(said(second)).toEqual(['Said meanwhile.', 'Lost?']);
  } finally {
    await stranger.close();
  }
});

test('a transport around another chat library: talks and comes back', async ({ visitor, sites }) => {
  const stranger = await startStranger();
  const { staff, activities } = stranger.directLine;
  try {
    await visitor.open(`${sites.shop}/transport-directline.html?stranger=${stranger.port}`);
    await talksAndComesBack(visitor, stranger, staff, (id) => activities(id).map(({ text }) => text));
  } finally {
    await stranger.close();
  }
});
