import { Problem } from '@/api/client';
import { exists, t } from '@/i18n';

export interface Explanation {
  title: string;
  advice: string;
  requestId: string;
}

/** A failure in the person's language: what it was and what to do. Codes without words of their own keep the server's. */
export function explain(problem: unknown): Explanation {
  if (!(problem instanceof Problem)) {
    return { title: t('common.problem.unexpected'), advice: String(problem instanceof Error ? problem.message : problem), requestId: '' };
  }
  const values = problem.details as Record<string, unknown>;
  const key = `common.problem.codes.${problem.code}`;
  const byStatus = `common.problem.status.${problem.status}`;
  const known = exists(`${key}.title`);
  const title = known ? t(`${key}.title`, values) : problem.message || t(exists(byStatus) ? byStatus : 'common.problem.unexpected');
  const advice = known ? t(`${key}.advice`, values) : exists(byStatus) ? t(byStatus) : String(problem.details.advice ?? '');
  return { title, advice, requestId: problem.requestId };
}

/** The field of a form that the server does not accept, and why. */
export function wrongField(problem: unknown, field: string): string {
  if (!(problem instanceof Problem)) return '';
  const problems = (problem.details.problems ?? []) as { place: string; problem: string }[];
  return problems.find((one) => one.place === `body.${field}`)?.problem ?? '';
}
