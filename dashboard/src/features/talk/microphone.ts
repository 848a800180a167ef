import worklet from './capture-worklet.js?url';
import { frameMillis, uplinkRate } from './wire';

/** `application` is newer than the types that TypeScript has. */
const encoding = {
  codec: 'opus', sampleRate: uplinkRate, numberOfChannels: 1, bitrate: 24000,
  opus: { application: 'voip', frameDuration: frameMillis * 1000, complexity: 5, format: 'opus' },
} as AudioEncoderConfig;

/** The browser's microphone as a device has it: Opus packets of 60 ms while it is open. */
export class Microphone {
  private context?: AudioContext;
  private stream?: MediaStream;
  private encoder?: AudioEncoder;
  private time = 0;
  private sending = false;

  constructor(
    private readonly packet: (opus: Uint8Array) => void,
    private readonly level: (value: number) => void,
    private readonly broken: (failure: unknown) => void,
  ) {}

  get ready(): boolean {
    return this.context !== undefined;
  }

  /** Asks for the microphone; fails with what the browser says when the person or the system refuses it. */
  async prepare(): Promise<void> {
    if (this.context) return;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
    this.stream = stream;
    const { context, source } = this.connect(stream);
    await context.audioWorklet.addModule(worklet);
    const node = new AudioWorkletNode(context, 'mynah-capture', { numberOfOutputs: 0 });
    node.port.onmessage = (message: MessageEvent<Float32Array>) => this.frame(message.data);
    source.connect(node);
    await context.resume();
    this.context = context;
  }

  /** Not every browser feeds a microphone into a context of another rate; the worklet can do it then. */
  private connect(stream: MediaStream): { context: AudioContext; source: MediaStreamAudioSourceNode } {
    const wanted = new AudioContext({ sampleRate: uplinkRate });
    try {
      return { context: wanted, source: wanted.createMediaStreamSource(stream) };
    } catch {
      void wanted.close();
      const own = new AudioContext();
      return { context: own, source: own.createMediaStreamSource(stream) };
    }
  }

  start(): void {
    this.sending = true;
    if (this.encoder?.state === 'configured') return;
    this.encoder = new AudioEncoder({
      output: (chunk) => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        this.packet(bytes);
      },
      error: (failure) => this.broken(failure),
    });
    this.encoder.configure(encoding);
  }

  /** Stops sending; what was said up to now is encoded first. */
  async stop(): Promise<void> {
    this.sending = false;
    this.level(0);
    if (this.encoder?.state === 'configured') await this.encoder.flush().catch(() => undefined);
  }

  private frame(samples: Float32Array): void {
    if (!this.sending || this.encoder?.state !== 'configured') return;
    let square = 0;
    for (const sample of samples) square += sample * sample;
    this.level(Math.min(1, Math.sqrt(square / samples.length) * 6));
    const data = new AudioData({ format: 'f32', sampleRate: uplinkRate, numberOfFrames: samples.length, numberOfChannels: 1, timestamp: this.time, data: samples as BufferSource });
    this.time += frameMillis * 1000;
    this.encoder.encode(data);
    data.close();
  }

  close(): void {
    this.sending = false;
    this.stream?.getTracks().forEach((track) => track.stop());
    if (this.encoder && this.encoder.state !== 'closed') this.encoder.close();
    void this.context?.close();
    this.context = undefined;
  }
}
