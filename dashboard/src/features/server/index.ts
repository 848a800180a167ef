import type { Feature } from '@/app/feature';

export default {
  routes: [
    { path: '/server', name: 'health', component: () => import('./HealthPage.vue'), meta: { title: 'server.health', permission: 'settings:read' } },
    { path: '/settings', name: 'settings', component: () => import('./SettingsPage.vue'), meta: { title: 'server.settings' } },
  ],
  nav: [
    { label: 'server.health', to: '/server', icon: 'health', section: 'server', order: 10, permission: 'settings:read' },
    { label: 'server.settings', to: '/settings', icon: 'settings', section: 'server', order: 20 },
  ],
} satisfies Feature;
