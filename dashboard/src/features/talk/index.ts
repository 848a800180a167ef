import type { Feature } from '@/app/feature';

export default {
  routes: [{ path: '/talk', name: 'talk', component: () => import('./TalkPage.vue'), meta: { title: 'talk.title', permission: 'devices:use' } }],
  nav: [{ label: 'talk.nav', to: '/talk', icon: 'talk', section: 'daily', order: 20, permission: 'devices:use', bottom: true }],
} satisfies Feature;
