import type { Feature } from '@/app/feature';

export default {
  routes: [{ path: '/providers', name: 'providers', component: () => import('./ProvidersPage.vue'), meta: { title: 'providers.title', permission: 'services:read' } }],
  nav: [{ label: 'providers.title', to: '/providers', icon: 'provider', section: 'setup', order: 20, permission: 'services:read' }],
} satisfies Feature;
