import { itemText, outcomeText, stepFailureText } from '../../core/text/step.ts';
import { settledText, writeFailureText, writeResultText } from '../../core/text/write.ts';
import { outcomeOf } from '../../main/writes/summary.ts';
import type { Ending } from './write-operations.ts';

/** Everything a window says about how a write ended, as it says it. */
export function shownWords({ result, failure, report }: Ending): string {
  if (report !== null) {
    const outcome = outcomeOf(report);
    const isStopped = outcome.state === 'stopped';
    const told = outcome.items.map((item) => itemText(item, () => 'Ana', isStopped));
    if (report.failure === null) return joined(outcomeText(outcome), ...told);
    const why = isStopped
      ? stepFailureText(report.failure, at)
      : writeFailureText(report.failure, at, 'try again');
    return joined(outcomeText(outcome), why.sentence, why.remedy, ...told);
  }
  const words =
    failure !== null
      ? writeFailureText(failure, at)
      : result?.kind === 'unknown'
        ? writeResultText(result, at)
        : null;
  if (words !== null) return joined(`${words.title}.`, words.sentence, words.remedy);
  if (result === null || result.kind === 'unknown' || result.kind === 'conflict') return '';
  return settledText(result.kind, 'save');
}

const at = () => 'noon';
const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
