// Leaves out of Valibot, in the frame's bundle, what is never used there: translations of its messages, its global
// configuration, the interface for other validators. A build fails if a passage is not found, so that a new Valibot
// cannot slip by unread. split-valibot.ts makes modules of what remains.

type Cut = [what: string, passage: RegExp, replacement: string];

const CUTS: Cut[] = [
  ['references for translations', /^\t+reference: [\w$]+,\n/gm, ''],
  ['translated messages', /(const message\$1 = other\?\.message \?\? context\.message) \?\? [^;]*;/, '$1;'],
  [
    'settings repeated in issues',
    /,\n\t+lang: config\$1\.lang,\n\t+abortEarly: [^\n]*\n\t+abortPipeEarly: [^\n]*\n/,
    '\n',
  ],
  [
    'global configuration',
    /(function getGlobalConfig\(config\$1\) \{)[\s\S]*?\n\}\n/,
    '$1\n\treturn config$$1 ?? {};\n}\n',
  ],
  ['interface for other validators', /(function _standardSchema\(schema\) \{)[\s\S]*?(\n\treturn schema;)/, '$1$2'],
];

export function withoutTranslations(code: string): string {
  return CUTS.reduce((text, [what, passage, replacement]) => {
    const shorter = text.replace(passage, replacement);
    if (shorter === text) throw new Error(`Valibot has changed: no passage found for "${what}"`);
    return shorter;
  }, code);
}
