/** Plays Opus packets one after another as a device does. Whatever rate they were made at, the decoder answers 48 kHz. */
export class Loudspeaker {
  private readonly context = new AudioContext();
  private readonly gain = this.context.createGain();
  private readonly playing = new Set<AudioBufferSourceNode>();
  private decoder?: AudioDecoder;
  private next = 0;
  private time = 0;

  constructor(
    private readonly frameMillis: number,
    private readonly broken: (failure: unknown) => void,
  ) {
    this.gain.connect(this.context.destination);
  }

  /** Must be called from a gesture of the person; browsers are silent before. */
  async unlock(): Promise<void> {
    await this.context.resume();
  }

  set volume(percent: number) {
    this.gain.gain.value = (percent / 100) ** 1.6;
  }

  play(packet: Uint8Array): void {
    if (this.decoder?.state !== 'configured') {
      this.decoder = new AudioDecoder({ output: (data) => this.schedule(data), error: (failure) => this.broken(failure) });
      this.decoder.configure({ codec: 'opus', sampleRate: 48000, numberOfChannels: 1 });
    }
    this.decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: this.time, data: packet as BufferSource }));
    this.time += this.frameMillis * 1000;
  }

  private schedule(data: AudioData): void {
    const buffer = this.context.createBuffer(1, data.numberOfFrames, data.sampleRate);
    const samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    data.close();
    buffer.copyToChannel(samples, 0);
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.gain);
    source.onended = () => this.playing.delete(source);
    // The network is not even; a little in hand, begun anew after every gap, keeps speech whole.
    const earliest = this.context.currentTime + 0.02;
    if (this.next < earliest) this.next = earliest + 0.1;
    source.start(this.next);
    this.next += buffer.duration;
    this.playing.add(source);
  }

  /** How long it takes until everything that came was heard, in milliseconds. */
  get left(): number {
    return Math.max(0, (this.next - this.context.currentTime) * 1000);
  }

  /** Silent at once. */
  cut(): void {
    for (const source of this.playing) source.stop();
    this.playing.clear();
    this.next = 0;
    if (this.decoder?.state === 'configured') this.decoder.reset();
  }

  close(): void {
    this.cut();
    if (this.decoder && this.decoder.state !== 'closed') this.decoder.close();
    void this.context.close();
  }
}
