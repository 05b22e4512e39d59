// Builds the words of a language into the page: `import messages from '#words/de'` are the messages of its Project Fluent
// files with their ids, read already, since reading them takes longer than drawing the page. Rule: Fluent leaves out in
// silence what it cannot read; here a message that is broken or stands twice stops the build.
import { FluentResource } from '@fluent/bundle';
import type { Plugin } from 'vite';
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

export function words(): Plugin {
  let all = '';
  return {
    name: 'portico-words',
    configResolved: ({ root }) => void (all = `${root}/../crates/core/src/words`),
    resolveId: (id) => (id.startsWith('#words/') ? id.replace('#', '\0') : undefined),
    async load(id) {
      const language = /^\0words\/(\w+)$/.exec(id)?.[1];
      if (language === undefined) return undefined;
      const folder = `${all}/${language}/page`;
      const files = (await this.fs.readdir(folder)).map((file) => `${folder}/${file}`);
      for (const file of files) this.addWatchFile(file);
      const sources = await Promise.all(files.map((file) => this.fs.readFile(file, { encoding: 'utf8' })));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(messagesOf(sources.join('\n'))))});`;
    },
  };
}
