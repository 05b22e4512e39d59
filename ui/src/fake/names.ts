// What a template of names makes in the fake host: the product's fields, and the edits that people use most.
import type { AccountRow, Problem } from '../host';

export const USUAL = '{account|lower}-{role|lower}';
const FIELDS = ['portal', 'account', 'nickname', 'number', 'role', 'email'];

interface Wanted {
  row: AccountRow;
  role: string;
  title: string;
  number: string;
}

/** The name of each role; where two would have one, both get their account's number. */
export function named<W extends Wanted>(all: W[], template: string): (W & { profile: string; told_apart: boolean })[] {
  const plain = all.map((one) => render(template, one));
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  return all.map((one, n) => {
    const told_apart = counts.get(plain[n]!)! > 1;
    return { ...one, profile: told_apart ? `${plain[n]}-${one.number}-${one.role.toLowerCase()}` : plain[n]!, told_apart };
  });
}

/** Why a template is none. */
export function refused(template: string): Problem | null {
  const at = [...template.matchAll(/\{([a-z:]*)[^}]*(\}?)/gi)].find(([, name, end]) => end === '' || !FIELDS.concat('tag').includes(name!.split(':')[0]!));
  const why = at ? (at[2] === '' ? 'a field begins and does not end' : `there is no field {${at[1]}}`) : template.includes('{') ? null : 'it has no field, so that all profiles would have one name';
  if (!why) return null;
  return {
    code: 'invalid_input', message: `The name template "${template}" cannot be used: ${why} at character ${(at?.index ?? 0) + 1}.`,
    remedy: 'Use letters, digits, . _ + @ - and the fields {portal} {account} {nickname} {number} {role} {email} {tag:KEY}.',
  };
}

function render(template: string, { row, role }: Wanted): string {
  const values: Record<string, string> = { portal: row.portal, account: row.name, nickname: row.nickname || row.name, number: row.account, role, email: row.email };
  return template
    .replace(/\{(\w+)(?::(\w+))?([^}]*)\}/g, (_, field: string, most: string | undefined, edits: string) => {
      const edited = edits.split('|').filter(Boolean).reduce(edit, values[field] ?? '').replace(/[^A-Za-z0-9._+@-]+/g, '-');
      return edited.slice(0, Number(most ?? 40) || 40);
    })
    .replace(/^[-.]+|[-.]+$/g, '');
}

function edit(words: string, how: string): string {
  const [what, old = '', fresh = ''] = how.split(':');
  if (what === 'lower') return words.toLowerCase();
  if (what === 'upper') return words.toUpperCase();
  if (what === 'replace') return words.replaceAll(old, fresh);
  return what === 'strip' ? words.replace(new RegExp(`^${old}|${old}$`, 'gi'), '') : words;
}
