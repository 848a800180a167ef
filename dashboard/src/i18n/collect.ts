/** Puts the catalogues of the features beside the common ones: a feature's words are in its folder. */
export function collect(common: Record<string, unknown>, features: Record<string, { default: unknown }>): Record<string, unknown> {
  const all: Record<string, unknown> = { ...common };
  for (const [path, catalogue] of Object.entries(features)) {
    const name = path.split('/').at(-2);
    if (name) all[name] = catalogue.default;
  }
  return all;
}
