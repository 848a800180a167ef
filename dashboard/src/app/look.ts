import { defineStore } from 'pinia';
import { ref } from 'vue';

export type Theme = 'system' | 'light' | 'dark';

/** Light or dark, as the person or the system wishes. `theme.js` does the same before anything is drawn. */
export const useLook = defineStore('look', () => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const theme = ref<Theme>((read() as Theme | null) ?? 'system');
  const dark = ref(false);

  function read(): string | null {
    try {
      return localStorage.getItem('mynah.theme');
    } catch {
      return null;
    }
  }

  function apply(): void {
    dark.value = theme.value === 'dark' || (theme.value === 'system' && system.matches);
    document.documentElement.classList.toggle('dark', dark.value);
  }

  function choose(next: Theme): void {
    theme.value = next;
    try {
      localStorage.setItem('mynah.theme', next);
    } catch {
      // The choice then lasts until the page is closed.
    }
    apply();
  }

  system.addEventListener('change', apply);
  apply();
  return { theme, dark, choose };
});
