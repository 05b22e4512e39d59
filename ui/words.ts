// Builds the words of a language into the page: `import messages from '#words/de'` are the messages of its Project Fluent
// files with their ids, read already, since reading them takes longer than drawing the page. Rule: Fluent leaves out in
// silence what it cannot read; here a message that is broken or stands twice stops the build.
import { FluentResource } from '@fluent/bundle';
import type { Plugin, Rollup } from 'vite';
import type { Messages } from './src/text/messages';

/** The messages of `source`, each of which is whole and there once. */
export function messagesOf(source: string): Messages {
  const messages: Messages = new FluentResource(source).body.map(({ id, value }) => [id, value]);
  const ids = new Set(messages.map(([id]) => id));
  const heads = source.match(/^[^\s#}[*.][^\s=]*/gm) ?? [];
  const faulty = heads.filter((head) => !ids.delete(head));
  if (faulty.length > 0) throw new Error(`broken, or there twice: ${faulty.join(', ')}`);
  return messages;
}

type PluginContext = Pick<Rollup.PluginContext, 'fs' | 'addWatchFile'>;

/** Where the languages stand, beside the page that is built in `root`. */
const home = (root: string): string => `${root}/../crates/core/src/words`;

/** The languages there are. */
export async function languages({ fs }: PluginContext, root: string): Promise<string[]> {
  return (await fs.readdir(home(root))).filter((name) => /^[a-z]{2}$/.test(name));
}

/** The messages of a language as an expression. */
export async function expression(plugin: PluginContext, root: string, language: string): Promise<string> {
  const folder = `${home(root)}/${language}/page`;
  const files = (await plugin.fs.readdir(folder)).map((file) => `${folder}/${file}`);
  for (const file of files) plugin.addWatchFile(file);
  const sources = await Promise.all(files.map((file) => plugin.fs.readFile(file, { encoding: 'utf8' })));
  return `JSON.parse(${JSON.stringify(JSON.stringify(messagesOf(sources.join('\n'))))})`;
}

/** `given`: those of other languages than English are what stands in `words` already. */
export function words(given = false): Plugin {
  let root = '';
  return {
    name: 'portico-words',
    configResolved: (config) => void ({ root } = config),
    resolveId: (id) => (id.startsWith('#words/') ? id.replace('#', '\0') : undefined),
    async load(id) {
      const language = /^\0words\/(\w+)$/.exec(id)?.[1];
      if (language === undefined) return undefined;
      return `export default ${given && language !== 'en' ? `globalThis.words?.${language}` : await expression(this, root, language)};`;
    },
  };
}
