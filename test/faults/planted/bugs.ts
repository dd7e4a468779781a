// Bugs that are known for what they do, each as a change of one passage of the product. They prove that the histories are
// hard enough and their judge sharp enough: each has to be found within its number of seeds.

import type { ViolationKind } from '../history-checker.ts';

export type Bug = {
  name: string;
  /** From the root of the repository. */
  file: string;
  /** Stands once in the file. A change of the product may need another one here. */
  passage: string;
  instead: string;
  /** The histories that find it: of one fault, or `tabs` for schedules of tabs. */
  by: string;
  seeds: number;
  /** What it is found as. */
  as: readonly ViolationKind[];
};

export const SERVER_BUGS: readonly Bug[] = [
  {
    name: 'a repeated message is stored twice',
    file: 'server/chats/rules.ts',
    passage: "    if (repeated) return repeated.party.kind === 'visitor' ? NO_CHANGE : { refuse: ID_TAKEN };\n",
    instead: '',
    ...{ by: 'lost answers', seeds: 20, as: ['doubled'] },
  },
  {
    name: 'a message is acknowledged before it is written',
    file: 'server/chats/visitor-chats.ts',
    passage: 'const done = await applyRule(parts, sessionId, rule, { id, fileId });',
    instead:
      'void applyRule(parts, sessionId, rule, { id, fileId });\n' +
      '        const index = ((await store.find(sessionId))?.lastIndex ?? 0) + 1;\n' +
      '        const done = { ok: true, value: { repeated: null, entries: [{ index }] } } as never;',
    ...{ by: 'server restart', seeds: 60, as: ['acknowledged but not in the log'] },
  },
  {
    name: 'an older writer is not refused',
    file: 'server/chats/rules.ts',
    passage: 'writerEpoch !== 0 && writerEpoch < session.writerEpoch;',
    instead: 'false;',
    ...{ by: 'tabs', seeds: 100, as: ['two writers'] },
  },
  {
    name: 'what is pushed to a visitor leaves out every second entry',
    file: 'server/gateway/entry-cursor.ts',
    passage: 'lastSent = last.index;',
    instead: 'lastSent = last.index + 1;',
    ...{ by: 'delay', seeds: 100, as: ['screen differs from the log', 'stuck', 'host not told'] },
  },
  {
    name: 'an agent sends a message again under another id',
    file: 'server/console/outbox.ts',
    passage: 'const answer = await ports.append(item);',
    instead: 'const answer = await ports.append({ ...item, id: random.id() });',
    ...{ by: 'server restart', seeds: 20, as: ['doubled', 'stuck'] },
  },
  {
    name: 'a visitor is not told how far the agent has read',
    file: 'server/gateway/visitor-feed.ts',
    passage: "    if (signal.kind === 'agentSeen') marks.wake();\n",
    instead: '',
    ...{ by: 'reset', seeds: 20, as: ['mark missing'] },
  },
];

export const FRAME_BUGS: readonly Bug[] = [
  {
    name: 'a message does not wait for the one before it',
    file: 'frame/session/outbox.ts',
    passage:
      "  const [head, ...rest] = outbox;\n  if (head?.status !== 'waiting') return { outbox, send: null };\n" +
      "  const item = plain(head);\n  return { outbox: [{ ...item, status: 'sending' }, ...rest], send: item };",
    instead:
      "  const head = outbox.find(({ status }) => status === 'waiting');\n  if (!head) return { outbox, send: null };\n" +
      "  const item = plain(head);\n  return { outbox: outbox.map((one) => (one === head ? { ...item, status: 'sending' } : one)), send: item };",
    ...{ by: 'frames in another order', seeds: 100, as: ['reordered'] },
  },
  {
    name: 'a message leaves the outbox when it is sent',
    file: 'frame/session/outbox.ts',
    passage: "return { outbox: [{ ...item, status: 'sending' }, ...rest], send: item };",
    instead: 'return { outbox: rest, send: item };',
    ...{ by: 'reset', seeds: 60, as: ['lost'] },
  },
  {
    name: 'a message that was under way is not sent again',
    file: 'frame/session/outbox.ts',
    passage: "    ({ status }) => status === 'sending',\n    (item) => waiting(plain(item)),",
    instead: '    () => false,\n    (item) => waiting(plain(item)),',
    ...{ by: 'reset', seeds: 60, as: ['lost', 'stuck'] },
  },
  {
    name: 'messages on their way are not saved',
    file: 'frame/session/persist.ts',
    passage: 'outbox: outbox.map(asSaved),',
    instead: 'outbox: [],',
    ...{ by: 'black hole up', seeds: 40, as: ['lost'] },
  },
  {
    name: 'a page resumes one entry too far',
    file: 'frame/session/perform.ts',
    passage: "'transcript' in life ? life.transcript.lastIndex : 0;",
    instead: "'transcript' in life ? life.transcript.lastIndex + 1 : 0;",
    ...{ by: 'reset', seeds: 40, as: ['screen differs from the log', 'stuck'] },
  },
  {
    name: 'the newest entry is taken again',
    file: 'frame/session/transcript.ts',
    passage: 'if (entry.index === next) fresh.push(entry);',
    instead: 'if (entry.index === next || entry.index === next - 1) fresh.push(entry);',
    ...{ by: 'doubled frames', seeds: 40, as: ['shown twice'] },
  },
  {
    name: 'an entry beyond a gap is taken',
    file: 'frame/session/transcript.ts',
    passage: 'if (entry.index === next) fresh.push(entry);',
    instead: 'if (entry.index >= next) fresh.push(entry);',
    ...{
      by: 'frames in another order',
      seeds: 20,
      as: ['screen differs from the log', 'host not told', 'shown twice'],
    },
  },
  {
    name: 'a gap is not asked for',
    file: 'frame/session/phases/receiving.ts',
    passage: "const missing: Effect[] = gap ? [{ kind: 'fetchTranscript', ...gap }] : [];",
    instead: 'const missing: Effect[] = gap ? [] : [];',
    ...{ by: 'frames in another order', seeds: 150, as: ['screen differs from the log', 'stuck'] },
  },
  {
    name: 'the page is told all but the first of what it has not heard',
    file: 'frame/session/phases/telling.ts',
    passage: '.slice(life.toldIndex + 1 - firstIndex)',
    instead: '.slice(life.toldIndex + 2 - firstIndex)',
    ...{ by: 'delay', seeds: 3, as: ['host not told'] },
  },
  {
    name: 'a line that is silent is taken for a line',
    file: 'frame/transport/heartbeat.ts',
    passage: 'if (checking || clock.uptime() - dueAt <= LATE_MS) onSilence();',
    instead: 'if (checking && !checking) onSilence();',
    ...{ by: 'half-close', seeds: 200, as: ['screen differs from the log', 'stuck', 'lost'] },
  },
  {
    name: 'bytes of a file go before the log has it',
    file: 'frame/session/file-sender.ts',
    passage: 'return signal.aborted ? null : again(file.fileId, answer);',
    instead: 'drop(session.sessionId, file.fileId);\n      return signal.aborted ? null : again(file.fileId, answer);',
    ...{ by: 'delay', seeds: 100, as: ['stuck', 'lost'] },
  },
  {
    name: 'a file goes on from another place than where the server stands',
    file: 'frame/transport/file-upload.ts',
    passage: 'bytes.slice(sentBytes, sentBytes + pieceBytes)',
    instead: 'bytes.slice(0, pieceBytes)',
    ...{ by: 'delay', seeds: 40, as: ['file damaged', 'stuck'] },
  },
  {
    name: 'a read mark whose answer is missing is not said again',
    file: 'frame/session/seen-reporter.ts',
    passage: '(!answer.ok && answer.error.code === SERVER_UNAVAILABLE.code)',
    instead: 'false',
    ...{ by: 'delay', seeds: 150, as: ['mark missing'] },
  },
  {
    name: 'an end without a way is not said over the next one',
    file: 'frame/session/phases/ended.ts',
    passage: "        ...(life.leaveOwed ? [{ kind: 'leaveSession' } as const] : []),\n",
    instead: '',
    ...{ by: 'server restart', seeds: 150, as: ['end lost', 'stuck'] },
  },
];

export const TAB_BUGS: readonly Bug[] = [
  {
    name: 'the tab that leads does not pass on what comes',
    file: 'frame/session/sharing.ts',
    passage: 'entries: entries.slice(from, from + MAX_SHARED_ENTRIES),',
    instead: 'entries: [],',
    ...{ by: 'tabs', seeds: 100, as: ['screen differs from the log', 'host not told'] },
  },
  {
    name: 'the tab that leads does not take over what others have to send',
    file: 'frame/session/tab-ear.ts',
    passage: "if (wanted.outbox.length) dispatch({ type: 'outboxHandedOver', items: wanted.outbox });",
    instead: '',
    ...{ by: 'tabs', seeds: 20, as: ['lost', 'stuck'] },
  },
  {
    name: 'who takes over the lead forgets what the one before had to send',
    file: 'frame/session/outbox.ts',
    passage: '  const both = withoutLogged([...leaders, ...outbox.filter(({ id }) => !there.has(id))], entries);',
    instead: '  const both = withoutLogged(outbox.filter(({ id }) => !there.has(id)), entries);',
    ...{ by: 'tab killed', seeds: 400, as: ['lost', 'stuck'] },
  },
  {
    name: 'no later page knows of an end that the server has not heard of',
    file: 'frame/session/owed-leaves.ts',
    passage: '    keep([...keptBut(nameOf(owed)), owed]);\n',
    instead: '',
    ...{ by: 'black hole both ways', seeds: 150, as: ['end lost', 'stuck'] },
  },
];

export const BUGS: readonly Bug[] = [...SERVER_BUGS, ...FRAME_BUGS, ...TAB_BUGS];
