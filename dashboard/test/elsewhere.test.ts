import { expect, it } from 'vitest';
import type { Address } from '@/api/model';
import { elsewhere } from '@/features/talk/elsewhere';

const here = { hostname: '192.168.1.20', port: '8000', pathname: '/talk' };
const address = (host: string, secure: string | null, configured = false): Address => ({
  host, ota_url: `http://${host}:8000/xiaozhi/ota/`, answers: true, loopback: false, last_used_at: null, configured, secure_url: secure,
});

it('names the own machine always, and https only when there is some', () => {
  expect(elsewhere(here, [address('192.168.1.20', null)])).toEqual({
    local: 'http://localhost:8000/talk', https: undefined, later: 'https://192.168.1.20:8443/talk',
  });
  expect(elsewhere({ ...here, port: '' }, []).local).toBe('http://localhost:80/talk');
});

it('stays with the host the page was reached by, which may be one the server does not know', () => {
  const known = [address('10.0.0.9', 'https://10.0.0.9:9443/'), address('192.168.1.20', 'https://192.168.1.20:8444/')];
  expect(elsewhere(here, known).https).toBe('https://192.168.1.20:8444/talk');
  expect(elsewhere({ ...here, hostname: 'mynah.local' }, known).https).toBe('https://mynah.local:9443/talk');
  expect(elsewhere({ ...here, hostname: '[fd00::1]' }, known).https).toBe('https://[fd00::1]:9443/talk');
});

it('goes to the configured address, with what stands before its paths', () => {
  const configured = [address('voice.example', 'https://voice.example/bird/', true)];
  expect(elsewhere(here, configured).https).toBe('https://voice.example/bird/talk');
});
