import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { api, onLoginNeeded, Problem, useCsrfToken } from '@/api/client';
import type { Login, Me } from '@/api/model';

/** Who is logged in, and what they may do. */
export const useSession = defineStore('session', () => {
  const me = ref<Me>();
  const known = ref(false);
  const asking = ref(false);
  let waiting: ((loggedIn: boolean) => void)[] = [];

  const may = (permission?: string): boolean => !permission || ((me.value?.permissions ?? []) as string[]).includes(permission);
  const ownOnly = computed(() => me.value?.own_only ?? false);

  async function load(): Promise<boolean> {
    try {
      me.value = await api.get<Me>('/auth/me', undefined, { quiet: true });
      useCsrfToken(me.value.csrf_token);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
      me.value = undefined;
    }
    known.value = true;
    return me.value !== undefined;
  }

  async function login(username: string, password: string): Promise<void> {
    const login = await api.post<Login>('/auth/login', { username, password }, { quiet: true });
    useCsrfToken(login.csrf_token);
    await load();
    asking.value = false;
    waiting.splice(0).forEach((resume) => resume(true));
  }

  async function logout(): Promise<void> {
    await api.post('/auth/logout', undefined, { quiet: true });
    me.value = undefined;
  }

  /** Asks for the password over whatever is on the screen. Everybody who asks meanwhile waits for the same answer. */
  function again(): Promise<boolean> {
    asking.value = true;
    return new Promise((resume) => waiting.push(resume));
  }

  function giveUp(): void {
    asking.value = false;
    waiting.splice(0).forEach((resume) => resume(false));
  }

  onLoginNeeded(() => (me.value ? again() : Promise.resolve(false)));

  return { me, known, asking, may, ownOnly, load, login, logout, giveUp };
});
