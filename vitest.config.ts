import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{protocol,server,client,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Tests start real child processes, browsers and databases: two at a time suit the smallest machine.
    maxWorkers: 2,
  },
});
