// Languages nobody speaks, made of English by code, so that tests find what was forgotten: a word that is not in the
// catalogue, a place where longer words are cut off, a layout that only runs from left to right. Rule: what a message
// names (names, numbers) stays as it is.
import type { Changes } from './messages';

const PLAIN = 'aceinosuyzACEINOSUYZdglrtDGLRT';
const ACCENTED = 'áçéîñöšúýžÁÇÉÎÑÖŠÚÝŽđğłŕţĐĞŁŔŢ';
/** How much longer other languages are than English, often. */
const MORE = 0.4;

/** `en-XA`: accents, about 40 % longer, in brackets. */
export const lengthened: Changes = {
  piece: (part) => [...part].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join(''),
  whole(said) {
    if (!/\p{L}/u.test(said)) return said;
    const more = '~'.repeat(Math.ceil(said.length * MORE));
    return `[${said}${said.includes(' ') ? more.replace(/~{6}/g, '~~~~~ ') : more}]`;
  },
};

/** `ar-XB`: every word runs from right to left. */
export const mirrored: Changes = { piece: (part) => part.replace(/\p{L}[\p{L}’-]*/gu, '\u202e$&\u202c') };
