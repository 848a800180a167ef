import type { Feature } from '@/app/feature';

export default {
  routes: [
    { path: '/login', name: 'login', component: () => import('./LoginPage.vue'), meta: { title: 'access.login', open: true, bare: true } },
    { path: '/setup', name: 'setup', component: () => import('./SetupPage.vue'), meta: { title: 'access.setup.title', open: true, bare: true } },
    { path: '/setup/reset', name: 'reset', component: () => import('./ResetPage.vue'), meta: { title: 'access.reset.title', open: true, bare: true } },
    { path: '/account', name: 'account', component: () => import('./AccountPage.vue'), meta: { title: 'access.account.title' } },
    { path: '/welcome', name: 'welcome', component: () => import('./WelcomePage.vue'), meta: { title: 'access.welcome.title', bare: true } },
  ],
} satisfies Feature;
