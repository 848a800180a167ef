import type { Feature } from '@/app/feature';

export default {
  routes: [
    { path: '/devices', name: 'devices', component: () => import('./DevicesPage.vue'), meta: { title: 'devices.title', permission: 'devices:read' } },
    { path: '/devices/:id', name: 'device', component: () => import('./DevicePage.vue'), meta: { title: 'devices.one', permission: 'devices:read' } },
  ],
  nav: [{ label: 'devices.title', to: '/devices', icon: 'device', section: 'daily', order: 30, permission: 'devices:read', bottom: true }],
} satisfies Feature;
