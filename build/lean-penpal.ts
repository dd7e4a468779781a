// Leaves out of Penpal what is never used here: its log, error texts, channels, time limits and transferables, and, because
// that much less can be abused, its protocol of earlier versions (which any script of a page could still speak), origins
// other than exact ones, and the errors with their stack traces that it would send to the other side. What remains speaks
// to an unchanged Penpal. A build fails if a passage is not found, so that a new Penpal cannot slip by unread.

import type { Plugin } from 'vite';

export type Cut = [what: string, passage: RegExp | string, replacement: string];

/** In this order: some passages are what earlier cuts leave. */
export const CUTS: readonly Cut[] = [
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
  ['channels, logs and time limits, handed on by name', /^\s*(?:channel|timeout|log),?\n/gm, ''],
  ['channels and logs, handed on by place', /, channel, log\)/g, ')'],
  ['channels, in error replies', /\(channel, callId, error\)/g, '(callId, error)'],
  ['channels, told apart', ' && data.channel === channel', ''],
  ['logs, of a proxy', /\(callback, log, /g, '(callback, '],
  ['logs, of a proxy, handed on', '}, log);', '});'],
  ['logs, handed to a messenger', '{ log, validateReceivedMessage }', '{ validateReceivedMessage }'],
  ['logs, kept by a messenger', /^\s*this\.#log = log;\n/gm, ''],
  ['logs, fields', /^\s*#log;\n/gm, ''],
  ['transferables, handed to a messenger', /\(message, transferables\) =>/g, '(message) =>'],
  ['transferables, beside an origin', /,\n\s*transfer: transferables\n/g, '\n'],
  ['transferables, alone', /, \{\s*transfer: transferables\s*\}/g, ''],
  ['transferables, beside a port', /, \.\.\.transferables \|\| \[\]/g, ''],
  // Once the earlier protocol is gone, an ACK1 is sent as a SYN is.
  ['a way of its own for ACK1', /\n {4}if \(isAck1Message\(message\)\) \{\n {6}const payload = [\s\S]*?\n {4}\}/, ''],
  [
    'a way of its own for ACK1, joined',
    /(sendMessage = \(message\) => \{\n {4}if \(isSynMessage\(message\))(\) \{\n {6}const originForSending)/,
    '$1 || isAck1Message(message)$2',
  ],
  [
    'nested methods, calling',
    /(var createRemoteProxy = )\(callback, path[\s\S]*?\n\};\n/,
    '$1(callback) => new Proxy({}, { get: (_, name) => name === "then" ? void 0 : (...args) => callback([name], args) });\n',
  ],
  [
    'nested methods, called',
    /const result = methodPath\.reduce\([\s\S]*?return isFunction\(result\) \? result : void 0;/,
    'return methodPath.length === 1 && methods[methodPath[0]];',
  ],
  // The call of what is not there throws as well.
  ['methods that are not there', /\n\s*if \(!method\) \{[\s\S]*?\n {6}\}/, ''],
  // A closed port is silent.
  ['listening to a port that is closed', /\n\s*this\.#port\?\.removeEventListener\([^\n]*/g, ''],
  ['paths of open calls', '{ methodPath, resolve, reject }', '{ resolve, reject }'],
  ['paths of open calls, at the end', '{ methodPath, reject }', '{ reject }'],
  ['paths of open calls, in errors', /ConnectionMethodCallError\(methodPath\)/g, 'ConnectionMethodCallError()'],
  // Our answers are plain values. Without a port there is nobody to hear one.
  [
    'answers that cannot be sent',
    /catch \(error\) \{\n\s*if \(error\.name === "DataCloneError"\) \{[\s\S]*?throw error;\n {4}\}/,
    'catch {\n    }',
  ],
  // Only a call's arguments can be something that cannot be sent.
  [
    'handshakes that cannot be sent',
    /try \{\n\s*(messenger\.sendMessage\((?:syn|ack[12])Message\);)\n\s*\} catch \(error\) \{[\s\S]*?\n {4}\}\n/g,
    '$1\n',
  ],
  [
    'a handshake that fails',
    'const { promise, resolve, reject } = getPromiseWithResolvers_default();',
    'let resolve;\n  const promise = new Promise((settle) => {\n    resolve = settle;\n  });',
  ],
  ['a check of messages to choose, made', /const validateReceivedMessage = \(data\) => \{[\s\S]*?\n {2}\};\n/, ''],
  ['a check of messages to choose, handed on', 'initialize({ validateReceivedMessage })', 'initialize()'],
  ['a check of messages to choose, taken', /\(\{\s*validateReceivedMessage\s*\}\)/g, '()'],
  ['a check of messages to choose, kept', /^\s*this\.#validateReceivedMessage = validateReceivedMessage;\n/gm, ''],
  ['a check of messages to choose, fields', /^\s*#validateReceivedMessage;\n/gm, ''],
  ['a check of messages to choose, used', /this\.#validateReceivedMessage\?\./g, 'isMessage'],
  // There is one exact origin, and only from there a message is taken.
  ['the origin that spoke, used', /if \(!this\.#concreteRemoteOrigin\) \{[\s\S]*?\n {4}\}\n/, ''],
  ['the origin that spoke, returned', 'return this.#concreteRemoteOrigin', 'return this.#allowedOrigins[0]'],
  ['the origin that spoke, kept', /^\s*this\.#concreteRemoteOrigin = origin;\n/m, ''],
  ['the origin that spoke, field', /^\s*#concreteRemoteOrigin;\n/m, ''],
  [
    'a result of what is done once',
    /(const destroyConnection = )once_default\(([\s\S]*?=> \{)([\s\S]*?\n {2}\})\);/,
    'let isOver = false;\n  $1$2\n    if (isOver) return;\n    isOver = true;$3;',
  ],
];

export function cut(code: string, [what, passage, replacement]: Cut): string {
  const shorter = code.replace(passage, replacement);
  if (shorter === code) throw new Error(`Penpal has changed: no passage found for "${what}"`);
  return shorter;
}

export const withoutUnusedParts = (code: string): string => CUTS.reduce(cut, code);

export const leanPenpal = (): Plugin => ({
  name: 'tagalong:lean-penpal',
  applyToEnvironment: ({ name }) => name === 'link' || name === 'client',
  transform: {
    filter: { id: /penpal[\\/]dist[\\/]penpal\.mjs$/ },
    handler: (code) => ({ code: withoutUnusedParts(code), map: null }),
  },
});
