import { defineConfig } from 'vitest/config';

const jsx = { runtime: 'automatic', importSource: 'preact' } as const;

/** For a machine that many share: nothing is held to be fast because of it, and no test waits for its end. */
const LIMITS = { testTimeout: 60_000, hookTimeout: 60_000 };

// `isolate: false`: one process for many files, because a process for each costs more than all the tests. So no file
// replaces a module, or a global for good; any order of files must do (`--sequence.shuffle.files`).
export default defineConfig({
  test: {
    projects: [
      {
        oxc: { jsx },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/{unit,contract}/**/*.test.ts'],
          ...LIMITS,
          isolate: false,
        },
      },
      {
        oxc: { jsx },
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/{unit,contract}/**/*.test.tsx'],
          setupFiles: ['test/support/one-document.ts'],
          ...LIMITS,
          isolate: false,
        },
      },
      {
        // Whole chats under faults, in one process: real frame, real server, no real time.
        oxc: { jsx },
        test: {
          name: 'faults',
          environment: 'node',
          include: ['test/faults/*.test.ts', 'test/faults/model/**/*.test.ts', 'test/faults/planted/**/*.test.ts'],
          testTimeout: 600_000,
        },
      },
      {
        // Reads what the build made: sizes, texts in the documents, the list of journeys.
        test: { name: 'facts', environment: 'node', include: ['test/facts/**/*.test.ts'], ...LIMITS },
      },
    ],
  },
});
