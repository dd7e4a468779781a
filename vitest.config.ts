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
