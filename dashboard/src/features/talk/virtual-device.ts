import { onScopeDispose, ref, watch } from 'vue';
import { api } from '@/api/client';
import type { VirtualDevice } from '@/api/model';
import { wireLog } from './log';
import { Loudspeaker } from './loudspeaker';
import { Microphone } from './microphone';
import { deviceTools } from './tools';
import { type Emotion, emotions, frameMillis, hello, type Incoming, type ListenMode } from './wire';

export type DeviceState = 'off' | 'connecting' | 'idle' | 'listening' | 'thinking' | 'speaking';

export interface Said { who: 'person' | 'device'; text: string }

/**
 * A device in the browser, on the real voice channel. It behaves as firmware does: sound is played only while speaking, the
 * server's `tts stop` ends that, and in the open modes listening begins again by itself.
 */
export function virtualDevice() {
  const state = ref<DeviceState>('off');
  const deviceId = ref('');
  const emotion = ref<Emotion>('neutral');
  const caption = ref('');
  const alert = ref('');
  const said = ref<Said[]>([]);
  const level = ref(0);
  const problem = ref<unknown>();
  const mode = ref<ListenMode>('manual');
  const log = wireLog();
  const { knobs, answer } = deviceTools();

  let socket: WebSocket | undefined;
  let speaker: Loudspeaker | undefined;
  let session = '';
  let held = false;
  let opening: Promise<boolean> | undefined;
  const microphone = new Microphone(sendAudio, (value) => (level.value = value), (failure) => (problem.value = failure));

  watch(() => knobs.volume, (percent) => speaker && (speaker.volume = percent));

  function send(message: object): void {
    const text = JSON.stringify('type' in message && message.type === 'hello' ? message : { session_id: session, ...message });
    socket?.send(text);
    log.message('up', text);
  }

  function sendAudio(packet: Uint8Array): void {
    if (socket?.readyState !== WebSocket.OPEN || state.value === 'speaking' && mode.value !== 'realtime') return;
    socket.send(packet as BufferSource);
    log.audio('up', packet.byteLength);
  }

  /** Opens the channel unless it is open; says whether it is. */
  function connect(): Promise<boolean> {
    if (socket?.readyState === WebSocket.OPEN && session) return Promise.resolve(true);
    opening ??= dial().finally(() => (opening = undefined));
    return opening;
  }

  async function dial(): Promise<boolean> {
    state.value = 'connecting';
    problem.value = undefined;
    try {
      const channel = await api.post<VirtualDevice>('/virtual-device');
      deviceId.value = channel.device_id;
      await greet(channel.path);
      state.value = 'idle';
      return true;
    } catch (failure) {
      problem.value = failure;
      state.value = 'off';
      return false;
    }
  }

  function greet(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const wire = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`);
      wire.binaryType = 'arraybuffer';
      const patience = setTimeout(() => wire.close(), 10_000);
      wire.onopen = () => {
        socket = wire;
        send(hello());
      };
      wire.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
        if (typeof event.data !== 'string') return hear(new Uint8Array(event.data));
        log.message('down', event.data);
        const message = parse(event.data);
        if (message?.type === 'hello' && !session) {
          clearTimeout(patience);
          session = message.session_id ?? '';
          prepareSpeaker(message.audio_params?.frame_duration ?? frameMillis);
          resolve();
        } else if (message) {
          receive(message);
        }
      };
      wire.onclose = () => {
        clearTimeout(patience);
        if (socket !== wire && session) return;
        gone();
        reject(new Error('closed'));
      };
    });
  }

  function parse(text: string): Incoming | undefined {
    try {
      return JSON.parse(text) as Incoming;
    } catch {
      return undefined;
    }
  }

  function prepareSpeaker(frame: number): void {
    speaker?.close();
    speaker = undefined;
    if (typeof AudioDecoder === 'undefined') return;
    speaker = new Loudspeaker(frame, (failure) => (problem.value = failure));
    speaker.volume = knobs.volume;
    void speaker.unlock();
  }

  function gone(): void {
    session = '';
    socket = undefined;
    held = false;
    state.value = 'off';
    emotion.value = 'neutral';
    level.value = 0;
    void microphone.stop();
    log.add('note', 'closed', '');
  }

  function receive(message: Incoming): void {
    switch (message.type) {
      case 'stt':
        said.value.push({ who: 'person', text: message.text ?? '' });
        if (state.value === 'listening' && mode.value !== 'realtime') state.value = 'thinking';
        break;
      case 'llm':
        if (emotions.includes(message.emotion as Emotion)) emotion.value = message.emotion as Emotion;
        break;
      case 'tts':
        speech(message);
        break;
      case 'mcp': {
        const reply = message.payload && answer(message.payload);
        if (reply) send({ type: 'mcp', payload: reply });
        break;
      }
      case 'alert':
        alert.value = [message.status, message.message].filter(Boolean).join(': ');
        break;
      case 'system':
        if (message.command === 'reboot') disconnect();
        break;
    }
  }

  function speech(message: Incoming): void {
    if (message.state === 'start') {
      state.value = 'speaking';
      if (mode.value !== 'realtime') void microphone.stop();
    } else if (message.state === 'sentence_start') {
      caption.value = message.text ?? '';
      said.value.push({ who: 'device', text: message.text ?? '' });
    } else if (message.state === 'stop' && state.value === 'speaking') {
      setTimeout(spoken, Math.min(speaker?.left ?? 0, 3000));
    }
  }

  function spoken(): void {
    if (state.value !== 'speaking') return;
    caption.value = '';
    if (mode.value === 'manual' || !held) {
      state.value = 'idle';
    } else {
      state.value = 'listening';
      if (mode.value === 'auto') listen();
    }
  }

  function hear(packet: Uint8Array): void {
    log.audio('down', packet.byteLength);
    if (state.value === 'speaking') speaker?.play(packet);
  }

  function listen(): void {
    state.value = 'listening';
    emotion.value = 'neutral';
    send({ type: 'listen', state: 'start', mode: mode.value });
    microphone.start();
  }

  /** The button is pressed, or the microphone opened. */
  async function press(): Promise<void> {
    held = true;
    alert.value = '';
    try {
      await microphone.prepare();
    } catch (failure) {
      held = false;
      problem.value = failure;
      return;
    }
    if (!(await connect()) || !held) return;
    if (state.value === 'speaking') interrupt();
    listen();
  }

  /** The button is let go, or the microphone closed. */
  async function release(): Promise<void> {
    if (!held) return;
    held = false;
    if (state.value !== 'listening') return;
    await microphone.stop();
    send({ type: 'listen', state: 'stop' });
    state.value = mode.value === 'manual' ? 'thinking' : 'idle';
  }

  function interrupt(): void {
    if (state.value !== 'speaking' && state.value !== 'thinking') return;
    speaker?.cut();
    caption.value = '';
    send({ type: 'abort' });
  }

  async function type(text: string): Promise<void> {
    alert.value = '';
    if (!(await connect())) return;
    if (state.value === 'speaking') interrupt();
    send({ type: 'listen', state: 'detect', text });
    state.value = 'thinking';
  }

  function disconnect(): void {
    socket?.close();
    speaker?.close();
    speaker = undefined;
  }

  onScopeDispose(() => {
    disconnect();
    microphone.close();
  });

  return { state, deviceId, emotion, caption, alert, said, level, problem, mode, knobs, log, press, release, interrupt, type, disconnect, held: () => held };
}
