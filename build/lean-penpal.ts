// Leaves out of Penpal what is never used here: its debug log, error texts, time limits and transferables, and, because
// that much less can be abused, its protocol of earlier versions (which any script of a page could still speak), origins
// other than exact ones, and the errors with their stack traces that it would send to the other side. What remains speaks
// to an unchanged Penpal. A build fails if a passage is not found, so that a new Penpal cannot slip by unread.

import type { Plugin } from 'vite';

type Cut = [what: string, passage: RegExp | string, replacement: string];

const CUTS: Cut[] = [
  ['debug log', /^\s*(?:this\.#)?log\?\.\([\s\S]*?\);\n/gm, ''],
  [
    'error texts',
    /new PenpalError_default\(\s*"([A-Z_]+)",\s*(?:`[^`]*`|"[^"]*"|error\.message)\s*\)/g,
    'new PenpalError_default("$1")',
  ],
  ['transferable replies', /\n\s*if \(value instanceof Reply_default\) \{[\s\S]*?\n\s*\}/, ''],
  ['transferable replies, variable', /\n\s*let transferables;/, ''],
  [
    'transferable replies, sending',
    'messenger.sendMessage(replyMessage, transferables)',
    'messenger.sendMessage(replyMessage)',
  ],
  ['errors, sending', /\.\.\.error instanceof Error \? [\s\S]*? : \{ value: error \}/, 'value: error?.name'],
  ['errors, receiving', /isSerializedErrorInstance \? deserializeError\(value\) : value/, 'value'],
  ['errors, told apart', 'value, isError, isSerializedErrorInstance }', 'value, isError }'],
  [
    'random ids, which must do without a secure context',
    /crypto\.randomUUID\?\.bind\(crypto\)[\s\S]*?\)\.join\("-"\)\);/,
    '() => crypto.getRandomValues(new Uint32Array(4)).join("-");',
  ],
  ['methods of functions', /\n\s*if \(path\.length && methodsToTreatAsNative[\s\S]*?\n {8}\}/, ''],
  ['checks of our own use, messenger', /\n\s*if \(!messenger\) \{[\s\S]*?\n {2}\}/, ''],
  ['checks of our own use, window', /\n\s*if \(!remoteWindow\) \{[\s\S]*?\n {4}\}/, ''],
  ['origin by default', 'allowedOrigins?.length ? allowedOrigins : [window.origin]', 'allowedOrigins'],
  ['error text of a missing method', /("METHOD_NOT_FOUND"),[\s\S]*?is not found\.`/, '$1'],
  ['names of methods, collecting', /\n\s*const methodPaths = extractMethodPathsFromMethods\(methods\);/, ''],
  ['names of methods, sending', /(type: "ACK1"),\s*methodPaths/, '$1'],
  ['call options', /\n\s*const lastArg = [\s\S]*?const argsWithoutOptions = [^;]*;/, ''],
  ['call options, arguments', 'args: argsWithoutOptions', 'args'],
  [
    'call options, transferables',
    'messenger.sendMessage(callMessage, transferables)',
    'messenger.sendMessage(callMessage)',
  ],
  ['time limit of a call', /\n\s*const timeoutId = timeout !== void 0 \? window\.setTimeout[\s\S]*? : void 0;/, ''],
  ['time limit of a call, kept', 'resolve, reject, timeoutId }', 'resolve, reject }'],
  [
    'time limit of a call, cleared',
    /(methodPath, reject), timeoutId( \} of [^\n]*)\n\s*clearTimeout\(timeoutId\);/,
    '$1$2',
  ],
  ['time limit of the handshake', /\n\s*const timeoutId = timeout !== void 0 \? setTimeout[\s\S]*? : void 0;/, ''],
  ['time limit of the handshake, cleared', /\n\s*clearTimeout\(timeoutId\);/, ''],
  [
    'origins by pattern',
    /return this\.#allowedOrigins\.some\([\s\S]*?\n {4}\);/,
    'return this.#allowedOrigins.includes(origin);',
  ],
  ['any origin', /return this\.#concreteRemoteOrigin === "null" [^;]*;/, 'return this.#concreteRemoteOrigin;'],
  ['checks of our own use', /\n\s*if \(usedMessengers\.has[\s\S]*?usedMessengers\.add\(messenger\);/, ''],
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
