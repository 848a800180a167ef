import { onScopeDispose } from 'vue';
import type { LiveEvent } from '@/api/model';
import { useLive } from './live';

/** Hears of events as long as the component is there. */
export function listen(types: string[], tell: (event: LiveEvent) => void): void {
  onScopeDispose(useLive().on(types, tell));
}

/** Calls it soon, however often it is asked for meanwhile. */
export function soon(task: () => void, wait = 400): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(timer));
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      task();
    }, wait);
  };
}
