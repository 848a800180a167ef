import type { Feature } from '@/app/feature';

export default {
  routes: [
    { path: '/conversations', name: 'conversations', component: () => import('./ConversationsPage.vue'), meta: { title: 'conversations.title', permission: 'conversations:read' } },
    { path: '/conversations/:id', name: 'conversation', component: () => import('./ConversationPage.vue'), meta: { title: 'conversations.one', permission: 'conversations:read' } },
  ],
  nav: [{ label: 'conversations.title', to: '/conversations', icon: 'conversation', section: 'daily', order: 50, permission: 'conversations:read', bottom: true }],
} satisfies Feature;
