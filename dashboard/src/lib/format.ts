import { language } from '@/i18n';

const tag = () => (language() === 'zh' ? 'zh-CN' : 'en-GB');

const made = new Map<string, unknown>();
/** Making one takes longer than using it a hundred times. */
function formatter<T>(name: string, make: (locale: string) => T): T {
  const key = `${name} ${tag()}`;
  if (!made.has(key)) made.set(key, make(tag()));
  return made.get(key) as T;
}

export function dateTime(value: string | null | undefined): string {
  if (!value) return '–';
  return formatter('dateTime', (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })).format(new Date(value));
}

export function clock(value: string | number | Date): string {
  return formatter('clock', (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })).format(new Date(value));
}

export function shortClock(value: string | number | Date): string {
  return new Intl.DateTimeFormat(tag(), { hour: '2-digit', minute: '2-digit' }).format(new Date(value));
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12], ['year', Infinity],
];

/** How long ago, in words. */
export function ago(value: string | null | undefined, now = Date.now()): string {
  if (!value) return '–';
  let amount = (new Date(value).getTime() - now) / 1000;
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return formatter('ago', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(Math.round(amount), unit);
    amount /= size;
  }
  return dateTime(value);
}

export function number(value: number | null | undefined, digits = 0): string {
  return value === null || value === undefined ? '–' : new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(value);
}

export function milliseconds(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return value < 1000 ? `${number(value, value < 10 ? 1 : 0)} ms` : `${number(value / 1000, 2)} s`;
}

export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  let amount = value;
  for (const unit of ['B', 'KB', 'MB', 'GB']) {
    if (amount < 1024 || unit === 'GB') return `${number(amount, amount < 10 ? 1 : 0)} ${unit}`;
    amount /= 1024;
  }
  return '';
}

export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return '–';
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const [d, h, min, s] = language() === 'zh' ? ['天', '小时', '分钟', '秒'] : ['d', 'h', 'min', 's'];
  if (days > 0) return `${days} ${d} ${hours} ${h}`;
  if (hours > 0) return `${hours} ${h} ${minutes} ${min}`;
  return minutes > 0 ? `${minutes} ${min}` : `${Math.floor(seconds)} ${s}`;
}

const wires: Record<string, string> = { websocket: 'WebSocket', mqtt: 'MQTT', udp: 'UDP' };

/** What people call the wire a device talks over. */
export const wire = (name: string | null | undefined): string => (name ? (wires[name] ?? name) : '–');

/** An address as short as it may be written; only this computer's own is ever written at full length. */
export const network = (address: string): string => (address === '0:0:0:0:0:0:0:1' ? '::1' : address);
