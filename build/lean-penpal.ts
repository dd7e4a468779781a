// Leaves out of Penpal what is never used here: its debug log, its protocol of earlier versions, which any script of a
// page could still speak, and the stack traces that it would send to the other side. A build fails if a passage is not
// found, so that a new Penpal cannot slip by unread.

import type { Plugin } from 'vite';

type Cut = [what: string, passage: RegExp, replacement: string];

const CUTS: Cut[] = [
  ['debug log', /^\s*(?:this\.#)?log\?\.\([\s\S]*?\);\n/gm, ''],
  [
    'error texts',
    /new PenpalError_default\(\s*"([A-Z_]+)",\s*(?:`[^`]*`|"[^"]*"|error\.message)\s*\)/g,
    'new PenpalError_default("$1")',
  ],
  ['transferable replies', /\n\s*if \(value instanceof Reply_default\) \{[\s\S]*?\n\s*\}/, ''],
  ['stack traces', /\n\s*stack: error\.stack,/, ''],
  ['earlier protocol, receiving', / {4}if \(isDeprecatedMessage\(data\)\) \{[\s\S]*?\n {4}\}\n/, ''],
  ['earlier protocol, sending', / \|\| \/\/ If the child is using[\s\S]*?this\.#isChildUsingDeprecatedProtocol\)/, ')'],
  ['earlier protocol, payload', /(const payload = )this\.#isChildUsing[^;]*;/, '$1message;'],
  [
    'earlier protocol, port',
    / && \/\/ Previous versions of Penpal don't[\s\S]*?!this\.#isChildUsingDeprecatedProtocol\)/,
    ')',
  ],
  ['earlier protocol, flag', /#isChildUsingDeprecatedProtocol = false;/, ''],
  ['earlier protocol, repeat', / && \/\/ TODO[^\n]*\n\s*remoteParticipantId !== DEPRECATED_PENPAL_PARTICIPANT_ID/, ''],
  [
    'earlier protocol, leader',
    / \|\| \/\/ TODO[^\n]*\n\s*remoteParticipantId === DEPRECATED_PENPAL_PARTICIPANT_ID/,
    '',
  ],
];

export function withoutUnusedParts(code: string): string {
  return CUTS.reduce((text, [what, passage, replacement]) => {
    const shorter = text.replace(passage, replacement);
    if (shorter === text) throw new Error(`Penpal has changed: no passage found for "${what}"`);
    return shorter;
  }, code);
}

export const leanPenpal = (): Plugin => ({
  name: 'tagalong:lean-penpal',
  applyToEnvironment: ({ name }) => name === 'link' || name === 'client',
  transform: {
    filter: { id: /penpal[\\/]dist[\\/]penpal\.mjs$/ },
    handler: (code) => ({ code: withoutUnusedParts(code), map: null }),
  },
});
