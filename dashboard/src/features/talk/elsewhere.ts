import type { Address } from '@/api/model';

/** What of `location` matters here. */
export type Here = Pick<Location, 'hostname' | 'port' | 'pathname'>;

/** The port that `./mynah tls init` and the configuration's default lead to. */
const usualTlsPort = 8443;

/**
 * Where the page that came by plain http is to be had with a microphone.
 *
 * @returns `local` for whoever sits at the server's machine, `https` when the server speaks it, and where it will do so
 *     once it is switched on
 */
export function elsewhere(here: Here, addresses: Address[]): { local: string; https?: string; later: string } {
  const page = here.pathname.replace(/^\//, '');
  const secure = addresses.find((one) => one.secure_url && one.host === here.hostname) ?? addresses.find((one) => one.secure_url);
  return {
    local: `http://localhost:${here.port || 80}/${page}`,
    https: secure?.secure_url ? `${at(here, secure)}${page}` : undefined,
    later: `https://${here.hostname}:${usualTlsPort}/${page}`,
  };
}

/** Whoever came by a name or address goes on with it: another one may not be reached from where they are. */
function at(here: Here, address: Address): string {
  const url = new URL(address.secure_url!);
  if (!address.configured) url.hostname = here.hostname;
  return url.href;
}
