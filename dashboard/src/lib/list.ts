import { ref, shallowReactive, shallowRef, type Ref } from 'vue';
import { api, type Page } from '@/api/client';

/** The most the server answers at once. */
const longest = 200;

export interface CursorList<T> {
  items: Ref<T[]>;
  loading: Ref<boolean>;
  problem: Ref<unknown>;
  more: Ref<boolean>;
  /** @param anew back to the first page, such as when something else is looked for */
  reload: (anew?: boolean) => Promise<void>;
  next: () => Promise<void>;
}

/**
 * A list of the server, page after page. A reload keeps what is shown until the answer is there, and brings as many as there
 * were; the last asked wins.
 */
export function cursorList<T>(path: string, query: () => Record<string, string | number | boolean | undefined>, limit = 50): CursorList<T> {
  // Rows hold nothing that changes by itself but what is assigned to them, so only the rows of the first level are watched.
  const items = shallowRef<T[]>([]);
  const loading = ref(false);
  const problem = ref<unknown>();
  const more = ref(false);
  let cursor: string | undefined;
  let asked = 0;

  async function load(from: string | undefined, wanted: number): Promise<void> {
    const mine = ++asked;
    let next = from;
    const found: T[] = [];
    loading.value = true;
    try {
      do {
        const size = Math.min(longest, Math.max(limit, wanted - found.length));
        const page: Page<T> = await api.get<Page<T>>(path, { ...query(), limit: size, cursor: next });
        if (mine !== asked) return;
        found.push(...page.items.map((item) => shallowReactive(item as object) as T));
        next = page.next_cursor ?? undefined;
      } while (next && found.length < wanted);
      items.value = from ? [...items.value, ...found] : found;
      cursor = next;
      more.value = next !== undefined;
      problem.value = undefined;
    } catch (failure) {
      if (mine === asked) problem.value = failure;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  return {
    items, loading, problem, more,
    reload: (anew = false) => load(undefined, anew ? limit : Math.max(limit, items.value.length)),
    next: () => (cursor && !loading.value ? load(cursor, items.value.length < longest ? limit : longest) : Promise.resolve()),
  };
}
