/// <reference types="vitest/config" />
// Rule: the built page holds no inline script or style (the window's CSP forbids both), and the fake host never
// reaches the real build. `--mode fake` builds the same page over the in-memory host, into dist-fake. The quick picker's page is built
// after the window's, into the same folder.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Stops a real build that would carry any part of the fake host. */
function noFake(): Plugin {
  return {
    name: 'portico-no-fake',
    generateBundle() {
      for (const id of this.getModuleIds()) {
        if (/host\.fake|\/src\/fake\//.test(id)) this.error(`the real build contains ${id}`);
      }
    },
  };
}

/** Nothing is painted before the page has been made: the empty one would be painted for nobody. */
function paintOnce(): Plugin {
  return {
    name: 'portico-paint-once',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}

export default defineConfig(({ mode }) => {
  const fake = mode.startsWith('fake') || mode === 'test';
  // A bundle of its own, so that neither page loads what only the other needs.
  const picker = mode.endsWith('picker');
  const host = decodeURIComponent(new URL(fake ? 'src/host.fake.ts' : 'src/host.ts', import.meta.url).pathname);
  return {
    base: './',
    plugins: [svelte(), paintOnce(), ...(fake ? [] : [noFake()])],
    resolve: { alias: { '#host': host }, conditions: mode === 'test' ? ['browser'] : undefined },
    server: { host: '127.0.0.1', port: 1420, strictPort: true },
    build: {
      outDir: fake ? 'dist-fake' : 'dist',
      emptyOutDir: !picker,
      rollupOptions: { input: picker ? 'picker.html' : 'index.html' },
      target: ['es2022', 'safari16'],
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
    },
    test: {
      environment: 'jsdom',
      include: ['tests/**/*.test.ts'],
      setupFiles: ['tests/setup.ts'],
      reporters: ['default', 'json'],
      outputFile: { json: 'test-results/unit.json' },
      restoreMocks: true,
      testTimeout: 30_000,
    },
  };
});
