import type { Feature, NavEntry, Section } from './feature';

const found = import.meta.glob<{ default: Feature }>('../features/*/index.ts', { eager: true });

export const features: Feature[] = Object.values(found).map((module) => module.default);

export const sections: Section[] = ['daily', 'setup', 'people', 'server'];

export const navigation: NavEntry[] = features
  .flatMap((feature) => feature.nav ?? [])
  .sort((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section) || a.order - b.order);
