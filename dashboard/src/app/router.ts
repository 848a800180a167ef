import { createRouter, createWebHistory } from 'vue-router';
import { i18n } from '@/i18n';
import { features } from './features';
import { useSession } from './session';
import { setupNeeded } from './setup';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name. */
    title?: string;
    /** The right without which the page is not opened. */
    permission?: string;
    /** Opened without a login. */
    open?: boolean;
    /** Without the frame of navigation. */
    bare?: boolean;
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...features.flatMap((feature) => feature.routes),
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./MissingPage.vue'), meta: { title: 'common.missing' } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeEach(async (to) => {
  const session = useSession();
  if (!session.known) await session.load();
  if (!session.me && (await setupNeeded()) && to.name !== 'setup') return { name: 'setup', query: to.query };
  // Somebody who wanted to connect an account comes back here, and is logged in.
  if (session.me && to.name === 'login' && to.query.problem) return { name: 'account', query: { problem: to.query.problem } };
  if (!session.me && !to.meta.open) return { name: 'login', query: { to: to.fullPath } };
  if (to.meta.permission && !session.may(to.meta.permission)) return { name: 'overview' };
  return true;
});

export function nameWindow(): void {
  const title = router.currentRoute.value.meta.title;
  document.title = title ? `${i18n.global.t(title)} · Mynah` : 'Mynah';
}

router.afterEach(nameWindow);
