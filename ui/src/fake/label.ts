// What the fake host keeps of what the person made of an account. Rule: the product's limits.
import type { AccountRow, LabelView, Problem } from '../host';
import { CHOICES } from './choices';

const TAG = /^[\p{L}\p{N}.:/+@_-]+(=[\p{L}\p{N}.:/+@_=-]+)?$/u;

/** A tag that the organisation gives. */
export const DECREED = 'core';

/** The row with the label; throws a `Problem` when it cannot be kept. */
export function labelled(row: AccountRow, label: LabelView, automatic: string): AccountRow {
  const tags = [...new Set(label.tags.map((tag) => tag.trim().toLowerCase()))].sort();
  const odd = tags.find((tag) => !TAG.test(tag));
  if (odd !== undefined) throw wrong(`"${odd}" cannot be a tag.`, 'Use a word, or key=value, such as team=payments.');
  if (label.nickname.trim().length > 80) throw wrong('The nickname is too long.', 'Use at most 80 characters.');
  const colour = CHOICES.colours.find(({ id }) => id === label.colour)?.hex ?? automatic;
  const all = row.tags.includes(DECREED) ? [...tags, DECREED].sort() : tags;
  return { ...row, nickname: label.nickname.trim(), tags: all, hidden: label.hidden, colour };
}

function wrong(message: string, remedy: string): Problem {
  return { code: 'invalid_input', message, remedy };
}
