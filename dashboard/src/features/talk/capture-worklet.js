/* Collects the microphone's samples into frames of 60 ms at 16 kHz and measures how loud they are. */
const RATE = 16000;
const FRAME = 960;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.frame = new Float32Array(FRAME);
    this.filled = 0;
    this.step = sampleRate / RATE;
    this.sum = 0;
    this.count = 0;
    this.due = this.step;
  }

  /** Where the context does not run at 16 kHz, the mean of the samples between two of ours is good enough for speech. */
  process(inputs) {
    const samples = inputs[0] && inputs[0][0];
    if (!samples) return true;
    for (let i = 0; i < samples.length; i++) {
      this.sum += samples[i];
      this.count += 1;
      this.due -= 1;
      if (this.due > 0) continue;
      this.due += this.step;
      this.frame[this.filled++] = this.sum / this.count;
      this.sum = 0;
      this.count = 0;
      if (this.filled === FRAME) {
        this.port.postMessage(this.frame, [this.frame.buffer]);
        this.frame = new Float32Array(FRAME);
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor('mynah-capture', Capture);
