import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const built = new URL('../dist', import.meta.url).pathname;
interface Entry { file: string; imports?: string[]; isEntry?: boolean }

/** What a browser must have before it shows the first page, with everything it imports. */
it.runIf(existsSync(join(built, '.vite/manifest.json')))('the first page needs at most 300 KB of compressed script', () => {
  const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Entry>;
  const needed = new Set<string>();
  const take = (key: string): void => {
    const entry = manifest[key];
    if (!entry || needed.has(entry.file)) return;
    needed.add(entry.file);
    entry.imports?.forEach(take);
  };
  ['index.html', 'src/i18n/zh.ts', 'src/features/overview/OverviewPage.vue'].forEach((key) => {
    expect(manifest[key], key).toBeDefined();
    take(key);
  });
  const size = [...needed].reduce((sum, file) => sum + Math.min(...['', '.gz'].map((ending) => join(built, file + ending)).filter(existsSync).map((path) => statSync(path).size)), 0);
  console.log(`first load: ${Math.round(size / 1024)} KB of script with gzip, in ${needed.size} files`);
  expect(size).toBeLessThanOrEqual(300 * 1024);
});
