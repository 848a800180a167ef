import type { Feature } from '@/app/feature';

export default {
  routes: [{ path: '/firmware', name: 'firmware', component: () => import('./FirmwarePage.vue'), meta: { title: 'firmware.title', permission: 'firmware:read' } }],
  nav: [{ label: 'firmware.title', to: '/firmware', icon: 'download', section: 'setup', order: 30, permission: 'firmware:read' }],
} satisfies Feature;
