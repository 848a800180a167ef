/** The firmware's messages as this virtual device sends and reads them. */
export type Emotion =
  | 'neutral' | 'happy' | 'laughing' | 'funny' | 'sad' | 'angry' | 'crying' | 'loving' | 'embarrassed' | 'surprised' | 'shocked'
  | 'thinking' | 'winking' | 'cool' | 'relaxed' | 'delicious' | 'kissy' | 'confident' | 'sleepy' | 'silly' | 'confused';

export const emotions: Emotion[] = [
  'neutral', 'happy', 'laughing', 'funny', 'sad', 'angry', 'crying', 'loving', 'embarrassed', 'surprised', 'shocked', 'thinking',
  'winking', 'cool', 'relaxed', 'delicious', 'kissy', 'confident', 'sleepy', 'silly', 'confused',
];

export type ListenMode = 'manual' | 'auto' | 'realtime';

export interface Incoming {
  type?: string;
  state?: string;
  text?: string;
  emotion?: string;
  session_id?: string;
  status?: string;
  message?: string;
  command?: string;
  payload?: RpcRequest;
  audio_params?: { sample_rate?: number; frame_duration?: number };
}

export interface RpcRequest {
  jsonrpc?: string;
  id?: number;
  method?: string;
  params?: { name?: string; arguments?: Record<string, unknown>; cursor?: string };
}

export const uplinkRate = 16000;
export const frameMillis = 60;

export function hello(): object {
  return {
    type: 'hello', version: 1, features: { mcp: true }, transport: 'websocket',
    audio_params: { format: 'opus', sample_rate: uplinkRate, channels: 1, frame_duration: frameMillis },
  };
}

/** One line of the log. Audio packets of one direction are counted together. */
export interface LogLine {
  id: number;
  at: number;
  way: 'up' | 'down' | 'note';
  kind: string;
  summary: string;
  raw?: string;
  packets?: number;
  bytes?: number;
}
