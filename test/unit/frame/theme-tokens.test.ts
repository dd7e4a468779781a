// What a theme sets, the style sheets use: a name that nobody reads would be a promise that nobody keeps.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lookOf } from '../../../frame/extras/theme.ts';

const FOLDERS = ['frame/ui/styles', 'frame/ui', 'frame/extras', 'frame/attention'];
const sheets = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
).join('\n');

const WHOLE = {
  ...{ accent: 'a', onAccent: 'b', header: 'c', onHeader: 'd', background: 'e', ground: 'f', text: 'g', border: 'h' },
  ...{ link: 'i', focus: 'j', visitorBubble: 'k', onVisitorBubble: 'l', agentBubble: 'm', onAgentBubble: 'n' },
  ...{ font: 'o', fontSize: 'p', radius: 'q' },
};

it.each([...lookOf(WHOLE, () => true).properties.keys()])('%s of a theme is used', (name) => {
  expect(sheets).toMatch(new RegExp(`var\\(${name}[,)]`));
});

it.each(['top', 'right', 'bottom', 'left'])('the inset that a page tells of the %s is used', (side) => {
  expect(sheets).toContain(`var(--safe-${side},`);
});
