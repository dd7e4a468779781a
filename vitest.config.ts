import { defineConfig } from 'vitest/config';

const jsx = { runtime: 'automatic', importSource: 'preact' } as const;

export default defineConfig({
  test: {
    projects: [
      {
        oxc: { jsx },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/{unit,contract}/**/*.test.ts'],
          testTimeout: 10_000,
          // One process for many files: a process for each costs more than all the tests. No file here replaces
          // a module, or a global for good; where there is a document (`dom`), each file keeps one of its own.
          isolate: false,
        },
      },
      {
        oxc: { jsx },
        test: { name: 'dom', environment: 'happy-dom', include: ['test/{unit,contract}/**/*.test.tsx'] },
      },
      {
        // Reads what the build made: sizes, texts in the documents, the list of journeys.
        test: { name: 'facts', environment: 'node', include: ['test/facts/**/*.test.ts'], testTimeout: 60_000 },
      },
    ],
  },
});
