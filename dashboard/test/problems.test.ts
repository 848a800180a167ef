import { beforeAll, describe, expect, it } from 'vitest';
import { Problem, type ProblemDetails } from '@/api/client';
import { i18n } from '@/i18n';
import en from '@/i18n/en';
import zh from '@/i18n/zh';
import { duration } from '@/lib/format';
import { explain, wrongField } from '@/lib/problems';

const refused = (status: number, code: string, message: string, details: object = {}) => new Problem(status, code, message, details as ProblemDetails, 'req_1');

function speak(language: 'en' | 'zh'): void {
  i18n.global.locale.value = language as never;
}
beforeAll(() => {
  i18n.global.setLocaleMessage('en', en as never);
  i18n.global.setLocaleMessage('zh', zh as never);
});

describe('a refusal', () => {
  it('is told by its reason, with its values, in the language of the reader', () => {
    const full = refused(409, 'LIMIT_REACHED', 'The server has all the 7 groups it may have.', { reason: 'groups_full', limit: 7 });
    speak('zh');
    expect(explain(full)).toEqual({ title: '分组数量已达上限 7 个。', advice: '请先移除一些，或在配置中提高上限。', requestId: 'req_1' });
    speak('en');
    expect(explain(full).title).toBe('The server has all the 7 groups it may have.');
  });

  it('without a reason is told by its code, or in English by what the server says', () => {
    const odd = refused(409, 'CONFLICT', 'There is one like that already.');
    speak('zh');
    expect(explain(odd).title).toBe('与现有内容冲突。');
    speak('en');
    expect(explain(odd).title).toBe('There is one like that already.');
  });

  it('of one field is told beside the field', () => {
    const weak = refused(400, 'INVALID_REQUEST', 'A password has at least 10 characters.', { reason: 'password_short', least: 10, most: 256, problems: [{ place: 'body.password', problem: 'A password has at least 10 characters.' }] });
    speak('zh');
    expect(wrongField(weak, 'password')).toBe('密码至少 10 个字符，连写几个词更容易记住。');
    expect(wrongField(weak, 'username')).toBe('');
  });
});

it('lengths of time have the units of the language', () => {
  speak('zh');
  expect([duration(49), duration(3700), duration(90_000)]).toEqual(['49 秒', '1 小时 1 分钟', '1 天 1 小时']);
  speak('en');
  expect(duration(90_000)).toBe('1 d 1 h');
});
