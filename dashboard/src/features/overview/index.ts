import type { Feature } from '@/app/feature';

export default {
  routes: [{ path: '/', name: 'overview', component: () => import('./OverviewPage.vue'), meta: { title: 'overview.title' } }],
  nav: [{ label: 'overview.title', to: '/', icon: 'overview', section: 'daily', order: 10, bottom: true }],
} satisfies Feature;
