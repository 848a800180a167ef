import type { Feature } from '@/app/feature';

export default {
  routes: [
    { path: '/users', name: 'users', component: () => import('./UsersPage.vue'), meta: { title: 'people.users', permission: 'people:read' } },
    { path: '/api-keys', name: 'api-keys', component: () => import('./ApiKeysPage.vue'), meta: { title: 'people.keys' } },
    { path: '/audit', name: 'audit', component: () => import('./AuditPage.vue'), meta: { title: 'people.audit', permission: 'audit:read' } },
  ],
  nav: [
    { label: 'people.users', to: '/users', icon: 'people', section: 'people', order: 10, permission: 'people:read' },
    { label: 'people.keys', to: '/api-keys', icon: 'key', section: 'people', order: 20 },
    { label: 'people.audit', to: '/audit', icon: 'audit', section: 'people', order: 30, permission: 'audit:read' },
  ],
} satisfies Feature;
