import { Problem } from '@/api/client';
import { exists, language, t } from '@/i18n';

/** Codes that stand for many things. */
const broad = new Set(['INVALID_REQUEST', 'CONFLICT', 'LIMIT_REACHED', 'FORBIDDEN']);

export interface Explanation {
  title: string;
  advice: string;
  requestId: string;
}

/** What the server says was wrong, in the person's language; empty when it gave no reason that has words. */
function reason(problem: Problem): string {
  const key = `common.problem.reasons.${String(problem.details.reason ?? '')}`;
  return problem.details.reason && exists(key) ? t(key, problem.details as Record<string, unknown>) : '';
}

/**
 * A failure in the person's language: what it was and what to do. The reason is narrower than the code; who reads English and
 * gets none reads the server's own words, which say more than the code does.
 */
export function explain(problem: unknown): Explanation {
  if (!(problem instanceof Problem)) {
    return { title: t('common.problem.unexpected'), advice: String(problem instanceof Error ? problem.message : problem), requestId: '' };
  }
  const values = problem.details as Record<string, unknown>;
  const key = `common.problem.codes.${problem.code}`;
  const byStatus = `common.problem.status.${problem.status}`;
  const known = exists(`${key}.title`);
  const own = language() === 'en' && broad.has(problem.code) ? problem.message : '';
  const title = reason(problem) || own || (known ? t(`${key}.title`, values) : problem.message || t(exists(byStatus) ? byStatus : 'common.problem.unexpected'));
  const advice = known ? t(`${key}.advice`, values) : exists(byStatus) ? t(byStatus) : String(problem.details.advice ?? '');
  return { title, advice, requestId: problem.requestId };
}

/** The field of a form that the server does not accept, and why. */
export function wrongField(problem: unknown, field: string): string {
  if (!(problem instanceof Problem)) return '';
  const problems = (problem.details.problems ?? []) as { place: string; problem: string }[];
  const wrong = problems.find((one) => one.place === `body.${field}`);
  if (!wrong) return '';
  return reason(problem) || (language() === 'en' ? wrong.problem : t('common.problem.field', { problem: wrong.problem }));
}
