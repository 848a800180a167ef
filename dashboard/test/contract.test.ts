import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from '@/i18n/en';
import zh from '@/i18n/zh';

interface Coded { enum: string[]; 'x-values'?: Record<string, string[]> }
const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => { components: { schemas: Record<string, Coded> } } };
const { schemas } = load(readFileSync(new URL('../../server/src/main/resources/openapi.yaml', import.meta.url), 'utf8')).components;

function word(catalogue: object, path: string): unknown {
  return path.split('.').reduce((inner: unknown, step) => (inner as Record<string, unknown> | undefined)?.[step], catalogue);
}
const used = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((place) => place[1]!);

/** What the server sends as a code, and where the catalogues have the words. */
const coded: [string, (code: string) => string[]][] = [
  ['ErrorCode', (code) => [`common.problem.codes.${code}.title`, `common.problem.codes.${code}.advice`]],
  ['RefusalReason', (code) => [`common.problem.reasons.${code}`]],
  ['CheckCode', (code) => [`server.check.${code}`]],
  ['CheckName', (code) => [`server.checkName.${code}`]],
  ['SettingKey', (code) => [`server.setting.${code}.name`, `server.setting.${code}.hint`]],
  ['AuditAction', (code) => [`people.action.${code}`]],
  ['PermissionLabel', (code) => [`people.permission.${code.replace(':', '.')}`]],
  ['AuditKind', (code) => [`people.kind.${code}`]],
];

describe.each([['English', en], ['Chinese', zh]])('in %s', (language, catalogue) => {
  it.each(coded)('every %s has its words, which use the values that come with it', (schema, paths) => {
    expect(schemas[schema]?.enum.length).toBeGreaterThan(1);
    for (const code of schemas[schema]!.enum) {
      for (const path of paths(code)) {
        const text = word(catalogue, path);
        expect(text, path).toBeTypeOf('string');
        if (language === 'Chinese' && schema !== 'CheckName') expect(text, path).toMatch(/[\u4e00-\u9fff]/);
        const values = schemas[schema]!['x-values']?.[code] ?? [];
        for (const place of used(text as string)) expect(values, `${path} has no value ${place}`).toContain(place);
      }
    }
  });

  it('the words come out whole, with their values in place', () => {
    const i18n = createI18n({ legacy: false, locale: 'any', messages: { any: catalogue } } as never);
    const t = (i18n.global as unknown as { t: unknown }).t as (path: string, values: Record<string, string>) => string;
    for (const [schema, paths] of coded) {
      for (const code of schemas[schema]!.enum) {
        const names = schemas[schema]!['x-values']?.[code] ?? [];
        const values = Object.fromEntries(names.map((name) => [name, `<${name}|@:$1>`]));
        for (const path of paths(code)) {
          const text = word(catalogue, path) as string;
          const expected = text.replaceAll("{'@'}", '@').replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
          expect(t(path, values)).toBe(expected);
        }
      }
    }
  });

  it('there are no words for what the server never says', () => {
    const own = ['unreachable', 'unreadable', 'wrong_password', 'NO_RESET'];
    expect(Object.keys(word(catalogue, 'common.problem.codes') as object).filter((code) => !own.includes(code)).sort()).toEqual([...schemas.ErrorCode!.enum].sort());
    expect(Object.keys(word(catalogue, 'common.problem.reasons') as object).sort()).toEqual([...schemas.RefusalReason!.enum].sort());
    expect(Object.keys(word(catalogue, 'server.check') as object).sort()).toEqual([...schemas.CheckCode!.enum].sort());
    const actions = Object.entries(word(catalogue, 'people.action') as Record<string, object>).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`));
    expect(actions.sort()).toEqual([...schemas.AuditAction!.enum].sort());
  });
});
