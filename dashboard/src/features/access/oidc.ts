import { ref } from 'vue';
import { api } from '@/api/client';
import type { OidcMethod } from '@/api/model';

/** The OpenID Connect provider this server lets people log in with, once it is known; undefined when there is none. */
export function oidcMethod() {
  const provider = ref<OidcMethod>();
  api
    .get<{ oidc: OidcMethod | null }>('/auth/methods', undefined, { quiet: true })
    .then((methods) => (provider.value = methods.oidc ?? undefined))
    .catch(() => undefined); // the password is still there to log in with
  return provider;
}

const problems = ['oidc-denied', 'oidc-unavailable', 'oidc-stale', 'oidc-invalid', 'oidc-not-allowed', 'oidc-taken'];

/** The key of the words for what the address says went wrong at the provider; empty when it says nothing we know. */
export function oidcProblem(named: unknown): string {
  return typeof named === 'string' && problems.includes(named) ? `access.oidc.${named.slice('oidc-'.length)}` : '';
}

/** Only addresses of our own: another host in the link would be a trap. */
export function ownPage(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
