import { reactive } from 'vue';
import type { RpcRequest } from './wire';

/** What this virtual device can be told to do, as firmware offers its tools. */
export function deviceTools() {
  const knobs = reactive({ volume: 80, brightness: 90, theme: 'dark' as 'dark' | 'light', lamp: false });

  const percent = (name: string, description: string) => ({
    type: 'object', properties: { [name]: { type: 'integer', minimum: 0, maximum: 100, description } }, required: [name],
  });
  const tools = [
    { name: 'self.get_device_status', description: 'The current state of the device: volume, brightness, theme, lamp and network', inputSchema: { type: 'object', properties: {} } },
    { name: 'self.audio_speaker.set_volume', description: 'Set the volume of the loudspeaker', inputSchema: percent('volume', 'percent') },
    { name: 'self.screen.set_brightness', description: 'Set the brightness of the screen', inputSchema: percent('brightness', 'percent') },
    { name: 'self.screen.set_theme', description: 'Set the theme of the screen: light or dark', inputSchema: { type: 'object', properties: { theme: { type: 'string' } }, required: ['theme'] } },
    { name: 'self.lamp.turn_on', description: 'Turn the lamp on', inputSchema: { type: 'object', properties: {} } },
    { name: 'self.lamp.turn_off', description: 'Turn the lamp off', inputSchema: { type: 'object', properties: {} } },
  ];

  function call(name: string, args: Record<string, unknown>): string | Error {
    switch (name) {
      case 'self.get_device_status':
        return JSON.stringify({ audio_speaker: { volume: knobs.volume }, screen: { brightness: knobs.brightness, theme: knobs.theme }, lamp: { on: knobs.lamp }, network: { type: 'wifi', ssid: 'browser', signal: 'strong' } });
      case 'self.audio_speaker.set_volume':
        return setPercent('volume', args.volume);
      case 'self.screen.set_brightness':
        return setPercent('brightness', args.brightness);
      case 'self.screen.set_theme':
        if (args.theme !== 'light' && args.theme !== 'dark') return 'false';
        knobs.theme = args.theme;
        return 'true';
      case 'self.lamp.turn_on':
      case 'self.lamp.turn_off':
        knobs.lamp = name.endsWith('on');
        return 'true';
      default:
        return new Error(`Unknown tool: ${name}`);
    }
  }

  function setPercent(knob: 'volume' | 'brightness', value: unknown): string | Error {
    if (typeof value !== 'number') return new Error(`Missing valid argument: ${knob}`);
    if (value > 100) return new Error('Value exceeds maximum allowed: 100');
    if (value < 0) return new Error('Value is below minimum allowed: 0');
    knobs[knob] = Math.trunc(value);
    return 'true';
  }

  /** Answers a request; requests without a numeric id get no answer, as with firmware. */
  function answer(request: RpcRequest): object | undefined {
    if (request.jsonrpc !== '2.0' || typeof request.id !== 'number' || request.method?.startsWith('notifications')) return undefined;
    const reply = (body: object) => ({ jsonrpc: '2.0', id: request.id, ...body });
    switch (request.method) {
      case 'initialize':
        return reply({ result: { protocolVersion: '2024-11-05', capabilities: { tools: {} }, serverInfo: { name: 'browser', version: '1.0.0' } } });
      case 'tools/list':
        return reply({ result: { tools } });
      case 'tools/call': {
        const result = call(String(request.params?.name), request.params?.arguments ?? {});
        return result instanceof Error
          ? reply({ error: { message: result.message } })
          : reply({ result: { content: [{ type: 'text', text: result }], isError: false } });
      }
      default:
        return reply({ error: { message: `Method not implemented: ${request.method}` } });
    }
  }

  return { knobs, answer };
}
