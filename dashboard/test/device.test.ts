import { expect, it } from 'vitest';
import { looks } from '@/features/talk/face';
import { wireLog } from '@/features/talk/log';
import { deviceTools } from '@/features/talk/tools';
import { emotions } from '@/features/talk/wire';

const call = (tools: ReturnType<typeof deviceTools>, name: string, args: Record<string, unknown> = {}) =>
  tools.answer({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }) as { result?: { content: { text: string }[] }; error?: { message: string } };

it('a device tool does what it says and answers as firmware does', () => {
  const tools = deviceTools();
  expect(call(tools, 'self.audio_speaker.set_volume', { volume: 30 }).result?.content[0]?.text).toBe('true');
  expect(tools.knobs.volume).toBe(30);
  expect(call(tools, 'self.audio_speaker.set_volume', { volume: 101 }).error?.message).toBe('Value exceeds maximum allowed: 100');
  expect(call(tools, 'self.audio_speaker.set_volume', { volume: '30' }).error?.message).toBe('Missing valid argument: volume');
  expect(tools.knobs.volume).toBe(30);
  expect(call(tools, 'self.fly').error?.message).toBe('Unknown tool: self.fly');
});

it('requests without a numeric id get no answer', () => {
  const tools = deviceTools();
  expect(tools.answer({ jsonrpc: '2.0', method: 'initialize' })).toBeUndefined();
  expect(tools.answer({ jsonrpc: '2.0', id: 1, method: 'notifications/x' })).toBeUndefined();
});

it('the log counts packets of one direction together and stays bounded', () => {
  const log = wireLog();
  for (let i = 0; i < 24; i++) log.audio('up', 100);
  log.message('down', '{"type":"stt","text":"hello"}');
  log.audio('up', 50);
  expect(log.lines.value.map((line) => [line.kind, line.packets ?? 0])).toEqual([['audio', 24], ['stt', 0], ['audio', 1]]);
  for (let i = 0; i < 1000; i++) log.message('down', `{"type":"tts","state":"stop","n":${i}}`);
  expect(log.lines.value.length).toBe(400);
});

it('the log survives what is no JSON', () => {
  const log = wireLog();
  log.message('down', '<script>');
  expect(log.lines.value[0]).toMatchObject({ kind: 'text', summary: '<script>' });
});

it('there is a face for each of the 21 emotions, and no two are alike', () => {
  expect(emotions.length).toBe(21);
  expect(new Set(emotions.map((emotion) => JSON.stringify(looks[emotion]))).size).toBe(21);
});
