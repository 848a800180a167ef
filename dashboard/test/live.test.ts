import { expect, it } from 'vitest';
import type { LiveEvent } from '@/api/model';
import { merged } from '@/lib/live';

const event = (id: string): LiveEvent => ({ id, type: 'failure', at: '2026-01-01T00:00:00Z', device_id: null, data: {} });

it('puts what was asked for and what came by itself in one order, and tells nothing twice', () => {
  const live = [event('1795639915398012'), event('1795639915398010')];
  const earlier = [event('1795639915398010'), event('1795639915398009'), event('999')];

  expect(merged(live, earlier).map((one) => one.id)).toEqual(['1795639915398012', '1795639915398010', '1795639915398009', '999']);
});
