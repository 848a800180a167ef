export type Lack = 'insecure' | 'webcodecs' | 'opus' | 'microphone';

/** What this browser, at this address, cannot do. Text always works. */
export async function lacking(): Promise<{ speak?: Lack; hear?: Lack }> {
  const hear: Lack | undefined = typeof AudioDecoder === 'undefined' ? (isSecureContext ? 'webcodecs' : 'insecure') : undefined;
  if (!isSecureContext) return { speak: 'insecure', hear };
  if (typeof AudioEncoder === 'undefined' || typeof AudioWorkletNode === 'undefined') return { speak: 'webcodecs', hear };
  if (!navigator.mediaDevices?.getUserMedia) return { speak: 'microphone', hear };
  const opus = await AudioEncoder.isConfigSupported({ codec: 'opus', sampleRate: 16000, numberOfChannels: 1 }).catch(() => ({ supported: false }));
  return { speak: opus.supported ? undefined : 'opus', hear };
}
