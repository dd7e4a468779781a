// Failures of files on their way. Apart from the other rows of the table in errors.ts, because what needs them comes late.

export const FILES_NOT_TAKEN = { code: 310, description: 'The chat server takes no files.' } as const;
export const FILE_TOO_LARGE = { code: 311, description: 'The file is larger than the chat server takes.' } as const;
export const FILE_KIND_REFUSED = { code: 312, description: 'The chat server takes no files of this kind.' } as const;
export const FILE_GONE = { code: 313, description: 'The file cannot be read any more.' } as const;
