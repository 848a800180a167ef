import { ref, type Ref } from 'vue';
import { api, type Page } from '@/api/client';

export interface CursorList<T> {
  items: Ref<T[]>;
  loading: Ref<boolean>;
  problem: Ref<unknown>;
  more: Ref<boolean>;
  reload: () => Promise<void>;
  next: () => Promise<void>;
}

/** A list of the server, page after page. A reload keeps what is shown until the answer is there; the last asked wins. */
export function cursorList<T>(path: string, query: () => Record<string, string | number | boolean | undefined>, limit = 50): CursorList<T> {
  const items = ref([]) as Ref<T[]>;
  const loading = ref(false);
  const problem = ref<unknown>();
  const more = ref(false);
  let cursor: string | undefined;
  let asked = 0;

  async function fetchPage(from: string | undefined): Promise<void> {
    const mine = ++asked;
    loading.value = true;
    try {
      const page = await api.get<Page<T>>(path, { ...query(), limit, cursor: from });
      if (mine !== asked) return;
      items.value = from ? [...items.value, ...page.items] : page.items;
      cursor = page.next_cursor ?? undefined;
      more.value = cursor !== undefined;
      problem.value = undefined;
    } catch (failure) {
      if (mine === asked) problem.value = failure;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  return { items, loading, problem, more, reload: () => fetchPage(undefined), next: () => fetchPage(cursor) };
}
