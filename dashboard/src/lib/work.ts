import { ref } from 'vue';
import { explain } from './problems';
import { ElMessage } from '@/ui/element';

/** Something a person started: whether it runs, and a word when it failed. It can be cancelled where the work heeds the signal. */
export function work<A extends unknown[], R>(task: (signal: AbortSignal, ...args: A) => Promise<R>) {
  const running = ref(false);
  const problem = ref<unknown>();
  let controller: AbortController | undefined;

  async function run(...args: A): Promise<R | undefined> {
    if (running.value) return undefined;
    const mine = new AbortController();
    controller = mine;
    running.value = true;
    problem.value = undefined;
    try {
      return await task(mine.signal, ...args);
    } catch (failure) {
      if (!mine.signal.aborted) problem.value = failure;
      return undefined;
    } finally {
      running.value = false;
    }
  }

  return { running, problem, run, cancel: () => controller?.abort() };
}

export function said(message: string): void {
  ElMessage({ message, type: 'success', duration: 3500, grouping: true });
}

export function failed(problem: unknown): void {
  const { title, advice } = explain(problem);
  ElMessage({ message: advice ? `${title} ${advice}` : title, type: 'error', duration: 8000, showClose: true, grouping: true });
}

/** Runs it and says when it failed. */
export async function attempt(task: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await task();
    if (done) said(done);
    return true;
  } catch (problem) {
    failed(problem);
    return false;
  }
}
