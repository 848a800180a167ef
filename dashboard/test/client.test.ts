import { afterEach, expect, it, vi } from 'vitest';
import { address, api, onLoginNeeded, Problem } from '@/api/client';

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
afterEach(() => vi.unstubAllGlobals());

it('leaves out what was not chosen and escapes what was', () => {
  expect(address('/devices', { search: 'a&b', online: '', group: undefined, limit: 5 })).toBe('/api/v1/devices?search=a%26b&limit=5');
});

it('gives what is in the envelope', async () => {
  vi.stubGlobal('fetch', async () => answer(200, { success: true, data: { items: [1] } }));
  expect(await api.get('/x')).toEqual({ items: [1] });
});

it('throws the code, words and request of a refusal', async () => {
  vi.stubGlobal('fetch', async () => answer(409, { success: false, error: { code: 'CONFLICT', message: 'taken', details: { field: 'name' } }, request_id: 'req_1' }));
  const problem = await api.post('/x', {}).catch((failure: unknown) => failure);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 409, code: 'CONFLICT', message: 'taken', requestId: 'req_1', details: { field: 'name' } });
});

it('asks for the login and sends the same request again, so that nothing typed is lost', async () => {
  const sent: string[] = [];
  const answers = [answer(401, { success: false, error: { code: 'UNAUTHENTICATED', message: '' } }), answer(200, { success: true, data: 'stored' })];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    sent.push(String(init.body));
    return answers.shift();
  });
  onLoginNeeded(async () => true);
  expect(await api.post('/x', { text: 'long and precious' })).toBe('stored');
  expect(sent).toEqual(['{"text":"long and precious"}', '{"text":"long and precious"}']);
});

it('says so when the person does not log in', async () => {
  vi.stubGlobal('fetch', async () => answer(401, { success: false, error: { code: 'UNAUTHENTICATED', message: 'no' } }));
  onLoginNeeded(async () => false);
  await expect(api.get('/x')).rejects.toMatchObject({ status: 401 });
});

it('says that a server is unreachable rather than what the browser calls it', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch');
  });
  await expect(api.get('/x')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
});
