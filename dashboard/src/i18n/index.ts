import { createI18n } from 'vue-i18n';

export const languages = { en: 'English', zh: '中文' } as const;
export type Language = keyof typeof languages;

const loaders: Record<Language, () => Promise<{ default: Record<string, unknown> }>> = {
  en: () => import('./en'),
  zh: () => import('./zh'),
};

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  missingWarn: false,
  fallbackWarn: false,
  messages: {} as Record<string, never>,
});

function stored(): Language | undefined {
  try {
    const value = localStorage.getItem('mynah.language');
    return value === 'en' || value === 'zh' ? value : undefined;
  } catch {
    return undefined;
  }
}

export function preferredLanguage(): Language {
  return stored() ?? (navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh')) && !navigator.language.startsWith('en') ? 'zh' : 'en');
}

export function language(): Language {
  return i18n.global.locale.value as Language;
}

export async function speak(next: Language, remember = true): Promise<void> {
  const messages = await loaders[next]();
  i18n.global.setLocaleMessage(next, messages.default as never);
  i18n.global.locale.value = next as never;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  if (remember) {
    try {
      localStorage.setItem('mynah.language', next);
    } catch {
      // The choice then lasts until the page is closed.
    }
  }
}

/** For code outside components. */
const words = i18n.global as unknown as { t: (key: string, values: Record<string, unknown>) => string; te: (key: string) => boolean };
export const t = (key: string, values: Record<string, unknown> = {}): string => words.t(key, values);
export const exists = (key: string): boolean => words.te(key);
