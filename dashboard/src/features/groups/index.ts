import type { Feature } from '@/app/feature';

export default {
  routes: [{ path: '/groups', name: 'groups', component: () => import('./GroupsPage.vue'), meta: { title: 'groups.title', permission: 'devices:read' } }],
  nav: [{ label: 'groups.title', to: '/groups', icon: 'group', section: 'daily', order: 40, permission: 'devices:read' }],
} satisfies Feature;
