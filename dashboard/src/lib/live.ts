import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { LiveEvent } from '@/api/model';

export type LiveState = 'closed' | 'connecting' | 'open' | 'lost';
type Listener = (event: LiveEvent) => void;

const kept = 200;
const types = [
  'device_connected', 'device_disconnected', 'device_waiting', 'device_activated', 'device_changed', 'device_removed',
  'turn_started', 'turn_finished', 'failure', 'provider_changed', 'command_changed', 'missed',
];

/** Both lists in one, the latest first; an event that came both ways once. */
export function merged(some: LiveEvent[], others: LiveEvent[]): LiveEvent[] {
  const all = new Map([...some, ...others].map((event) => [event.id, event]));
  return [...all.values()].sort((a, b) => Number(b.id) - Number(a.id));
}

/**
 * The server's event stream. The browser reconnects by itself and names the last event it saw; when too much was missed the
 * server says so, and listeners of `missed` load anew.
 */
export const useLive = defineStore('live', () => {
  const state = ref<LiveState>('closed');
  const recent = shallowRef<LiveEvent[]>([]);
  const listeners = new Set<{ types: Set<string>; tell: Listener }>();
  let source: EventSource | undefined;

  function receive(message: MessageEvent<string>): void {
    const event = JSON.parse(message.data) as LiveEvent;
    if (event.type !== 'missed') recent.value = [event, ...recent.value].slice(0, kept);
    for (const listener of listeners) {
      if (listener.types.has(event.type)) listener.tell(event);
    }
  }

  function open(): void {
    if (source) return;
    state.value = 'connecting';
    source = new EventSource('/api/v1/events');
    source.onopen = () => (state.value = 'open');
    source.onerror = () => {
      state.value = 'lost';
      if (source?.readyState === EventSource.CLOSED) {
        // Refused, most likely because the login ended; the browser gives up then, so a new attempt is ours to make.
        close('lost');
        setTimeout(open, 5000);
      }
    };
    for (const type of types) source.addEventListener(type, receive as EventListener);
  }

  function close(next: LiveState = 'closed'): void {
    source?.close();
    source = undefined;
    state.value = next;
  }

  /** Hears of events until the returned function is called. */
  function on(wanted: string[], tell: Listener): () => void {
    const listener = { types: new Set(wanted), tell };
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return { state, recent, open, close, on };
});
