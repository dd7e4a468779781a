// Leaves out of Penpal what is never used here: its log, errors, channels, time limits and transferables, and, because
// that much less can be abused, its protocol of earlier versions (which any script of a page could still speak) and the
// stack traces that it would send to the other side. Its messengers are not used: host and frame have their own. What
// remains speaks to an unchanged Penpal. A build fails if a passage is not found, so that a new Penpal cannot slip by unread.

import type { Plugin } from 'vite';

export type Cut = [what: string, passage: RegExp | string, replacement: string];

/** In this order: some passages are what earlier cuts leave. */
export const CUTS: readonly Cut[] = [
  ['debug log', /^\s*(?:this\.#)?log\?\.\([\s\S]*?\);\n/gm, ''],
  [
    // Whoever calls hears that it has failed, and no more.
    'errors',
    /new PenpalError_default\(\s*"([A-Z_]+)",\s*(?:`[^`]*`|"[^"]*"|error\.message)\s*\)/g,
    'void 0',
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
  ['checks of our own use', /\n\s*if \(usedMessengers\.has[\s\S]*?usedMessengers\.add\(messenger\);/, ''],
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
  [
    'a result of what is done once',
    /(const destroyConnection = )once_default\(([\s\S]*?=> \{)([\s\S]*?\n {2}\})\);/,
    'let isOver = false;\n  $1$2\n    if (isOver) return;\n    isOver = true;$3;',
  ],
  // A messenger of ours that is destroyed, which comes first, has no handlers any more and sends nothing.
  ['an end of answering', /\n\s*let isDestroyed = false;(?=\n\s*const handleMessage = async)/, ''],
  ['an end of answering, on the way', /\n\s*if \(isDestroyed\) \{\n\s*return;\n\s*\}/g, ''],
  ['an end of answering, told', /\n\s*return \(\) => \{\n\s*isDestroyed = true;\n[^\n]*\n\s*\};/, ''],
  [
    'an end of listening',
    /\n\s*(?:destroyHandlers\.push\(\(\) => )?messenger\.removeMessageHandler\(handleMessage\)\)?;/g,
    '',
  ],
  [
    'an end that cannot be told',
    /try \{\n\s*(messenger\.sendMessage\(destroyMessage\);)\n\s*\} catch \(_\) \{\n\s*\}/,
    '$1',
  ],
  ['an end of what a handshake began', /\n\s*const destroyHandlers = \[\];/, ''],
  [
    'an end of what a handshake began, told',
    /\n\s*const destroy = \(\) => \{\n\s*for \(const destroyHandler of[\s\S]*?\n {2}\};/,
    '',
  ],
  [
    'an end of what a handshake began, kept',
    /destroyHandlers\.push\((connectCallHandler_default\(messenger, methods\))\);\n[\s\S]*?isComplete = true;\n\s*resolve\(\{[\s\S]*?\}\);/,
    '$1;\n    isComplete = true;\n    resolve(connectRemoteProxy_default(messenger));',
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
