// Why a role has to be confirmed, in the language of the page. Rule: pure.
import type { QuestionView } from './host';
import { text } from './text';

export function because({ role, class: kind, account, production, support }: QuestionView): string {
  const words = text.guard.because;
  const can = words.can[kind](role, account);
  const where = production ? words[production](can) : can;
  return words.whole(support ? words.support(where) : where);
}
