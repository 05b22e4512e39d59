/// <reference types="vitest/config" />
// Rule: the built page holds no inline script or style (the window's CSP forbids both), and the fake host never
// reaches the real build. `--mode fake` builds the same page over the in-memory host, into dist-fake. The quick picker's page is built
// after the window's, into the same folder. The window's real page begins with a first picture (first.ts); the fake one does not.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, defineConfig, type Plugin, type Rollup } from 'vite';
import { words } from './words.ts';

const TARGET = ['es2022', 'safari16'];

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

/** The files of the first picture: the page's components, compiled to write HTML. */
async function pictured(): Promise<Rollup.OutputChunk[]> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [svelte(), words()],
    base: './',
    ssr: { noExternal: true },
    build: {
      ssr: 'src/first.ts',
      write: false,
      minify: true,
      target: TARGET,
      rollupOptions: {
        // What the first picture does without.
        external: /\/later$/,
        output: { entryFileNames: 'assets/first-[hash].js', chunkFileNames: 'assets/first-[name]-[hash].js' },
      },
    },
  });
  return [built as Rollup.RollupOutput].flat().flatMap(({ output }) => output.filter((file) => file.type === 'chunk'));
}

/** The window begins with the first picture, which loads the page. */
function firstPicture(): Plugin {
  let first = '';
  return {
    name: 'portico-first-picture',
    async generateBundle() {
      for (const { fileName, code, isEntry } of await pictured()) {
        if (isEntry) first = fileName;
        this.emitFile({ type: 'asset', fileName, source: code });
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(/(<script type="module"[^>]* src=")([^"]+)/, (_, script, page) => `<meta name="page" content="${page}">\n    ${script}./${first}`),
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
    plugins: [svelte(), words(), ...(fake || picker ? [] : [firstPicture()]), paintOnce(), ...(fake ? [] : [noFake()])],
    resolve: { alias: { '#host': host }, conditions: mode === 'test' ? ['browser'] : undefined },
    server: { host: '127.0.0.1', port: 1420, strictPort: true },
    build: {
      outDir: fake ? 'dist-fake' : 'dist',
      emptyOutDir: !picker,
      rollupOptions: { input: picker ? 'picker.html' : 'index.html' },
      target: TARGET,
      assetsInlineLimit: 0,
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
