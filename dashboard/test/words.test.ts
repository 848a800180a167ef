import { parse } from 'vue/compiler-sfc';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NodeTypes, type RootNode, type TemplateChildNode } from '@vue/compiler-core';

const root = new URL('../src', import.meta.url).pathname;

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path, ending) : ending.test(name) ? [path] : [];
  });
}

type Catalogue = { [key: string]: string | Catalogue };

function flat(catalogue: Catalogue, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') all.set(`${path}${key}`, value);
    else flat(value, `${path}${key}.`).forEach((text, inner) => all.set(inner, text));
  }
  return all;
}

const load = async (path: string) => flat(((await import(path)) as { default: Catalogue }).default);
const pairs = [
  [join(root, 'i18n/common.en.ts'), join(root, 'i18n/common.zh.ts')] as const,
  ...files(join(root, 'features'), /^en\.ts$/).map((path) => [path, path.replace(/en\.ts$/, 'zh.ts')] as const),
];
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('the catalogues', () => {
  it.each(pairs)('%s says in Chinese everything it says in English', async (english, chinese) => {
    const [en, zh] = [await load(english), await load(chinese)];
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [key, text] of en) {
      expect(text.trim(), key).not.toBe('');
      expect(zh.get(key)?.trim(), key).not.toBe('');
      expect(placeholders(zh.get(key)!), key).toEqual(placeholders(text));
    }
  });

  it('use Chinese punctuation in Chinese sentences', async () => {
    for (const [, path] of pairs) {
      for (const [key, text] of await load(path)) expect(text, `${path} ${key}`).not.toMatch(/[\u4e00-\u9fff][,;?!]/);
    }
  });

  it('have every word the pages ask for by name', async () => {
    const words = new Set<string>();
    for (const [path] of pairs) {
      const feature = path.includes('common.') ? '' : `${path.split('/').at(-2)}.`;
      for (const key of (await load(path)).keys()) words.add(`${feature}${key}`);
    }
    for (const file of files(root, /\.(vue|ts)$/)) {
      for (const [, key] of readFileSync(file, 'utf8').matchAll(/\bt\('([\w.]+)'/g)) expect(words, `${file}: ${key}`).toContain(key);
    }
  });
});

describe('the pages', () => {
  const shown = ['title', 'placeholder', 'aria-label', 'label', 'alt', 'note', 'text', 'lead'];
  /** Names and examples that are the same in every language. */
  const same = new Set(['Mynah', 'Java', 'HTTP', '· MQTT', '· UDP', 'z', '?', 'English', '中文（普通话）', '123 456', 'https://api.example.com/v1', 'curl -H "X-API-Key: …" /api/v1/devices']);
  const worded = (text: string) => /[A-Za-z\u4e00-\u9fff]{1,}/.test(text) && !same.has(text.trim());

  function visit(node: RootNode | TemplateChildNode, found: string[]): void {
    if (node.type === NodeTypes.TEXT && worded(node.content)) found.push(node.content.trim());
    if (node.type === NodeTypes.ELEMENT) {
      for (const prop of node.props) {
        if (prop.type === NodeTypes.ATTRIBUTE && shown.includes(prop.name) && worded(prop.value?.content ?? '')) found.push(`${prop.name}=${prop.value?.content}`);
      }
    }
    if ('children' in node) for (const child of node.children as TemplateChildNode[]) if (typeof child === 'object') visit(child, found);
  }

  it.each(files(root, /\.vue$/))('%s says nothing that is not in the catalogues', (path) => {
    const { descriptor } = parse(readFileSync(path, 'utf8'));
    const found: string[] = [];
    if (descriptor.template?.ast) visit(descriptor.template.ast, found);
    expect(found).toEqual([]);
  });

  it.each(files(root, /\.vue$/))('%s trusts no markup of others', (path) => {
    expect(readFileSync(path, 'utf8')).not.toMatch(/v-html|innerHTML/);
  });
});
