import type { Feature } from '@/app/feature';

export default {
  routes: [{ path: '/assistants', name: 'assistants', component: () => import('./AssistantsPage.vue'), meta: { title: 'assistants.title', permission: 'services:read' } }],
  nav: [{ label: 'assistants.title', to: '/assistants', icon: 'assistant', section: 'setup', order: 10, permission: 'services:read' }],
} satisfies Feature;
