import { ref } from 'vue';
import type { LogLine } from './wire';

const kept = 400;

/** A readable record of what went over the wire; the oldest lines make room. */
export function wireLog() {
  const lines = ref<LogLine[]>([]);
  let next = 1;

  function add(way: LogLine['way'], kind: string, summary: string, raw?: string): void {
    lines.value.push({ id: next++, at: Date.now(), way, kind, summary, raw });
    if (lines.value.length > kept) lines.value.splice(0, lines.value.length - kept);
  }

  function message(way: 'up' | 'down', text: string): void {
    let kind = 'text';
    let summary = text.slice(0, 120);
    try {
      const json = JSON.parse(text) as Record<string, unknown>;
      kind = String(json.type ?? 'text');
      summary = summarise(json);
    } catch {
      // Shown as it is.
    }
    add(way, kind, summary, text);
  }

  function audio(way: 'up' | 'down', bytes: number): void {
    const last = lines.value.at(-1);
    if (last?.kind === 'audio' && last.way === way) {
      last.packets = (last.packets ?? 0) + 1;
      last.bytes = (last.bytes ?? 0) + bytes;
    } else {
      add(way, 'audio', '');
      Object.assign(lines.value.at(-1)!, { packets: 1, bytes });
    }
  }

  return { lines, add, message, audio, clear: () => (lines.value = []) };
}

function summarise(json: Record<string, unknown>): string {
  const payload = json.payload as Record<string, unknown> | undefined;
  if (payload) {
    const params = payload.params as { name?: string } | undefined;
    return [payload.method ?? (payload.error ? 'error' : 'result'), params?.name, payload.id !== undefined ? `#${String(payload.id)}` : ''].filter(Boolean).join(' ');
  }
  return ['state', 'mode', 'text', 'emotion', 'reason', 'command', 'status', 'message']
    .filter((name) => json[name] !== undefined)
    .map((name) => String(json[name]))
    .join(' · ');
}
