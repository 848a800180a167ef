import { api } from '@/api/client';

let needed: Promise<boolean> | undefined;

/** Whether this server has no owner yet. Asked once; after the set-up it never changes back. */
export function setupNeeded(): Promise<boolean> {
  needed ??= api
    .get<{ needed: boolean }>('/setup', undefined, { quiet: true })
    .then((answer) => answer.needed)
    .catch(() => {
      needed = undefined;
      return false;
    });
  return needed;
}

export function setupDone(): void {
  needed = Promise.resolve(false);
}
