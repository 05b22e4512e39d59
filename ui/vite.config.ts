/// <reference types="vitest/config" />
// Rule: the built page holds no inline script or style but those whose digest or nonce Tauri puts into the window's CSP, and the fake
// host never reaches the real build. `--mode fake` builds the same page over the in-memory host, into dist-fake. The quick picker's page is built
// after the window's, into the same folder. The window's real page begins with a first picture (first.ts); the fake one does not.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, defineConfig, type Plugin, type Rollup } from 'vite';
import { expression, languages, words } from './words.ts';

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

/** The first picture: the page's components, compiled to write HTML. */
async function pictured(plugin: Rollup.PluginContext): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [svelte(), words(true)],
    ssr: { noExternal: true },
    build: {
      ssr: 'src/first.ts',
      write: false,
      minify: true,
      target: TARGET,
      rollupOptions: {
        // What the first picture does without.
        external: /\/later$/,
        // No function around all of it: JavaScriptCore would read it once more when that is called.
        output: { format: 'es', codeSplitting: false, topLevelVar: false },
      },
    },
  });
  const [script, ...rest] = [built as Rollup.RollupOutput].flat().flatMap(({ output }) => output);
  if (script?.type !== 'chunk' || rest.length > 0) throw new Error('the first picture is more than a script');
  const code = script.code.replace(/export ?\{\};?\s*$/, '');
  // The script stands in a block, out of which a `var` would come.
  const vars = varsOf(plugin.parse(code)).toSorted((a, b) => b - a);
  return vars.reduce((code, at) => `${code.slice(0, at)}let${code.slice(at + 'var'.length)}`, code);
}

/** Where the declarations begin that `var` makes outside of functions. */
function varsOf(node: object): number[] {
  if ('type' in node && /Function|StaticBlock/.test(String(node.type))) return [];
  const within = Object.values(node).flatMap((part: unknown) => (typeof part === 'object' && part !== null ? varsOf(part) : []));
  return 'kind' in node && node.kind === 'var' && 'start' in node ? [Number(node.start), ...within] : within;
}

/**
 * The window begins with the first picture: the product puts `first.js` into the page before all else, and before it the words of the
 * language that is spoken. The page, its styles in it, waits for that one, and loads the rest.
 */
function firstPicture(): Plugin {
  let root = '';
  return {
    name: 'portico-first-picture',
    configResolved: (config) => void ({ root } = config),
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'first.js', source: await pictured(this) });
      for (const language of await languages(this, root)) {
        const source = `globalThis.words={${language}:${await expression(this, root, language)}};`;
        if (language !== 'en') this.emitFile({ type: 'asset', fileName: `first-${language}.js`, source });
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const style = (_: string, file: string) => {
          const { [file]: styles } = bundle;
          if (styles?.type !== 'asset') throw new Error(`there is no ${file}`);
          delete bundle[file];
          return `<style>${styles.source}</style>`;
        };
        const script = (_: string, page: string) => `<script type="module">await window.picture?.(); import('${page}');</script>`;
        return html
          .replace(/<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/, style)
          .replace(/<script type="module"[^>]* src="([^"]+)"><\/script>/, script);
      },
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
