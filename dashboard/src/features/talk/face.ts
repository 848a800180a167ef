import type { Emotion } from './wire';

/** How a face looks: what the eyes, brows and beak do, and what else is to be seen. Coordinates are those of Face.vue. */
export interface Look {
  left: string;
  right: string;
  brows?: [string, string];
  beak: 'closed' | 'smile' | 'laugh' | 'sad' | 'open' | 'flat' | 'kiss' | 'wavy' | 'tongue' | 'smirk' | 'clench';
  extra?: ('tears' | 'tear' | 'hearts' | 'blush' | 'glasses' | 'zzz' | 'sweat' | 'question' | 'dots' | 'sparkle' | 'steam')[];
}

const open = 'open';
export const looks: Record<Emotion, Look> = {
  neutral: { left: open, right: open, beak: 'closed' },
  happy: { left: 'arc', right: 'arc', beak: 'smile' },
  laughing: { left: 'squint', right: 'squint', beak: 'laugh', extra: ['tear'] },
  funny: { left: 'arc', right: 'big', beak: 'tongue' },
  sad: { left: 'down', right: 'down', brows: ['M58 62l22-9', 'M142 62l-22-9'], beak: 'sad' },
  angry: { left: open, right: open, brows: ['M56 56l26 11', 'M144 56l-26 11'], beak: 'clench', extra: ['steam'] },
  crying: { left: 'closed', right: 'closed', brows: ['M58 62l22-9', 'M142 62l-22-9'], beak: 'sad', extra: ['tears'] },
  loving: { left: 'heart', right: 'heart', beak: 'smile', extra: ['hearts'] },
  embarrassed: { left: 'side', right: 'side', beak: 'wavy', extra: ['blush', 'sweat'] },
  surprised: { left: 'big', right: 'big', brows: ['M58 50q11-7 22 0', 'M120 50q11-7 22 0'], beak: 'open' },
  shocked: { left: 'ring', right: 'ring', brows: ['M58 46q11-7 22 0', 'M120 46q11-7 22 0'], beak: 'open', extra: ['sweat'] },
  thinking: { left: 'up', right: 'up', brows: ['M58 58h22', 'M120 52q11-6 22 1'], beak: 'flat', extra: ['dots'] },
  winking: { left: open, right: 'closed', beak: 'smirk' },
  cool: { left: 'none', right: 'none', beak: 'smirk', extra: ['glasses'] },
  relaxed: { left: 'closed', right: 'closed', beak: 'smile' },
  delicious: { left: 'arc', right: 'arc', beak: 'tongue', extra: ['blush', 'sparkle'] },
  kissy: { left: 'closed', right: open, beak: 'kiss', extra: ['hearts'] },
  confident: { left: 'half', right: 'half', brows: ['M56 58l24 4', 'M144 58l-24 4'], beak: 'smirk', extra: ['sparkle'] },
  sleepy: { left: 'closed', right: 'closed', beak: 'flat', extra: ['zzz'] },
  silly: { left: 'big', right: 'squint', beak: 'tongue' },
  confused: { left: open, right: 'half', brows: ['M58 62l22-6', 'M120 52q11-6 22 1'], beak: 'wavy', extra: ['question'] },
};

export const beaks: Record<Look['beak'], string> = {
  closed: 'M84 112q16-9 32 0l-16 20z',
  smile: 'M80 109q20-7 40 0-4 19-20 23-16-4-20-23z',
  laugh: 'M76 106q24-6 48 0-2 32-24 34-22-2-24-34z',
  sad: 'M84 121q16-17 32 0l-16 11z',
  open: 'M100 104c12 0 16 8 16 18s-6 16-16 16-16-6-16-16 4-18 16-18z',
  flat: 'M82 115q18-6 36 0l-18 10z',
  kiss: 'M90 112q10-8 20 0 4 6-2 10 6 4 0 9-8 6-16 0-6-5 0-9-6-4-2-10z',
  wavy: 'M80 116q8-8 16 0t16 0q5-4 8 0l-20 14z',
  tongue: 'M80 109q20-7 40 0-4 15-20 18-16-3-20-18z',
  smirk: 'M82 117q22-2 38-12 2 16-18 26-13-3-20-14z',
  clench: 'M80 116q20-12 40 0l-6 14h-28z',
};
